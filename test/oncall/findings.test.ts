import { describe, expect, test } from "@jest/globals";
import { type Finding, findingsOf } from "../../src/domain/oncall/findings.ts";
import type { Layer, Schedule } from "../../src/domain/oncall/schedule.ts";
import { layer, schedule } from "./given.ts";

const found = (kind: Finding["kind"], schedules: Schedule[], from = "2026-02-02T00:00Z", to = "2026-03-02T00:00Z") =>
  findingsOf(schedules, new Date(from), new Date(to)).filter((finding) => finding.kind === kind);
const messages = (...args: Parameters<typeof found>): string[] => found(...args).map(({ message }) => message);
const daily = (participants: Layer["rotation"]["participants"], more: Partial<Layer> = {}): Layer =>
  layer({ rotation: { type: "daily", length: 1, start: "2026-01-05T09:00", participants }, ...more });
const utc = (...layers: Layer[]): Schedule => schedule({ timeZone: "UTC", layers });

describe("a gap", () => {
  test("is bad, and is told once however often it comes", () => {
    const weekdays = daily(["Ann", "Bob"], {
      restrictions: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "09:00" }],
    });
    const [gap, ...more] = found("gap", [utc(weekdays)], "2026-02-02T09:00Z", "2026-03-02T09:00Z");
    expect(more).toEqual([]);
    expect(gap).toEqual({
      kind: "gap",
      schedule: "Payments",
      start: new Date("2026-02-07T09:00Z"),
      end: new Date("2026-02-09T09:00Z"),
      people: [],
      message:
        "Nobody is on call on Sat from 09:00 to 09:00, 48 hours later, 4 times: " +
        "first from Sat 7 Feb 2026 09:00 UTC until Mon 9 Feb 2026 09:00 UTC, " +
        "last from Sat 28 Feb 2026 09:00 UTC until Mon 2 Mar 2026 09:00 UTC.",
      bad: true,
    });
  });

  test("that comes once says from when until when", () => {
    const late = layer({ rotation: { ...layer().rotation, start: "2026-02-03T09:00" } });
    expect(messages("gap", [utc(late)])).toEqual([
      "Nobody is on call from Mon 2 Feb 2026 00:00 UTC until Tue 3 Feb 2026 09:00 UTC (33 hours).",
    ]);
    expect(messages("gap", [utc(layer())])).toEqual([]);
  });
});

test("layers of one priority are told once, and are not bad: both may be meant", () => {
  const afternoons = daily(["Dan"], {
    name: "afternoons",
    restrictions: [{ days: ["mon", "tue"], from: "12:00", to: "18:00" }],
  });
  const [overlap, ...more] = found("overlap", [utc(layer(), afternoons)]);
  expect(more).toEqual([]);
  expect(overlap).toMatchObject({
    start: new Date("2026-02-02T12:00Z"),
    end: new Date("2026-02-02T18:00Z"),
    people: ["Ann", "Bob", "Cat", "Dan"],
    bad: false,
  });
  expect(overlap!.message).toBe(
    "Layers “afternoons” and “primary” have the same priority (1) and are on call together 8 times, first from " +
      "Mon 2 Feb 2026 12:00 UTC until Mon 2 Feb 2026 18:00 UTC: Ann, Bob, Cat and Dan. " +
      "Where one of them is enough, give that layer a greater priority.",
  );
  expect(messages("overlap", [utc(layer(), daily(["Dan"], { name: "always" }))])[0]).toContain(
    "together once, from Mon 2 Feb 2026 00:00 UTC until Mon 2 Mar 2026 00:00 UTC: Ann, Bob, Cat and Dan.",
  );
  expect(found("overlap", [utc(layer(), { ...afternoons, priority: 2 })])).toEqual([]);
  expect(found("overlap", [utc(daily([["Ann", "Bob"]]), daily(["Ann"], { name: "same" }))])).toEqual([]);
});

test("somebody on call in two schedules at once is told once for the same two", () => {
  const payments = utc(daily(["Ann", "Bob"]));
  const search = { ...utc(daily(["ann", "Cat"])), name: "Search" };
  expect(found("two places", [payments, search])).toMatchObject([
    { schedule: "Payments", people: ["Ann"], bad: false },
  ]);
  expect(messages("two places", [payments, search])).toEqual([
    "Ann is on call in “Payments” and “Search” at once 14 times, first from Mon 2 Feb 2026 09:00 UTC until Tue 3 Feb 2026 09:00 UTC.",
  ]);
  expect(found("two places", [payments])).toEqual([]);
});

