import { describe, expect, test } from "@jest/globals";
import { type Book, emptyBook } from "../../src/domain/oncall/book.ts";
import { checkBook } from "../../src/domain/oncall/check-book.ts";
import { scheduleWith, wrongIn } from "./given.ts";

const rotation = "{ type: weekly, start: 2026-01-05T09:00, participants: [ann] }";
const people = "people:\n  - { name: Ann, teams: ann@x.org }\n  - { name: Bob, phone: +441632960001 }\n";

test("a book that holds together has no problem", () => {
  const more = `    overrides: [{ mode: replace, user: bob, replaces: ann, start: 2026-01-05T09:00, end: 2026-01-05T08:30:00-05:00 }]
rosters:
  - { name: shop, members: [ann, bob], rotations: { primary: s }, services: [shop], policy: loud }
policies:
  - name: loud
    steps: [{ notify: [{ rotation: primary }, { person: ann }, { schedule: s }, { everyone: shop }], minutes: 5 }]
    then: quiet
  - { name: quiet, steps: [{ notify: { role: commander }, minutes: 1440 }], repeats: 20 }
`;
  expect(wrongIn(scheduleWith(rotation, more) + people)).toEqual([]);
});

test("a schedule may be all there is; with people its names have to be theirs", () => {
  expect(wrongIn(scheduleWith("{ type: weekly, start: 2026-01-05T09:00, participants: [cy, [ann, annn]] }"))).toEqual(
    [],
  );
  expect(
    wrongIn(scheduleWith("{ type: weekly, start: 2026-01-05T09:00, participants: [cy, [ann, annn]] }") + people),
  ).toEqual(["5 There is no person “cy”.", "5 There is no person “annn”. Did you mean “Ann”?"]);
});

describe("a schedule", () => {
  test.each([
    ["an unknown zone", "timeZone: Europe/Lodnon", "“Europe/Lodnon” is no time zone. Did you mean Europe/London"],
    ["a city for a zone", "timeZone: new york", "“new york” is no time zone. Did you mean America/New_York?"],
    ["no participants", "participants: []", "participants has none"],
    ["a turn of no length", "length: 0", "length is 0; it is a whole number from 1 to 1,000."],
    ["a turn too long", "length: 1001", "length is 1001;"],
    ["a start with a zone", "start: 2026-01-05T09:00Z", "“2026-01-05T09:00Z” is no local time"],
    ["a start on no day", "start: 2026-02-30T09:00", "“2026-02-30T09:00” is no local time"],
    ["an end of activity that is none", "activeUntil: soon", "“soon” is no local time"],
    ["a layer that ends first", "activeFrom: 2026-02-01, activeUntil: 2026-02-01", "This layer ends before it begins"],
    ["a window at no time", "restrictions: { from: 25:00, to: 26:00 }", "“25:00” is no time of day"],
    ["a window from the end of a day", "restrictions: { from: 24:00, to: 24:00 }", "“24:00” is no time of day"],
    ["a window on no day", "restrictions: { days: [], from: 9:00, to: 17:00 }", "days has none"],
    ["a line break in a name", 'name: "a\\nb"', "name has 1 to 100 characters, all on one line."],
    ["a long name", `name: ${"x".repeat(101)}`, "name has 1 to 100 characters, all on one line."],
    ["too many in turn", `participants: [${"a, ".repeat(201)}]`, "participants has 201; 200 are the most."],
  ])("with %s is refused", (_, change, words) => {
    const inRotation = /^(participants|length|start)/.test(change);
    const usual = { type: "weekly", start: "2026-01-05T09:00", participants: "[ann]" };
    const kept = Object.entries(usual).filter(([key]) => !(inRotation && change.startsWith(`${key}:`)));
    const rotation = [...kept.map(([key, value]) => `${key}: ${value}`), ...(inRotation ? [change] : [])].join(", ");
    const layer = `{ rotation: { ${rotation} }${inRotation ? "" : `, ${change}`} }`;
    const wrong = wrongIn(`schedules:\n  - name: s\n    timeZone: Europe/London\n    layers:\n      - ${layer}\n`);
    expect([wrong.length > 0, wrong[0]]).toEqual([true, expect.stringContaining(`5 ${words}`)]);
  });

  test.each([
    ["{ mode: add, user: ann, start: 2026-01-05T10:00, end: 2026-01-05T10:00:00Z }", "This ends before it begins"],
    [
      "{ mode: add, user: ann, start: 2026-01-05T10:00+01:00, end: 2026-01-05T09:00:00Z }",
      "This ends before it begins",
    ],
    ["{ mode: replace, user: ann, start: 2026-01-05, end: 2026-01-06 }", "Whom does it replace?"],
    ["{ mode: add, user: ann, replaces: bob, start: 2026-01-05, end: 2026-01-06 }", "Only mode replace has replaces"],
    ["{ mode: add, user: ann, start: tomorrow, end: 2026-01-06 }", "“tomorrow” is no time"],
    ["{ mode: add, user: ann, start: 2026-02-30T09:00Z, end: 2026-04-06 }", "“2026-02-30T09:00Z” is no time"],
  ])("with the override %s is refused", (override, words) => {
    expect(wrongIn(scheduleWith(rotation, `    overrides:\n      - ${override}\n`))).toEqual([
      expect.stringContaining(`7 ${words}`),
    ]);
  });

  test("may have a layer as it was and as it is, but not both at one time", () => {
    const layers = (until: string, from: string) =>
      `schedules:\n  - name: s\n    timeZone: Europe/London\n    layers:
      - { name: week, activeUntil: ${until}, rotation: ${rotation} }
      - { name: Week, activeFrom: ${from}, rotation: ${rotation} }\n`;
    expect(wrongIn(layers("2026-03-01T09:00", "2026-03-01T09:00"))).toEqual([]);
    expect(wrongIn(layers("2026-03-01T09:01", "2026-03-01T09:00"))).toEqual([
      expect.stringContaining("6 Another layer “Week” is active at the same time"),
    ]);
  });
});

