/** Plays a page through time with nothing but the rules: what becomes due becomes a fact, in its own minute. */
import { whatIsDue, type Due, nextDeadline } from "../../src/domain/escalation/due.ts";
import type { Ladder } from "../../src/domain/escalation/ladder.ts";
import type { Rhythm } from "../../src/domain/escalation/rhythm.ts";
import type { Entry, Fact, Severity } from "../../src/domain/incident/facts.ts";
import { fold, type Live, type Resolved } from "../../src/domain/incident/incident.ts";
import { openReview } from "../../src/domain/incident/review-steps.ts";
import type { Reach, Target } from "../../src/domain/oncall/book.ts";
import { muster, type Person } from "../../src/domain/people.ts";
import { ann, bob, cat, declared, minutes, start, pagesOnly } from "./given.ts";

/** Nobody asks for updates, and nobody is thought to have fallen asleep. */
export const still: Rhythm = {
  ...pagesOnly,
  updateMinutes: [100_000, 100_000, 100_000, 100_000, 100_000],
};
export const teamsOnly: readonly Reach[] = [{ means: "teams", afterMinutes: 0 }];
export const teamsThenPhone: readonly Reach[] = [
  { means: "teams", afterMinutes: 0 },
  { means: "sms", afterMinutes: 2 },
  { means: "call", afterMinutes: 4 },
];

const step = (who: Person, minutesLong: number) => ({ targets: [{ user: who }], minutes: minutesLong });
/** Ann, five minutes, Bob, five minutes, and Cat in the end. */
export const ladder: Ladder = { policy: "usual", steps: [step(ann, 5), step(bob, 5)], lastResort: [{ user: cat }] };
export const opened = (climbed: Ladder = ladder, page = 1): Fact => ({
  type: "page opened",
  page,
  because: "",
  ladder: climbed,
});

export type Setting = {
  /** What happens from outside, by minute. A page is opened when the incident is declared, unless this says otherwise. */
  given?: readonly (readonly [number, Fact])[];
  until: number;
  ladder?: Ladder;
  severity?: Severity;
  reach?: readonly Reach[];
  /** Who can be found at all. */
  there?: readonly Person[];
  rhythm?: Rhythm;
};

export type Played = { entries: Entry[]; incident: Live };

export function play(setting: Setting): Played {
  const { given = [], until, rhythm = still } = setting;
  const first: Fact = { ...(declared as Extract<Fact, { type: "declared" }>), severity: setting.severity ?? 1 };
  const entries: Entry[] = [];
  const add = (at: Date, facts: readonly Fact[]): void => {
    for (const fact of facts)
      entries.push({ number: entries.length + 1, at: at.toISOString(), by: muster, from: "test", fact });
  };
  const now = () => fold("INC-1", entries);
  add(start, [first]);
  for (const [minute, facts] of [...byMinute(given), [until, []] as const]) {
    while ((nextDeadline(now(), rhythm)?.getTime() ?? Number.POSITIVE_INFINITY) <= minutes(minute).getTime()) {
      const at = new Date(Math.max(nextDeadline(now(), rhythm)!.getTime(), Date.parse(entries.at(-1)!.at)));
      for (const due of whatIsDue(now(), rhythm, at)) add(at, factsOf(due, setting, now() as Resolved));
      if (entries.length > 2_000) throw new Error("It spins.");
    }
    add(minutes(minute), facts);
  }
  return { entries, incident: now() as Live };
}

function byMinute(given: NonNullable<Setting["given"]>): (readonly [number, Fact[]])[] {
  const groups = Map.groupBy(given, ([minute]) => minute);
  return [...groups]
    .sort(([one], [other]) => one - other)
    .map(([minute, all]) => [minute, all.map(([, fact]) => fact)]);
}

function factsOf(due: Due, setting: Setting, over: Resolved): Fact[] {
  const { ladder: climbed = ladder, reach = teamsOnly, there = [ann, bob, cat] } = setting;
  if (due.kind === "fact") return [due.fact];
  if (due.kind === "open") return [opened(climbed, due.page)];
  if (due.kind === "listen") return [due.otherwise];
  if (due.kind === "review") return [openReview(over, "UTC", new Date(over.resolvedAt))];
  const people = due.targets.flatMap(personOf).filter((person) => there.includes(person));
  const { page, step: number } = due;
  return people.length === 0
    ? [{ type: "nobody to page", page, step: number }]
    : [{ type: "paged", page, step: number, people, reach: Object.fromEntries(people.map(({ id }) => [id, reach])) }];
}

const personOf = (target: Target): Person[] => ("user" in target ? [target.user] : []);

/** What was done about paging, each with its minute: "5 paged Bob". */
export const paging = ({ entries }: Played): string[] =>
  entries.flatMap(({ at, fact }) => {
    const words = wordsOf(fact);
    return words === undefined ? [] : [`${(Date.parse(at) - start.getTime()) / 60_000} ${words}`];
  });

/** The same without the tries by single means. */
export const steps = (played: Played): string[] => paging(played).filter((words) => !/^\S+ try/.test(words));

function wordsOf(fact: Fact): string | undefined {
  switch (fact.type) {
    case "paged":
      return `paged ${fact.people.map(({ name }) => name).join(", ")}`;
    case "nobody to page":
      return "nobody";
    case "alarm raised":
      return `ALARM: ${fact.why}`;
    case "page tried":
      return `try ${fact.person} by ${fact.means}`;
    case "page failed":
      return `failed ${fact.person.name}`;
    case "went quiet":
      return `quiet ${fact.person.name}`;
    default:
      return undefined;
  }
}

/** What a service says of a try. */
export const reported = (
  person: Person,
  state: Extract<Fact, { type: "page reported" }>["state"],
  which: { order?: number; step?: number; page?: number } = {},
): Fact => ({ type: "page reported", page: 1, step: 0, order: 0, person: person.id, state, ...which });
