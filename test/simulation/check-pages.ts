/** What must hold of pages: that they climb, arrive, stop, and sound the alarm, whatever happened in the night. */
import { comingUp } from "../../src/domain/escalation/due.ts";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import type { Live } from "../../src/domain/incident/incident.ts";
import type { Page } from "../../src/domain/incident/pages.ts";
import { placeOf } from "../../src/domain/incident/incident.ts";
import { samePerson } from "../../src/domain/people.ts";
import { ladderCard } from "../../src/views/ladder-card.ts";
import { climbing } from "./check-climb.ts";
import { arrivals } from "./check-tries.ts";
import type { Night } from "./night.ts";

/** A ring is at most two seconds late when the night is calm; then come a few calls. */
const lateMs = 10_000;
const alarmMs = 10 * 60_000;

export const pagingComplaints = (night: Night, entries: readonly Entry[], incident: Live): string[] => [
  ...climbing(entries, night.book, incident.id),
  ...arrivals(night, entries, incident),
  ...(incident.status === "open" ? incident.pages.flatMap((page) => waitingOf(night, incident, page)) : []),
  ...alarmGaps(night, entries, incident),
  ...laddersShown(night, incident),
];

/** Whoever waits for an answer has something coming, and nothing that should have come. */
function waitingOf(night: Night, incident: Live, page: Page): string[] {
  if (page.paging.state !== "waiting") return [];
  const name = `${incident.id}, page ${page.number}`;
  const next = comingUp(incident, page.number);
  if (next === undefined) return [`${name} waits, and nothing comes after it`];
  const overdueMs = night.world.now().getTime() - next.at.getTime();
  const tries = untried(page, new Date(night.world.now().getTime() - lateMs));
  return [
    ...(overdueMs > lateMs ? [`${name}: its next step is overdue by ${Math.round(overdueMs / 1_000)} seconds`] : []),
    ...tries.map((words) => `${name}: ${words}`),
  ];
}

/** Means whose minute has come, of whoever is waited for, and that nobody has tried. */
function untried({ paged, paging }: Page, by: Date): string[] {
  const out = paging.state === "waiting" ? paging.out : [];
  const newest = paged.filter(
    (one, index) => paged.findLastIndex(({ person }) => samePerson(person, one.person)) === index,
  );
  return newest
    .filter(({ person, over }) => over === undefined && !out.some((gone) => samePerson(gone, person)))
    .flatMap(({ person, at, reach, tries }) =>
      reach
        .slice(tries.length)
        .filter(({ afterMinutes }) => Date.parse(at) + afterMinutes * 60_000 < by.getTime())
        .map(({ means }) => `${person.name} should have been tried by ${means}`),
    );
}

/** The alarm comes again every ten minutes until somebody acts. */
function alarmGaps(night: Night, entries: readonly Entry[], { id, pages, status }: Live): string[] {
  return pages.flatMap(({ number, paging, ladder }) => {
    const own = entries.filter(({ fact }) => pageOf(fact) === number);
    const acted = entries.findLast(({ fact }) => isAct(fact, number))?.number ?? 0;
    const sounded = own.filter(
      ({ fact, number: at }) => isStep(fact) && fact.step >= ladder.steps.length && at > acted,
    );
    if (status !== "open" || paging.state !== "waiting" || sounded.length === 0) return [];
    const since = night.calmFrom.getTime();
    const times = [...sounded.map(({ at }) => Date.parse(at)), night.world.now().getTime()].filter((at) => at > since);
    const gaps = times.slice(1).map((at, index) => at - times[index]!);
    return gaps
      .filter((gap) => gap > alarmMs + lateMs)
      .map((gap) => `${id}, page ${number}: its alarm was silent for ${Math.round(gap / 60_000)} minutes`);
  });
}

type Step = Extract<Fact, { type: "paged" | "nobody to page" }>;
const isStep = (fact: Fact): fact is Step => fact.type === "paged" || fact.type === "nobody to page";
export const pageOf = (fact: Fact): number => ("page" in fact ? (fact.page ?? 1) : 1);

const isAct = (fact: Fact, page: number): boolean =>
  fact.type === "reopened" ||
  (["acknowledged", "escalated", "went quiet", "page opened"].includes(fact.type) && pageOf(fact) === page);

/** The card of each page in the incident's channel tells its last state. */
function laddersShown({ stores }: Night, incident: Live): string[] {
  const place = placeOf(incident);
  if (place === undefined) return [];
  return incident.pages.flatMap(({ number }) => {
    const wanted = JSON.stringify(ladderCard(incident, number));
    const cards = stores.chat.posts.filter(
      ({ conversation, message }) =>
        conversation === place.id &&
        "card" in message &&
        message.card === "ladder" &&
        JSON.parse(JSON.stringify(message.data)).page === `${number}` &&
        message.summary.startsWith(`${incident.id}:`),
    );
    if (cards.some(({ message }) => JSON.stringify(message) === wanted)) return [];
    return [`${incident.id}, page ${number}: ${cards.length === 0 ? "it has no card" : "its card is out of date"}`];
  });
}
