/** Who is on call in a night: rotations that change hands in the middle of it, policies of several kinds, people who are reached in several ways. */
import type { Book, EscalationPolicy, Reach, Responder } from "../../src/domain/oncall/book.ts";
import type { Schedule } from "../../src/domain/oncall/schedule.ts";
import type { Person } from "../../src/domain/people.ts";
import type { Random } from "./random.ts";

const idOf = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;
export const people: readonly Person[] = ["Ann", "Bob", "Cat", "Dan", "Eve"].map((name, index) => ({
  id: idOf(index + 1),
  name,
}));
/** Somebody whom the book does not know. */
export const stranger: Person = { id: idOf(9), name: "Zoe" };

const waysToReach: readonly (readonly Reach[] | undefined)[] = [
  [
    { means: "teams", afterMinutes: 0 },
    { means: "sms", afterMinutes: 1 },
    { means: "call", afterMinutes: 3 },
  ],
  [{ means: "teams", afterMinutes: 0 }],
  [
    { means: "sms", afterMinutes: 0 },
    { means: "teams", afterMinutes: 1 },
  ],
  [{ means: "call", afterMinutes: 0 }],
  undefined,
];

function responders(random: Random): Responder[] {
  return people.map(({ id, name }, index) => {
    const reach = random.pick(waysToReach);
    return {
      name,
      teams: id,
      phone: `+44163296000${index + 1}`,
      ...(reach === undefined ? {} : { reach }),
      ...(name === "Eve" ? { expertise: ["database"] } : {}),
    };
  });
}

/** The night has the hour in which clocks in London are set forward. */
const schedule = (name: string, rotation: Schedule["layers"][number]["rotation"]): Schedule => ({
  name,
  timeZone: "Europe/London",
  layers: [{ name: "turns", priority: 1, rotation }],
  overrides: [],
});

const rosterName = "checkout";

/** Both rounds and what follows them are over within half an hour, so that the alarm sounds before the night ends. */
const front = (random: Random): EscalationPolicy => ({
  name: "front",
  severities: [1, 2],
  steps: [
    { notify: [{ rotation: "primary" }], minutes: random.between(1, 4) },
    { notify: [{ rotation: "secondary" }], minutes: random.between(1, 4) },
  ],
  repeats: 1,
  // biome-ignore lint/suspicious/noThenProperty: it is what policies call the one that follows
  then: "back",
  lastResort: [],
});

const back = (random: Random): EscalationPolicy => ({
  name: "back",
  severities: [4],
  steps: [{ notify: [{ everyone: rosterName }], minutes: random.between(2, 5) }],
  repeats: 0,
  lastResort: random.pick([[{ person: "Dan" }], [{ role: "commander" }, { person: "Cat" }], []]),
});

const slow: EscalationPolicy = {
  name: "slow",
  severities: [3],
  steps: [
    { notify: [{ schedule: "nobody" }], minutes: 1 },
    { notify: [{ person: "Cat" }], minutes: 3 },
  ],
  repeats: 0,
  lastResort: [{ person: "Bob" }],
};

export function bookOf(random: Random): Book {
  const secondary = random.pick(["Cat", "Dan", null]);
  return {
    people: responders(random),
    schedules: [
      schedule("primary", { type: "hourly", length: 1, start: "2026-03-28T00:30", participants: ["Ann", "Bob"] }),
      schedule("secondary", { type: "fixed", length: 1, start: "2026-01-01T00:00", participants: [secondary] }),
      schedule("nobody", { type: "fixed", length: 1, start: "2026-01-01T00:00", participants: [null] }),
    ],
    rosters: [
      {
        name: rosterName,
        members: ["Ann", "Bob", "Cat", "Dan"],
        rotations: [
          { name: "primary", schedule: "primary" },
          { name: "secondary", schedule: "secondary" },
        ],
        experts: ["Eve"],
        services: [],
        // From 00:30 UTC: what is not urgent waits for it.
        workingHours: { timeZone: "UTC", windows: [{ days: ["sun"], from: "00:30", to: "12:00" }] },
      },
    ],
    policies: [front(random), back(random), slow],
  };
}

/** The same book with other steps. What climbs already goes on as it began. */
export const rewritten = (book: Book): Book => ({
  ...book,
  policies: book.policies.map((policy) => ({
    ...policy,
    steps: [{ notify: [{ person: "Eve" }], minutes: 1 }, ...policy.steps.toReversed()],
  })),
});
