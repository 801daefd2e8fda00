/** Given these facts, when this is decided, then those facts: the rules in microseconds. */
import { type Due, whatIsDue } from "../../src/domain/escalation/due.ts";
import type { Ladder } from "../../src/domain/escalation/ladder.ts";
import type { Rhythm } from "../../src/domain/escalation/rhythm.ts";
import type { Entry, Fact, FactOf, Severity } from "../../src/domain/incident/facts.ts";
import { fold, type Incident, type Live } from "../../src/domain/incident/incident.ts";
import type { EscalationPolicy, Means, Reach } from "../../src/domain/oncall/book.ts";
import { muster, type Person } from "../../src/domain/people.ts";

export const [ann, bob, cat] = ["Ann", "Bob", "Cat"].map((name): Person => ({ id: name.toLowerCase(), name })) as [
  Person,
  Person,
  Person,
];
export const start = new Date("2026-03-29T00:00:00Z");
export const minutes = (count: number): Date => new Date(start.getTime() + count * 60_000);
export const iso = (count: number): string => minutes(count).toISOString();

export const declared: Fact = { type: "declared", title: "checkout is down", description: "", severity: 1, said: null };

type Told = readonly [minute: number, fact: Fact];

/** Facts with the minute at which each happened. */
export const given = (...history: Told[]): Live => givenOf(1, ...history);

/** The same of another severity. */
export function givenOf(severity: Severity, ...history: Told[]): Live {
  const all: Told[] = [[0, { ...declared, severity } as Fact], ...history];
  const entries = all.map(
    ([minute, fact], number): Entry => ({
      number,
      at: iso(minute),
      by: fact.type === "activity seen" ? muster : { kind: "person", person: ann },
      from: "test",
      fact,
    }),
  );
  return fold("INC-1", entries) as Live;
}

/** Ann for five minutes, then Bob for five, then all of them for ten; behind that the alarm, to all of them. */
export const ladder: Ladder = {
  policy: "usual",
  roster: "payments",
  steps: [
    { targets: [{ person: "Ann" }], minutes: 5 },
    { targets: [{ person: "Bob" }], minutes: 5 },
    { targets: [{ everyone: "payments" }], minutes: 10 },
  ],
  lastResort: [{ everyone: "payments" }],
};

export const opened = (page = 1, of: Ladder = ladder): Fact => ({ type: "page opened", page, because: "", ladder: of });
export const paged = (step: number, ...people: Person[]): Fact => ({ type: "paged", step, people });
export const pagedOn = (page: number, step: number, ...people: Person[]): Fact => ({
  type: "paged",
  page,
  step,
  people,
});
/** Ann, by these means. */
export const pagedBy = (...reach: Reach[]): Fact => ({
  type: "paged",
  step: 0,
  people: [ann],
  reach: { [ann.id]: reach },
});
export const nobody = (step: number): Fact => ({ type: "nobody to page", step });
export const acked = (person: Person, page?: number): Fact => ({
  type: "acknowledged",
  ...(page === undefined ? {} : { page }),
  person,
});

/** Of Ann, at the first step. */
export const tried = (order: number, means: Means): Fact => ({
  type: "page tried",
  page: 1,
  step: 0,
  person: ann.id,
  order,
  means,
});
export const reported = (
  order: number,
  state: FactOf<"page reported">["state"],
  reason?: string,
): FactOf<"page reported"> => ({
  type: "page reported",
  page: 1,
  step: 0,
  person: ann.id,
  order,
  state,
  ...(reason === undefined ? {} : { reason }),
});

// biome-ignore lint/suspicious/noThenProperty: it is what policies call the one that follows, and nobody awaits one.
export const followedBy = (next: string): Pick<EscalationPolicy, "then"> => ({ then: next });

/** Nobody is asked for updates, or asked again after an answer: pages alone. */
export const pagesOnly: Rhythm = {
  updateMinutes: [1e6, 1e6, 1e6, 1e6, 1e6],
  quietMinutes: 0,
  blankMinutes: 0,
  commanderMinutes: 0,
  proposalMinutes: 3,
  handoverMinutes: 3,
};

/** What is due of pages alone. */
export const dueAt = (incident: Incident, minute: number): Due[] => whatIsDue(incident, pagesOnly, minutes(minute));

export const climb = (step: number, page = 1, of: Ladder = ladder): Due => ({
  kind: "climb",
  page,
  step,
  targets: of.steps[step]?.targets ?? of.lastResort,
});
export const factDue = (fact: Fact): Due => ({ kind: "fact", fact });
export const alarm = (step: number, why: FactOf<"alarm raised">["why"]): Due[] => [
  factDue({ type: "alarm raised", page: 1, step, why }),
  climb(step),
];
/** A try of Ann at the first step that has become due. */
export const tryDue = (order: number, means: Means, placeInPage = 0): Due =>
  factDue({ ...(tried(order, means) as FactOf<"page tried">), paged: placeInPage });