test.each([
  ["phone: 01632960001", "“01632960001” is no phone number"],
  ["email: ann", "“ann” is no e-mail address"],
  ["timeZone: Mars", "“Mars” is no time zone"],
  ["reach: [sms]", "sms cannot reach somebody without phone."],
  ["reach: [call]", "call cannot reach somebody without phone."],
  ["reach: [email]", "email cannot reach somebody without email."],
  ["reach: [teams]", "teams cannot reach somebody without teams."],
  ["reach: [channel]", "A channel is nobody's own"],
  ["reach: [{ means: webhook, afterMinutes: 2 }]", "The first means is used at once"],
  [
    "reach: [webhook, { means: pagerduty, afterMinutes: 5 }, { means: webhook, afterMinutes: 3 }]",
    "This is before the means above it; put them in order.",
  ],
  ["reach: [webhook, { means: pagerduty, afterMinutes: 2000 }]", "afterMinutes is 2000;"],
  ["pagerduty: short", "This is no routing key of PagerDuty"],
  ["webhook: ftp://x", "“ftp://x” is no web address"],
  ["dailyTest: 24:00", "“24:00” is no time of day"],
  ["dailyTest: noon", "“noon” is no time of day"],
])("a person with %s is refused", (change, words) => {
  expect(wrongIn(`people:\n  - name: Ann\n    ${change}\n`)).toEqual([expect.stringContaining(`3 ${words}`)]);
});

test("one account in Teams is one person", () => {
  expect(wrongIn("people:\n  - { name: Ann, teams: a@x.org }\n  - { name: Bob, teams: A@X.org }\n")).toEqual([
    "3 “Ann” is the same account in Teams.",
  ]);
});

test.each([
  ["members: [anne]", "There is no person “anne”. Did you mean “Ann”?"],
  ["experts: [bobby]", "There is no person “bobby”."],
  ["rotations: { primary: shift }", "There is no schedule “shift”."],
  ["rotations: [primary: s, PRIMARY: s]", "There are two rotations “PRIMARY”."],
  ["policy: loud", "There is no policy “loud”."],
  ["workingHours: { timeZone: Mars, windows: [] }", "“Mars” is no time zone."],
  ["services: [other, Shop]", "“Shop” is looked after by “first” already"],
  ["dailyTest: 9", "“9” is no time of day"],
])("a roster with %s is refused", (change, words) => {
  const rosters = `rosters:\n  - { name: first, services: [shop] }\n  - name: second\n    ${change}\n`;
  expect(wrongIn(`${rosters}${scheduleWith(rotation)}${people}`)).toEqual([expect.stringContaining(`4 ${words}`)]);
});

