/** Schedules as teams have them, and the nights on which they go wrong elsewhere. */
import { expect, test } from "@jest/globals";
import { type Layer, type Restriction, type Schedule, weekdays } from "../../src/domain/oncall/schedule.ts";
import { shiftsBetween } from "../../src/domain/oncall/shifts.ts";
import { whoIsOnCall } from "../../src/domain/oncall/who.ts";
import { localOf } from "../../src/domain/oncall/zone.ts";
import { layer, schedule } from "./given.ts";

/** "Sat 18:00 Ann" as the wall of a zone shows it, with the hours that it lasts. */
const shifts = (of: Schedule, from: string, to: string): string[] =>
  shiftsBetween(of, new Date(from), new Date(to)).map(
    ({ start, end, onCall }) => `${localOf(start, of.timeZone)} ${(+end - +start) / 3_600_000}h ${onCall.join("+")}`,
  );
const who = (of: Schedule, at: string): string => whoIsOnCall(of, new Date(at)).join("+");
const turns = (
  type: Layer["rotation"]["type"],
  start: string,
  participants: Layer["rotation"]["participants"],
  more: Partial<Layer> = {},
): Layer => layer({ rotation: { type, length: 1, start, participants }, ...more });
const every = (from: string, to: string): Restriction[] => [{ days: weekdays, from, to }];

test("London by day and Chicago by night, while America has changed its clocks and Europe has not", () => {
  const days = turns("fixed", "2026-01-01T00:00", ["Ann"], { name: "days", restrictions: every("08:00", "20:00") });
  const nights = turns("fixed", "2026-01-01T00:00", ["Dan"], {
    name: "nights",
    timeZone: "America/Chicago",
    restrictions: every("14:00", "02:00"),
  });
  const both = schedule({ layers: [days, nights] });
  // Six hours apart, they fit together.
  expect(shifts(both, "2026-03-06T08:00Z", "2026-03-07T08:00Z")).toEqual([
    "2026-03-06T08:00 12h Ann",
    "2026-03-06T20:00 12h Dan",
  ]);
  // From 8 to 29 March they are five hours apart: an hour together in the evening, and an hour without anybody.
  expect(shifts(both, "2026-03-09T08:00Z", "2026-03-10T08:00Z")).toEqual([
    "2026-03-09T08:00 11h Ann",
    "2026-03-09T19:00 1h Ann+Dan",
    "2026-03-09T20:00 11h Dan",
    "2026-03-10T07:00 1h ",
  ]);
  expect(shifts(both, "2026-03-29T07:00Z", "2026-03-30T07:00Z")).toEqual([
    "2026-03-29T08:00 12h Ann",
    "2026-03-29T20:00 12h Dan",
  ]);
});

test("the night in which London's clocks are changed is an hour shorter or longer", () => {
  const nights = schedule({ layers: [turns("daily", "2026-01-01T21:00", ["Ann", "Bob"])] });
  expect(shifts(nights, "2026-03-28T21:00Z", "2026-03-30T20:00Z")).toEqual([
    "2026-03-28T21:00 23h Ann",
    "2026-03-29T21:00 24h Bob",
  ]);
  expect(shifts(nights, "2026-10-24T20:00Z", "2026-10-26T21:00Z")).toEqual([
    "2026-10-24T21:00 25h Ann",
    "2026-10-25T21:00 24h Bob",
  ]);
});

test("Lord Howe changes its clocks by half an hour", () => {
  const hours = schedule({
    timeZone: "Australia/Lord_Howe",
    layers: [turns("hourly", "2026-04-05T00:00", ["Ann", "Bob", "Cat", "Dan"])],
  });
  expect(shifts(hours, "2026-04-04T13:00Z", "2026-04-04T16:30Z")).toEqual([
    "2026-04-05T00:00 1h Ann",
    "2026-04-05T01:00 1.5h Bob",
    "2026-04-05T02:00 1h Cat",
  ]);
  const spring = schedule({
    timeZone: "Australia/Lord_Howe",
    layers: [turns("hourly", "2026-10-04T01:00", ["Ann", "Bob", "Cat"])],
  });
  expect(shifts(spring, "2026-10-03T14:30Z", "2026-10-03T17:00Z")).toEqual([
    "2026-10-04T01:00 1h Ann",
    "2026-10-04T02:30 0.5h Bob",
    "2026-10-04T03:00 1h Cat",
  ]);
});

test("Samoa went without 30 December 2011, and that day's midnight shift is nobody's", () => {
  const days = (start: string): Schedule =>
    schedule({ timeZone: "Pacific/Apia", layers: [turns("daily", start, ["Ann", "Bob", "Cat", "Dan"])] });
  expect(shifts(days("2011-12-28T00:00"), "2011-12-28T10:00Z", "2012-01-01T10:00Z")).toEqual([
    "2011-12-28T00:00 24h Ann",
    "2011-12-29T00:00 24h Bob",
    "2011-12-31T00:00 24h Cat",
    "2012-01-01T00:00 24h Dan",
  ]);
  // At nine it is not: the handoff of the 30th is where the 31st begins.
  expect(shifts(days("2011-12-28T09:00"), "2011-12-28T19:00Z", "2012-01-01T19:00Z")).toEqual([
    "2011-12-28T09:00 24h Ann",
    "2011-12-29T09:00 15h Bob",
    "2011-12-31T00:00 9h Cat",
    "2011-12-31T09:00 24h Dan",
    "2012-01-01T09:00 24h Ann",
  ]);
});

