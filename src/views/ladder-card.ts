/**
 * One page as a card in the incident's channel, true at any time: who is being waited for, what happens next and when,
 * and how everybody was tried. Whoever is tired reads the first two lines.
 */
import { type ComingUp, comingUp } from "../domain/escalation/due.ts";
import type { Live } from "../domain/incident/incident.ts";
import { firstPage, isAlarming, type Page, type Waiting } from "../domain/incident/pages.ts";
import { actorName, samePerson } from "../domain/people.ts";
import { type CardMessage, cardMessage } from "./card.ts";
import { escapeMarkdown, inert } from "./escape.ts";
import { marks } from "./marks.ts";
import { moment, momentAfter } from "./moment.ts";
import { overWords } from "./over.ts";
import { meansWords, targetsWords } from "./paging-words.ts";
import { capital } from "./phrase.ts";
import { brief, names } from "./text.ts";
import { tryLines } from "./tries.ts";

/** Throws a RangeError for a page that the incident does not have. */
export function ladderCard(incident: Live, number: number): CardMessage {
  const page = incident.pages.find((each) => each.number === number);
  if (page === undefined) throw new RangeError(`${incident.id} has no page ${number}.`);
  const standing = standingOf(incident, page);
  const { lines, more } = tryLines(page);
  return cardMessage("ladder", `${marks(incident)}${incident.id}: ${standing.headline}`, {
    id: incident.id,
    page: String(number),
    headline: inert(`${marks(incident)}${standing.headline}`),
    tone: standing.tone,
    next: standing.open ? nextOf(incident, page) : standing.since,
    because: inert(becauseOf(page)),
    lines,
    more: more > 0 ? `and ${more} more` : "",
    about: aboutOf(incident, page),
    open: standing.open,
  });
}

type Standing = { headline: string; tone: "attention" | "good" | "emphasis"; open: boolean; since: string };

function standingOf(incident: Live, page: Page): Standing {
  const { paging } = page;
  if (incident.status !== "open")
    return { headline: overWords(incident), tone: "good", open: false, since: moment(incident.resolvedAt) };
  if (paging.state === "waiting")
    return {
      headline: waitingFor(page, paging),
      tone: isAlarming(page) ? "attention" : "emphasis",
      open: true,
      since: "",
    };
  const how = paging.means === undefined ? "" : ` ${meansWords(paging.means)}`;
  return {
    headline: `${brief(paging.by.name, 80)} answered${how}.`,
    tone: "good",
    open: false,
    since: moment(paging.at),
  };
}

function waitingFor(page: Page, { step, people, out, hurry }: Waiting): string {
  const coming = people.filter((person) => !out.some((gone) => samePerson(gone, person)));
  const who = names(coming.map(({ name }) => name));
  if (isAlarming(page))
    return who === "" ? "ALARM: there is nobody to page." : `ALARM: nobody has answered. Waiting for ${who}.`;
  if (step < 0) return "Nobody has been paged yet.";
  if (hurry) return "On to the next step.";
  return who === "" ? `Nobody can come (step ${step + 1}).` : `Waiting for ${who}.`;
}

/** Markdown, since only a TextBlock tells the reader's own time. */
function nextOf(incident: Live, page: Page): string {
  const next = comingUp(incident, page.number);
  if (next === undefined) return "";
  return `Next, ${momentAfter(page.openedAt, next.at.toISOString())}: ${escapeMarkdown(comingWords(page, next))}.`;
}

function comingWords(page: Page, next: ComingUp): string {
  if (next.what === "try") return `${brief(next.person.name, 80)} ${meansWords(next.means)}`;
  const targets = targetsWords(next.targets);
  if (next.what === "climb") return `step ${next.step + 1}, ${targets}`;
  const resort = next.targets.length === 0 ? "nobody is left to page" : targets;
  return isAlarming(page) ? `the alarm repeats, ${resort}` : `ALARM, ${resort}`;
}

/** The first page goes without saying. */
function becauseOf({ number, because, by }: Page): string {
  if (number === firstPage) return "";
  const who = `${capital(brief(actorName(by), 80))} asks for help`;
  const why = brief(because, 300);
  return why === "" ? `${who}.` : `${who}: ${why}`;
}

function aboutOf(incident: Live, { number, ladder, openedAt }: Page): string {
  const policy = ladder.policy === "" ? [] : [`policy ${escapeMarkdown(brief(ladder.policy, 60))}`];
  const page = `${escapeMarkdown(incident.id)}, page ${number}`;
  return [page, ...policy, `since ${moment(openedAt)}`, "times above in UTC"].join(" · ");
}