describe("a long shift", () => {
  test("is one of more than four days, over handoffs too", () => {
    expect(messages("long shift", [utc(layer())])).toEqual([
      "Ann, Bob and Cat are on call for more than four days without a break 4 times, first from Mon 2 Feb 2026 09:00 UTC " +
        "until Mon 9 Feb 2026 09:00 UTC; 168 hours at the longest. Shorter turns are kinder, and safer.",
    ]);
    const four = layer({ rotation: { ...layer().rotation, type: "daily", length: 4 } });
    expect(found("long shift", [utc(four)])).toEqual([]);
    const twoOnTheWay = daily([["Ann", "Bob"], ["Ann", "Cat"], ["Ann", "Bob"], "Ann", "Ann", "Dan"]);
    expect(found("long shift", [utc(twoOnTheWay)])[0]).toMatchObject({ people: ["Ann"], bad: false });
  });

  test("goes by the wall's clock: four days are no more than that when the clocks go back", () => {
    const four = layer({
      rotation: { type: "daily", length: 4, start: "2026-10-23T09:00", participants: ["Ann", "Bob"] },
    });
    expect(found("long shift", [schedule({ layers: [four] })], "2026-10-23T00:00Z", "2026-11-10T00:00Z")).toEqual([]);
  });

  test("says so where it may be longer than what was looked at", () => {
    expect(messages("long shift", [utc(daily(["Ann"]))])[0]).toContain(
      "2026 00:00 UTC; 672 hours or more at the longest",
    );
  });
});

test("whoever comes after the first of a fixed rotation never has a turn", () => {
  const fixed = layer({
    rotation: { ...layer().rotation, type: "fixed", participants: ["Ann", ["Ann", "Cat"], null, "Bob"] },
  });
  expect(messages("unused", [utc(fixed)])).toEqual([
    "The rotation of layer “primary” is fixed: Ann is on call for ever, and Bob and Cat never.",
  ]);
  expect(found("unused", [utc(layer())])).toEqual([]);
});

describe("a change of the clocks", () => {
  test("is told with the shift in which it happens, the next two in each zone", () => {
    const nights = layer({
      name: "nights",
      rotation: { type: "daily", length: 1, start: "2026-01-05T18:00", participants: ["Ann", "Bob"] },
      restrictions: [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: "18:00", to: "09:00" }],
    });
    expect(messages("clock change", [schedule({ layers: [nights] })])).toEqual([
      "Clocks in Europe/London go forward from 01:00 to 02:00 at Sun 29 Mar 2026 02:00 Europe/London (29 Mar 2026 01:00 UTC). " +
        "Ann is on call from Sat 28 Mar 2026 18:00 Europe/London (28 Mar 2026 18:00 UTC) until " +
        "Sun 29 Mar 2026 09:00 Europe/London (29 Mar 2026 08:00 UTC): 14 hours, though clocks show 15 hours.",
      "Clocks in Europe/London go back from 02:00 to 01:00 at Sun 25 Oct 2026 01:00 Europe/London (25 Oct 2026 01:00 UTC). " +
        "Ann is on call from Sat 24 Oct 2026 18:00 Europe/London (24 Oct 2026 17:00 UTC) until " +
        "Sun 25 Oct 2026 09:00 Europe/London (25 Oct 2026 09:00 UTC): 16 hours, though clocks show 15 hours.",
    ]);
    const chicago = { ...nights, timeZone: "America/Chicago" };
    const dates = found("clock change", [schedule({ layers: [nights, chicago] })]).map(({ start }) =>
      start.toISOString().slice(0, 10),
    );
    expect(dates).toEqual(["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01"]);
    expect(found("clock change", [utc(nights)])).toEqual([]);
  });

  test("tells both shifts where one ends with it, and does not measure what has no end in sight", () => {
    const handoff = daily(["Ann", "Bob"], {
      rotation: { type: "daily", length: 1, start: "2026-01-05T01:30", participants: ["Ann", "Bob"] },
    });
    const [spring] = found("clock change", [schedule({ layers: [handoff] })]);
    expect(spring!.people).toEqual(["Ann", "Bob"]);
    expect(spring!.message).toContain(
      "29 Mar 2026 01:00 UTC): 23.5 hours, though clocks show 24.5 hours. Bob is on call from",
    );
    const always = messages("clock change", [schedule({ layers: [daily(["Ann"])] })]);
    expect(always[0]).toMatch(/\. Ann is on call for long before and after\.$/);
    expect(messages("clock change", [schedule({ layers: [] })])[0]).toMatch(
      /\. Nobody is on call for long before and after\.$/,
    );
  });
});
