/** The facts about pages and shifts as sentences; see sentence.ts. */
import type { Fact, FactOf, TryOf, TryState } from "../domain/incident/facts.ts";
import { firstPage, type Page, type Try } from "../domain/incident/pages.ts";
import { type Actor, actorName, type Person, samePerson } from "../domain/people.ts";
import { unreachable } from "../domain/refusal.ts";
import { utc } from "../domain/time.ts";
import { meansNoun, meansWords, stepWords, targetsWords } from "./paging-words.ts";
import { capital, counted, stop } from "./phrase.ts";
import { brief, names } from "./text.ts";

const about = [
  "page opened",
  "paged",
  "nobody to page",
  "alarm raised",
  "page tried",
  "page reported",
  "page failed",
  "acknowledged",
  "declined",
  "escalated",
  "went quiet",
  "activity seen",
  "shift changed",
] as const satisfies readonly Fact["type"][];
type PageFact = FactOf<(typeof about)[number]>;

export const isAboutPages = (fact: Fact): fact is PageFact => (about as readonly string[]).includes(fact.type);

/** A fact says by itself whom and what it is about; an older one, or one not worth telling, by the `pages` as they stand. */
export function pageSentence(fact: PageFact, by: Actor, pages: readonly Page[], wordsMax: number): string {
  const who = capital(brief(actorName(by), 80));
  switch (fact.type) {
    case "page opened":
      return opened(fact, who, wordsMax);
    case "paged":
      return paged(fact, pages, wordsMax);
    case "nobody to page":
      return `There is nobody to page (${where(fact)}).`;
    case "alarm raised":
      return alarms[fact.why](fact.page === firstPage ? "the page" : `page ${fact.page}`);
    case "page tried":
      return `Muster pages ${nameIn(pages, fact)} ${meansWords(fact.means)}.`;
    case "page reported":
      return reported(fact, pages, wordsMax);
    case "page failed":
      return stop(`${brief(fact.person.name)} could not be paged (${where(fact)}): ${brief(fact.reason, wordsMax)}`);
    case "acknowledged":
      return acknowledged(fact, by, who);
    case "declined":
      return acts(by, fact.person)
        ? `${who} cannot come.`
        : `${who} noted that ${brief(fact.person.name)} cannot come.`;
    case "escalated":
      return `${who} escalated ${pageWords(fact.page)}.`;
    case "went quiet":
      return `Nobody has done or said anything since ${utc(fact.since)}: ${brief(fact.person.name)} is paged again.`;
    case "activity seen":
      return `People are talking in the channel, last at ${utc(fact.lastAt)}.`;
    case "shift changed":
      return shiftChanged(fact);
    default:
      return unreachable(fact);
  }
}

const pageWords = (page: number = firstPage): string => (page === firstPage ? "the page" : `page ${page}`);

const where = ({ page = firstPage, step }: { page?: number; step: number }): string =>
  page === firstPage ? stepWords(step) : `page ${page}, step ${step + 1}`;

const acts = (by: Actor, person: Person): boolean => by.kind === "person" && samePerson(by.person, person);

function opened({ page, because, ladder }: FactOf<"page opened">, who: string, wordsMax: number): string {
  const why = brief(because, wordsMax);
  const waits = ladder.waits === undefined ? "" : `, not before ${utc(ladder.waits.until)} if it can wait`;
  if (page === firstPage && ladder.policy !== "")
    return `The page follows the policy ${brief(ladder.policy, 80)} (${counted(ladder.steps.length, "step")})${waits}.`;
  const asks = `${who} asks for ${targetsWords(ladder.steps[0]?.targets ?? [])}`;
  return why === "" ? `${asks}.` : `${asks}: ${why}`;
}

function paged(fact: FactOf<"paged">, pages: readonly Page[], wordsMax: number): string {
  const { page = firstPage, step, people, because: why } = fact;
  const are = `${names(people.map(({ name }) => name))} ${people.length === 1 ? "is" : "are"} paged`;
  const because =
    page === firstPage ? "" : brief(why ?? pages.find(({ number }) => number === page)?.because ?? "", wordsMax);
  if (because === "") return `${are} (${where({ page, step })}).`;
  return `${are}${step === 0 ? "" : ` (step ${step + 1})`}: ${because}`;
}

const alarms: Record<FactOf<"alarm raised">["why"], (page: string) => string> = {
  "nobody on call": (page) => `ALARM: nobody is on call for ${page}.`,
  "nobody reached": (page) => `ALARM: ${page} has reached nobody.`,
  "nobody answered": (page) => `ALARM: nobody has answered ${page}.`,
};

const reports: Record<TryState, string> = {
  sent: "is sent",
  delivered: "has arrived",
  seen: "has been seen",
  failing: "did not go out, and is tried again",
  failed: "failed",
};

function reported(fact: FactOf<"page reported">, pages: readonly Page[], wordsMax: number): string {
  const { means = tryIn(pages, fact)?.means, name } = fact;
  const said = `The ${meansNoun(means)} to ${name === undefined ? nameIn(pages, fact) : brief(name)} ${reports[fact.state]}`;
  return stop(fact.reason === undefined ? said : `${said}: ${brief(fact.reason, wordsMax)}`);
}

const pagedIn = (pages: readonly Page[], { page, step, person }: TryOf) =>
  pages
    .find(({ number }) => number === page)
    ?.paged.findLast((each) => each.person.id === person && each.step === step);

const nameIn = (pages: readonly Page[], fact: TryOf): string => brief(pagedIn(pages, fact)?.person.name ?? "somebody");

const tryIn = (pages: readonly Page[], fact: TryOf): Try | undefined =>
  pagedIn(pages, fact)?.tries.find(({ order }) => order === fact.order);

function acknowledged({ page, person, means }: FactOf<"acknowledged">, by: Actor, who: string): string {
  const how = means === undefined || means === "teams" ? "" : ` ${meansWords(means)}`;
  return `${who} acknowledged ${pageWords(page)}${how}${acts(by, person) ? "" : ` for ${brief(person.name)}`}.`;
}

function shiftChanged({ schedule, from, to }: FactOf<"shift changed">): string {
  const [before, now] = [from, to].map((people) => names(people.map(({ name }) => name)));
  const where = brief(schedule, 80);
  if (now === "") return `Nobody is on call in ${where} now${before === "" ? "" : `: the shift of ${before} is over`}.`;
  return `${now} ${to.length === 1 ? "is" : "are"} on call in ${where} now${before === "" ? "" : `, after ${before}`}.`;
}