test.each([
  ["steps: []", "steps has none"],
  ["steps: [{ notify: [], minutes: 5 }]", "notify has none"],
  ["steps: [{ notify: { person: ann }, minutes: 0 }]", "minutes is 0; it is a whole number from 1 to 1,440."],
  ["steps: [{ notify: { person: ann }, minutes: 1441 }]", "minutes is 1441;"],
  [`steps: [${"{ notify: { person: ann }, minutes: 5 }, ".repeat(21)}]`, "steps has 21; 20 are the most."],
  [`steps: [{ notify: [${"{ person: ann }, ".repeat(31)}], minutes: 5 }]`, "notify has 31; 30 are the most."],
  ["steps: [{ notify: { person: anne }, minutes: 5 }]", "There is no person “anne”. Did you mean “Ann”?"],
  ["steps: [{ notify: { schedule: t }, minutes: 5 }]", "There is no schedule “t”. Did you mean “s”?"],
  ["steps: [{ notify: { everyone: shup }, minutes: 5 }]", "There is no roster “shup”. Did you mean “shop”?"],
  [
    "steps: [{ notify: { rotation: primry }, minutes: 5 }]",
    "No roster has a rotation “primry”. Did you mean “primary”?",
  ],
  ["steps: [{ notify: { rotation: b, roster: shop }, minutes: 5 }]", "“shop” has no rotation “b”."],
  ["steps: [{ notify: { rotation: primary, roster: shup }, minutes: 5 }]", "There is no roster “shup”."],
  ["steps: [{ notify: { expert: dsn }, minutes: 5 }]", "Nobody has the expertise “dsn”. Did you mean “dns”?"],
])("a policy with %s is refused", (change, words) => {
  const rest = `rosters: [{ name: shop, rotations: { primary: s } }]\n${scheduleWith(rotation)}`;
  const known = "people: [{ name: Ann, teams: a@x.org, expertise: [dns] }]\n";
  expect(wrongIn(`policies:\n  - name: p\n    ${change}\n${rest}${known}`)).toEqual([
    expect.stringContaining(`3 ${words}`),
  ]);
});

describe("policies that follow one another", () => {
  const policy = (name: string, then: string, more = "") =>
    `  - { name: ${name}, then: ${then}, steps: [{ notify: { role: scribe }, minutes: 5 }]${more} }\n`;

  test("in a circle are refused once, with the circle", () => {
    const text = `policies:\n${policy("a", "b")}${policy("c", "d")}${policy("d", "B")}${policy("b", "c")}`;
    expect(wrongIn(text)).toEqual(["5 These policies follow one another in a circle: b → c → d → b."]);
  });

  test("may not be their own", () => {
    expect(wrongIn(`policies:\n${policy("a", "A")}`)).toEqual([
      "2 These policies follow one another in a circle: a → a.",
    ]);
  });

  test("a ladder longer than anybody would wait for is refused", () => {
    expect(
      wrongIn(
        `policies:\n${policy("loud", "quiet", ", repeats: 20")}  - { name: quiet, steps: [{ notify: { role: commander }, minutes: 5 }] }\n`,
      ),
    ).toEqual([]);
    const steps = Array.from({ length: 20 }, () => "{ notify: { role: commander }, minutes: 5 }").join(", ");
    expect(wrongIn(`policies:\n  - { name: long, steps: [${steps}], repeats: 5 }`)).toEqual([
      expect.stringMatching(/^2 .*120 steps long/),
    ]);
  });

  test("have to be there, and repeat twenty times at most", () => {
    expect(wrongIn(`policies:\n${policy("loud", "quite", ", repeats: 21")}${policy("quiet", "lout")}`)).toEqual([
      "2 repeats is 21; it is a whole number from 0 to 20.",
      "2 There is no policy “quite”. Did you mean “quiet”?",
      "3 There is no policy “lout”. Did you mean “loud”?",
    ]);
  });
});

test("names are one name whatever their case and blanks", () => {
  const book: Book = { ...emptyBook, people: [{ name: "Ann  Lee" }, { name: " ann lee" }] };
  expect(checkBook(book)).toEqual([
    { part: "people", name: " ann lee", path: ["name"], message: expect.stringContaining("There is another") },
  ]);
});

test("what is too much is refused before it is looked through", () => {
  const many = Array.from({ length: 5_001 }, (_, index) => ({ name: `p${index}`, phone: "x" }));
  expect(checkBook({ ...emptyBook, people: many })).toEqual([
    { part: "people", name: "p5000", path: [], message: "There are 5001 people; 5,000 are the most." },
  ]);
  const override = { mode: "add", user: "ann", start: "2026-01-05T10:00", end: "2026-01-05T11:00" } as const;
  const schedule = { name: "s", timeZone: "UTC", layers: [], overrides: Array(2_001).fill(override) };
  expect(checkBook({ ...emptyBook, schedules: [schedule] })[0]?.message).toBe(
    "overrides has 2001; 2,000 are the most.",
  );
});

test("a thousand policies in one chain, and ten thousand wrong names, are looked through within a second", () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `policy ${index}`);
  const notify = Array.from({ length: 10 }, (_, index) => ({ person: `somebody ${index}` }));
  const policies = names.map((name, index) => ({
    name,
    steps: [{ notify, minutes: 5 }],
    repeats: 0,
    // biome-ignore lint/suspicious/noThenProperty: nobody awaits a policy.
    then: names[(index + 1) % 1_000]!,
    lastResort: [],
  }));
  const before = performance.now();
  expect(checkBook({ ...emptyBook, policies })).toHaveLength(100);
  const fine = policies.map((policy) => ({
    ...policy,
    steps: [{ notify: [{ role: "scribe" as const }], minutes: 5 }],
  }));
  expect(checkBook({ ...emptyBook, policies: fine })).toHaveLength(1);
  expect(performance.now() - before).toBeLessThan(1_000);
});
