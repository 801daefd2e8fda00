import type { Means } from "../oncall/book.ts";
import { type Person, samePerson } from "../people.ts";
import { Refusal } from "../refusal.ts";
import { needOpen } from "./ending.ts";
import type { Fact } from "./facts.ts";
import type { Live } from "./incident.ts";
import { firstPage, mainPage, type Page } from "./pages.ts";

/** `page` is the one that is meant, where it was said; `means` is how it was answered, if not in Teams. */
export type Answering = { page?: number | undefined; means?: Means };

/** Answers the page that was said, or every page that waits for this person; where none does, the first that waits at all. */
export function acknowledge(incident: Live, who: Person, { page, means }: Answering = {}): Fact[] {
  needOpen(incident);
  const open = incident.pages.filter((each) => isWaiting(each) && isMeant(each, page));
  const own = ownPages(incident, who).filter((each) => open.includes(each));
  const meant = own.length > 0 ? own : open.slice(0, 1);
  if (meant.length === 0) throw alreadyAnswered(incident, who, page);
  return meant.map((each) => acknowledged(each, who, means));
}

const isMeant = ({ number }: Page, page: number | undefined): boolean => page === undefined || number === page;

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

function alreadyAnswered(incident: Live, who: Person, page: number | undefined): Refusal {
  const answers = incident.pages
    .filter((each) => isMeant(each, page))
    .flatMap(({ paging }) => (paging.state === "acknowledged" ? [paging.by] : []));
  const other = answers.at(-1);
  if (other === undefined) return new Refusal(`${incident.id} has no such page.`);
  return new Refusal(
    answers.some((by) => samePerson(by, who))
      ? `You have acknowledged ${incident.id} already.`
      : `${other.name} has acknowledged ${incident.id} already.`,
  );
}

/** "I can't": only for somebody who is being waited for. */
export function decline(incident: Live, who: Person, page?: number): Fact[] {
  needOpen(incident);
  const meant = incident.pages.filter(
    (each) => isMeant(each, page) && each.paging.state === "waiting" && waitsFor(each.paging, who),
  );
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
export function escalate(incident: Live, page: number = firstPage): Fact[] {
  needOpen(incident);
  if (!incident.pages.some((each) => isMeant(each, page))) throw new Refusal(`${incident.id} has no page ${page}.`);
  return [page === firstPage ? { type: "escalated" } : { type: "escalated", page }];
}