test("Kathmandu is a quarter of an hour off everybody else's hour, and never changes its clocks", () => {
  const days = schedule({ timeZone: "Asia/Kathmandu", layers: [turns("daily", "2026-01-01T09:00", ["Ann", "Bob"])] });
  expect(who(days, "2026-07-01T03:14:59Z")).toBe("Ann");
  expect(who(days, "2026-07-01T03:15:00Z")).toBe("Bob");
});

test("the sun is followed over three regions, each on its own clocks, without a gap in winter", () => {
  const region = (name: string, timeZone: string, from: string, to: string): Layer =>
    turns("weekly", "2026-01-05T00:00", [`${name} one`, `${name} two`], {
      name,
      timeZone,
      restrictions: every(from, to),
    });
  const sun = schedule({
    timeZone: "UTC",
    layers: [
      region("Sydney", "Australia/Sydney", "09:00", "17:00"),
      region("London", "Europe/London", "06:00", "14:00"),
      region("Denver", "America/Denver", "07:00", "15:00"),
    ],
  });
  expect(shifts(sun, "2026-01-13T22:00Z", "2026-01-14T22:00Z")).toEqual([
    "2026-01-13T22:00 8h Sydney two",
    "2026-01-14T06:00 8h London two",
    "2026-01-14T14:00 8h Denver two",
  ]);
  // In June all three have other clocks, Sydney the other way round.
  expect(shifts(sun, "2026-06-09T23:00Z", "2026-06-10T23:00Z").filter((shift) => shift.endsWith("h "))).toEqual([
    "2026-06-10T21:00 2h ",
  ]);
});

test("a weekend may begin on Friday evening and end on Monday morning, above the week's rotation", () => {
  const weekend = turns("weekly", "2026-01-09T18:00", ["Dan", "Eve"], {
    name: "weekend",
    priority: 2,
    restrictions: [
      { days: ["fri"], from: "18:00", to: "00:00" },
      { days: ["sat", "sun"], from: "00:00", to: "00:00" },
      { days: ["mon"], from: "00:00", to: "08:00" },
    ],
  });
  const both = schedule({ layers: [layer(), weekend] });
  expect(shifts(both, "2026-03-27T00:00Z", "2026-03-31T00:00Z")).toEqual([
    "2026-03-27T00:00 18h Cat",
    "2026-03-27T18:00 61h Eve",
    "2026-03-30T08:00 1h Cat",
    "2026-03-30T09:00 16h Ann",
  ]);
});

test("a weekend may be Friday and Saturday", () => {
  const cairo = schedule({
    timeZone: "Africa/Cairo",
    layers: [
      turns("fixed", "2026-01-01T00:00", ["Ann"], {
        restrictions: [{ days: ["fri", "sat"], from: "00:00", to: "00:00" }],
      }),
    ],
  });
  // Egypt changes its clocks at midnight on a Friday: the day begins at one.
  expect(shifts(cairo, "2026-04-23T20:00Z", "2026-04-25T22:00Z")).toEqual([
    "2026-04-23T22:00 2h ",
    "2026-04-24T01:00 47h Ann",
    "2026-04-26T00:00 1h ",
  ]);
});

test("a leap day is a day like any other, and a year of turns from it begins on the last of February", () => {
  const days = schedule({ layers: [turns("daily", "2028-02-28T09:00", ["Ann", "Bob", "Cat"])] });
  expect(who(days, "2028-02-29T09:00:00Z")).toBe("Bob");
  expect(who(days, "2028-03-01T09:00:00Z")).toBe("Cat");
  const yearly = { ...turns("monthly", "2028-02-29T09:00", ["Ann", "Bob", "Cat", "Dan", "Eve"]).rotation, length: 12 };
  const years = schedule({ layers: [layer({ rotation: yearly })] });
  expect(who(years, "2029-02-28T08:59:59Z")).toBe("Ann");
  expect(who(years, "2029-02-28T09:00:00Z")).toBe("Bob");
  expect(who(years, "2032-02-29T08:59:59Z")).toBe("Dan");
  expect(who(years, "2032-02-29T09:00:00Z")).toBe("Eve");
});

test("a month from the 31st is counted from the 31st, however short the months between are", () => {
  const months = schedule({ timeZone: "UTC", layers: [turns("monthly", "2026-01-31T00:00", ["Ann", "Bob"])] });
  expect(shifts(months, "2026-01-31T00:00Z", "2026-06-30T00:00Z").map((shift) => shift.slice(0, 10))).toEqual([
    "2026-01-31",
    "2026-02-28",
    "2026-03-31",
    "2026-04-30",
    "2026-05-31",
  ]);
});
