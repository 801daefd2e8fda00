import type { Means } from "../oncall/book.ts";
import { type Person, samePerson } from "../people.ts";
import { Refusal } from "../refusal.ts";
import { needOpen } from "./ending.ts";
import type { Fact } from "./facts.ts";
import type { Live } from "./incident.ts";
import { mainPage, type Page } from "./pages.ts";

/** Answers every page that waits for this person; where none does, the first that waits at all. `means` is how they answered, if not in Teams. */
export function acknowledge(incident: Live, who: Person, means?: Means): Fact[] {
  needOpen(incident);
  const own = ownPages(incident, who);
  const meant = own.length > 0 ? own : incident.pages.filter(isWaiting).slice(0, 1);
  if (meant.length === 0) throw alreadyAnswered(incident, who);
  return meant.map((page) => acknowledged(page, who, means));
}

const isWaiting = ({ paging }: Page): boolean => paging.state === "waiting";

/** The pages that wait for an answer and have gone to this person. */
export const ownPages = ({ pages }: Live, who: Person): Page[] =>
  pages.filter((page) => isWaiting(page) && page.paged.some(({ person }) => samePerson(person, who)));

export const acknowledged = ({ number }: Page, person: Person, means?: Means): Fact => ({
  type: "acknowledged",
  ...(number === 1 ? {} : { page: number }),
  person,
  ...(means === undefined ? {} : { means }),
});

function alreadyAnswered(incident: Live, who: Person): Refusal {
  const answers = incident.pages.flatMap(({ paging }) => (paging.state === "acknowledged" ? [paging.by] : []));
  const other = answers.at(-1);
  if (other === undefined) return new Refusal(`Nobody is paged for ${incident.id}.`);
  return new Refusal(
    answers.some((by) => samePerson(by, who))
      ? `You have acknowledged ${incident.id} already.`
      : `${other.name} has acknowledged ${incident.id} already.`,
  );
}

/** "I can't": only for somebody who is being waited for. */
export function decline(incident: Live, who: Person): Fact[] {
  needOpen(incident);
  const meant = incident.pages.filter(({ paging }) => paging.state === "waiting" && waitsFor(paging, who));
  if (meant.length > 0)
    return meant.map(({ number }) => ({ type: "declined", ...(number === 1 ? {} : { page: number }), person: who }));
  const paging = mainPage(incident)?.paging;
  throw new Refusal(
    paging?.state === "acknowledged"
      ? `${paging.by.name} is on ${incident.id}; nobody waits for you.`
      : `Nobody waits for you on ${incident.id}.`,
  );
}

const waitsFor = ({ people, out }: { people: Person[]; out: Person[] }, who: Person): boolean =>
  people.some((person) => samePerson(person, who)) && !out.some((person) => samePerson(person, who));

/** Pages the next step now, also when somebody has answered and needs more hands. */
export function escalate(incident: Live): Fact[] {
  needOpen(incident);
  return [{ type: "escalated" }];
}
