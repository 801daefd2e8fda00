import { expect, test } from "@jest/globals";
import type { z } from "zod";
import type { EscalationPolicy, Responder, Roster } from "../../src/domain/oncall/book.ts";
import type { Schedule } from "../../src/domain/oncall/schedule.ts";
import type { personShape } from "../../src/oncall-file/person-shape.ts";
import type { policyShape } from "../../src/oncall-file/policy-shape.ts";
import type { rosterShape } from "../../src/oncall-file/roster-shape.ts";
import type { scheduleShape } from "../../src/oncall-file/schedule-shape.ts";
import { readOnCallFile } from "../../src/oncall-file/read.ts";
import { bookIn, problemsIn, scheduleWith } from "./given.ts";

// The compiler says so when a shape lacks a key that the book has, or has one too many.
type Same<A, B> = [keyof A] extends [keyof B] ? ([keyof B] extends [keyof A] ? "same" : never) : never;
const shapesHaveEveryKey: [
  Same<z.infer<typeof personShape>, Responder>,
  Same<z.infer<typeof rosterShape>, Roster>,
  Same<z.infer<typeof scheduleShape>, Schedule>,
  Same<z.infer<typeof policyShape>, EscalationPolicy>,
] = ["same", "same", "same", "same"];

test("a schedule is read as it is written", () => {
  expect(shapesHaveEveryKey).toHaveLength(4);
  const text = `
edition: 7
schedules:
  - name: checkout-primary
    timeZone: Europe/London
    layers:
      - name: weekdays
        priority: 2
        timeZone: America/Chicago          # optional
        activeFrom: "2026-01-01T00:00"
        activeUntil: "2027-01-01T00:00"
        rotation: { type: weekly, length: 3, start: "2026-01-05T09:00", participants: [ann, [bob, cat], null] }
        restrictions: [{ days: [mon, fri], from: "09:00", to: "17:00" }]
    overrides:
      - { mode: replace, user: eve, replaces: ann, start: "2026-01-07T18:00:00Z", end: "2026-01-08T08:00:00+01:00" }
`;
  expect(bookIn(text)).toEqual({
    edition: 7,
    schedules: [
      {
        name: "checkout-primary",
        timeZone: "Europe/London",
        layers: [
          {
            name: "weekdays",
            priority: 2,
            timeZone: "America/Chicago",
            activeFrom: "2026-01-01T00:00",
            activeUntil: "2027-01-01T00:00",
            rotation: {
              type: "weekly",
              length: 3,
              start: "2026-01-05T09:00",
              participants: ["ann", ["bob", "cat"], null],
            },
            restrictions: [{ days: ["mon", "fri"], from: "09:00", to: "17:00" }],
          },
        ],
        overrides: [
          {
            mode: "replace",
            user: "eve",
            replaces: "ann",
            start: "2026-01-07T18:00:00Z",
            end: "2026-01-08T08:00:00+01:00",
          },
        ],
      },
    ],
  });
});

test("what can only mean one thing need not be said, nor quoted", () => {
  const text = `
schedules:
  - name: s
    timeZone: UTC
    layers:
      - rotation: { type: Daily, start: 2026-01-05 9:00:00, participants: ann }
        activeFrom: 2026-01-01
        restrictions: { from: 9:00, to: 24:00 }
      - rotation: { type: fixed, start: 2026-01-05T09:00, participants: [null, ~] }
        restrictions: [{ days: Saturday, from: 09:00:00, to: 17:30 }]
`;
  const [first, second] = bookIn(text).schedules![0]!.layers;
  expect(first).toEqual({
    name: "layer 1",
    priority: 1,
    activeFrom: "2026-01-01T00:00",
    rotation: { type: "daily", length: 1, start: "2026-01-05T09:00", participants: ["ann"] },
    restrictions: [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: "09:00", to: "00:00" }],
  });
  expect(second).toMatchObject({
    name: "layer 2",
    rotation: { participants: [null, null] },
    restrictions: [{ days: ["sat"], from: "09:00", to: "17:30" }],
  });
});

test("names stay what was written, even where YAML sees numbers, yes and nothing", () => {
  const text = scheduleWith(
    '{ type: fixed, start: 2026-01-05T09:00, participants: [007, yes, "null", 1e3, [0x1F, "~"]] }',
  );
  expect(bookIn(text).schedules![0]!.layers[0]!.rotation.participants).toEqual([
    "007",
    "yes",
    "null",
    "1e3",
    ["0x1F", "~"],
  ]);
});

test("brackets in a text are text", () => {
  const names = ["]", "[[[", "}", "a]"];
  const text = `people:\n  - name: "]"\n  - name: '[[['\n  - name: |-\n      }\n  - name: a]\n`;
  expect(bookIn(text).people?.map(({ name }) => name)).toEqual(names);
});

