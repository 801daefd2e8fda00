import { expect, test } from "@jest/globals";
import type { Book } from "../../src/domain/oncall/book.ts";
import { checkBook } from "../../src/domain/oncall/check-book.ts";
import { readOnCallFile } from "../../src/oncall-file/read.ts";
import { onCallFileOf } from "../../src/oncall-file/write.ts";

const awkward = [
  "null",
  "~",
  "007",
  "yes",
  "1e3",
  "+44",
  "a: b",
  "- a",
  "#x",
  "'q'",
  '"q"',
  "{x}",
  "[x]",
  "&a",
  "*a",
  "!t",
  "%d",
  "@at",
  "🔥 é",
  "2026-01-05",
  "09:00",
  "<<",
  "x ".repeat(49) + "y",
];

/** With everything that a book can have, and keys in an order of their own. */
const full: Book = {
  people: [
    ...awkward.map((name) => ({ name })),
    {
      dailyTest: "09:30",
      name: "Ann",
      webhook: "https://example.org/page?x=1#y",
      pagerduty: "0123456789abcdef0123456789ABCDEF",
      expertise: awkward,
      reach: [
        { means: "teams", afterMinutes: 0 },
        { afterMinutes: 0, means: "call" },
        { means: "sms", afterMinutes: 7 },
      ],
      timeZone: "Europe/London",
      phone: "+441632960001",
      email: "ann@contoso.com",
      teams: "ann@contoso.com",
    },
  ],
  rosters: [
    {
      name: "Shop",
      members: awkward,
      rotations: [
        { name: "2", schedule: "night" },
        { schedule: "night", name: "1" },
        { name: "schedule", schedule: "night" },
      ],
      experts: ["Ann"],
      services: awkward,
      policy: "Loud",
      workingHours: { timeZone: "UTC", windows: [{ days: ["mon"], from: "09:00", to: "24:00" }] },
      dailyTest: "09:00",
    },
  ],
  schedules: [
    {
      name: "night",
      timeZone: "Europe/London",
      layers: [
        {
          name: "one",
          priority: 0,
          timeZone: "America/Chicago",
          activeFrom: "2026-01-01T00:00",
          activeUntil: "2026-01-01T00:00:30",
          rotation: {
            type: "monthly",
            length: 12,
            start: "2026-01-31T09:00",
            participants: ["Ann", null, ["Ann", "007"], ["Ann"]],
          },
          restrictions: [{ days: ["sun", "mon"], from: "22:00", to: "06:00" }],
        },
        {
          name: "two",
          priority: 1,
          rotation: { type: "fixed", length: 1, start: "2026-01-31T09:00", participants: [null] },
        },
      ],
      overrides: [
        {
          mode: "replace",
          user: "null",
          replaces: "~",
          start: "2026-01-07T18:00:00.5Z",
          end: "2026-01-08T08:00:00+01:00",
        },
        { mode: "takeover", user: "Ann", start: "2026-01-07T18:00", end: "2026-01-08T08:00" },
      ],
    },
  ],
  policies: [
    {
      name: "Loud",
      severities: [1, 2],
      services: ["null"],
      steps: [
        {
          notify: [
            { person: "Ann" },
            { schedule: "night" },
            { rotation: "2" },
            { rotation: "1", roster: "Shop" },
            { everyone: "Shop" },
            { expert: "null" },
            { expert: "~", roster: "shop" },
            { role: "commander" },
            { channel: "19:abc@thread.tacv2" },
            { user: { id: "1", name: "Megan Bowen", email: "m@contoso.com" } },
          ],
          minutes: 5,
        },
        { notify: [{ person: "null" }], minutes: 1_440 },
      ],
      repeats: 20,
      // biome-ignore lint/suspicious/noThenProperty: nobody awaits a policy.
      then: "quiet",
      lastResort: [{ person: "+44" }],
      waits: [],
    },
    { name: "quiet", steps: [{ notify: [{ person: "Ann" }], minutes: 1 }], repeats: 0, lastResort: [] },
  ],
};

const byName = (book: Partial<Book>): unknown =>
  Object.fromEntries(
    Object.entries(book).map(([part, all]) => [
      part,
      Array.isArray(all)
        ? all.toSorted((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1))
        : all,
    ]),
  );

test("a book that is written reads back as the same book", () => {
  // It has to be one that could be stored.
  expect(checkBook(full)).toEqual([]);
  const { book, problems, silentOnOverrides } = readOnCallFile(onCallFileOf(full, 41));
  expect(problems).toEqual([]);
  const read = structuredClone(book);
  // "24:00" is read as the midnight it is.
  const hours = {
    ...full.rosters[0]!,
    workingHours: { timeZone: "UTC", windows: [{ days: ["mon"], from: "09:00", to: "00:00" }] },
  };
  expect(byName(read)).toEqual(byName({ ...full, rosters: [hours as Book["rosters"][number]], edition: 41 } as Book));
  expect(silentOnOverrides.size).toBe(0);
});

test("the same book is the same text, in whatever order it was stored", () => {
  const backwards: Book = {
    people: full.people.toReversed(),
    rosters: full.rosters.toReversed(),
    schedules: full.schedules.toReversed(),
    policies: full.policies.toReversed(),
  };
  expect(onCallFileOf(backwards, 41)).toBe(onCallFileOf(full, 41));
});

test("what is written is a file that people can edit", () => {
  const small: Book = { ...full, people: [{ name: "Ann", teams: "ann@contoso.com" }], rosters: [], policies: [] };
  expect(
    onCallFileOf(small, 3),
  ).toBe(`# Who is on call, as Muster has it. \`muster import FILE\` reads it; docs/oncall.md explains it.

edition: 3
people:
  - name: Ann
    teams: ann@contoso.com
rosters: []
schedules:
  - name: night
    timeZone: Europe/London
    layers:
      - name: one
        priority: 0
        timeZone: America/Chicago
        activeFrom: 2026-01-01T00:00
        activeUntil: 2026-01-01T00:00:30
        rotation: {type: monthly, length: 12, start: 2026-01-31T09:00, participants: [Ann, null, [Ann, "007"], [Ann]]}
        restrictions:
          - {days: [sun, mon], from: 22:00, to: 06:00}
      - name: two
        priority: 1
        rotation: {type: fixed, length: 1, start: 2026-01-31T09:00, participants: [null]}
    overrides:
      - {mode: replace, user: "null", replaces: "~", start: 2026-01-07T18:00:00.5Z, end: 2026-01-08T08:00:00+01:00}
      - {mode: takeover, user: Ann, start: 2026-01-07T18:00, end: 2026-01-08T08:00}
policies: []
`);
});

test("one list that stands in several places is written out in each", () => {
  const [schedule] = full.schedules;
  const twice = { ...full, schedules: [schedule!, { ...schedule!, name: "day" }] };
  expect(onCallFileOf(twice, 1)).not.toMatch(/[&*]a1/);
});