test("people, rosters and policies are read", () => {
  const text = `
people:
  - name: Ann
    teams: ann@contoso.com
    phone: +44 (1632) 960-001
    email: ann@contoso.com
    reach: [teams, { means: sms, afterMinutes: 3 }, call]
    expertise: dns
    dailyTest: 9:30
rosters:
  - name: checkout
    members: [Ann]
    rotations: { secondary: b, primary: a }
    services: shop
    workingHours: { timeZone: UTC, windows: { days: [mon], from: 9:00, to: 17:00 } }
  - name: payments
    rotations: [primary: a, { name: secondary, schedule: b }]
policies:
  - name: loud
    severities: [1, sev2]
    steps:
      - { notify: { person: Ann }, minutes: 5 }
      - notify: [{ rotation: primary }, { expert: dns, roster: checkout }, { role: Commander }, everyone: checkout]
        minutes: 10
    lastResort: { channel: "19:x@thread.tacv2" }
`;
  expect(bookIn(text)).toEqual({
    people: [
      {
        name: "Ann",
        teams: "ann@contoso.com",
        email: "ann@contoso.com",
        phone: "+441632960001",
        reach: [
          { means: "teams", afterMinutes: 0 },
          { means: "sms", afterMinutes: 3 },
          { means: "call", afterMinutes: 5 },
        ],
        expertise: ["dns"],
        dailyTest: "09:30",
      },
    ],
    rosters: [
      {
        name: "checkout",
        members: ["Ann"],
        rotations: [
          { name: "secondary", schedule: "b" },
          { name: "primary", schedule: "a" },
        ],
        experts: [],
        services: ["shop"],
        workingHours: { timeZone: "UTC", windows: [{ days: ["mon"], from: "09:00", to: "17:00" }] },
      },
      {
        name: "payments",
        members: [],
        rotations: [
          { name: "primary", schedule: "a" },
          { name: "secondary", schedule: "b" },
        ],
        experts: [],
        services: [],
      },
    ],
    policies: [
      {
        name: "loud",
        severities: [1, 2],
        steps: [
          { notify: [{ person: "Ann" }], minutes: 5 },
          {
            notify: [
              { rotation: "primary" },
              { expert: "dns", roster: "checkout" },
              { role: "commander" },
              { everyone: "checkout" },
            ],
            minutes: 10,
          },
        ],
        repeats: 0,
        lastResort: [{ channel: "19:x@thread.tacv2" }],
      },
    ],
  });
});

test("a part that is not in the file is not in the book, and one without anything neither", () => {
  expect(bookIn("people: []\nrosters:\n")).toEqual({ people: [] });
});

test("a schedule that is silent about overrides is told from one that has none", () => {
  const layers = "    timeZone: UTC\n    layers: []\n";
  const file = readOnCallFile(`schedules:\n  - name: Silent\n${layers}  - name: none\n${layers}    overrides:\n`);
  expect([...file.silentOnOverrides]).toEqual(["silent"]);
  expect(file.book.schedules?.map(({ overrides }) => overrides)).toEqual([[], []]);
});

test("every mistake has its line, its column and the word that was meant", () => {
  const text = `schedules:
  - name: a
    timezone: Europe/London
    layers:
      - rotation: { type: weakly, lenght: 1, start: "2026-01-05T09:00", participants: [ann, { x: 1 }] }
        restrictions: [{ days: [mon, tusday], from: "09:00" }]
      - rotation: x
shedules: []
policies:
  - name: p
    steps:
      - notify: [{ persn: ann }, { person: [1] }, {}, { role: comander }, { person: x, foo: y }]
        minutes: 1.5
edition: new
`;
  expect(problemsIn(text)).toEqual([
    "2:5 timeZone: is missing.",
    "3:5 “timezone” is not known here. Did you mean “timeZone”?",
    "5:21 type: “weakly” is not one of fixed, hourly, daily, weekly, monthly; did you mean weekly.",
    "5:35 “lenght” is not known here. Did you mean “length”?",
    "5:93 participants: wants names, lists of names, or null for nobody.",
    "6:24 to: is missing.",
    "6:38 days: “tusday” is not one of monday, tuesday, wednesday, thursday, friday, saturday, sunday; did you mean tuesday.",
    "7:9 rotation: wants keys with values, like `name: …`.",
    "8:1 “shedules” is not known here. Did you mean “schedules”?",
    "12:20 “persn” is not known here. Did you mean “person”?",
    "12:36 person: wants a text.",
    "12:51 notify: wants one of person, schedule, rotation, everyone, expert, role, channel, roster.",
    "12:57 role: “comander” is not one of commander, scribe, communications, deputy; did you mean commander.",
    "12:75 “foo” is not known here. Known are person.",
    "13:9 minutes: wants a whole number.",
    "14:1 edition: wants a whole number.",
  ]);
});

test("two of one name in a file are told with both lines", () => {
  expect(problemsIn("people:\n  - name: Ann Lee\n  - name: ann  lee\n")).toEqual([
    "3:5 Line 2 has “ann lee” already: names differ, in more than case.",
  ]);
});
