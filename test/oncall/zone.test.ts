import { describe, expect, test } from "@jest/globals";
import { localText, wallOf } from "../../src/domain/oncall/wall.ts";
import { clockChanges, instantOf, isTimeZone, localOf } from "../../src/domain/oncall/zone.ts";

const at = (local: string, zone: string, which: "first" | "last"): string =>
  instantOf(local, zone, which).toISOString();

test("a zone is known by the name that the tz database gives it", () => {
  for (const name of [
    "UTC",
    "Europe/London",
    "Asia/Kathmandu",
    "Asia/Katmandu",
    "US/Eastern",
    "America/Argentina/Ushuaia",
    "Etc/GMT+5",
  ])
    expect([name, isTimeZone(name)]).toEqual([name, true]);
  for (const name of [
    "",
    "europe/london",
    "London",
    "+01:00",
    "GMT Standard Time",
    "2026-01-01T00:00[Europe/London]",
    "x".repeat(99),
  ])
    expect([name, isTimeZone(name)]).toEqual([name, false]);
  for (const name of Intl.supportedValuesOf("timeZone")) expect([name, isTimeZone(name)]).toEqual([name, true]);
});

describe("a local time", () => {
  test.each([
    ["London in spring, skipped", "2026-03-29T01:30", "Europe/London", "2026-03-29T01:00Z", "2026-03-29T01:00Z"],
    ["London in spring, the gap's ends", "2026-03-29T02:00", "Europe/London", "2026-03-29T01:00Z", "2026-03-29T01:00Z"],
    ["London in autumn, twice", "2026-10-25T01:30", "Europe/London", "2026-10-25T00:30Z", "2026-10-25T01:30Z"],
    [
      "London in autumn, the first to come twice",
      "2026-10-25T01:00",
      "Europe/London",
      "2026-10-25T00:00Z",
      "2026-10-25T01:00Z",
    ],
    [
      "London in autumn, the first not to",
      "2026-10-25T02:00",
      "Europe/London",
      "2026-10-25T02:00Z",
      "2026-10-25T02:00Z",
    ],
    ["Chicago in autumn", "2026-11-01T01:15", "America/Chicago", "2026-11-01T06:15Z", "2026-11-01T07:15Z"],
    [
      "Lord Howe, half an hour skipped",
      "2026-10-04T02:15",
      "Australia/Lord_Howe",
      "2026-10-03T15:30Z",
      "2026-10-03T15:30Z",
    ],
    [
      "Lord Howe, half an hour twice",
      "2026-04-05T01:45",
      "Australia/Lord_Howe",
      "2026-04-04T14:45Z",
      "2026-04-04T15:15Z",
    ],
    ["Apia, a day skipped", "2011-12-30T12:00", "Pacific/Apia", "2011-12-30T10:00Z", "2011-12-30T10:00Z"],
    [
      "Kathmandu, a quarter of an hour off",
      "2026-01-01T00:00",
      "Asia/Kathmandu",
      "2025-12-31T18:15Z",
      "2025-12-31T18:15Z",
    ],
    [
      "St John's, clocks set back at a minute past midnight",
      "2010-11-06T23:30",
      "America/St_Johns",
      "2010-11-07T02:00Z",
      "2010-11-07T03:00Z",
    ],
    ["Troll, two hours skipped", "2026-03-29T02:30", "Antarctica/Troll", "2026-03-29T01:00Z", "2026-03-29T01:00Z"],
  ])("%s", (_name, local, zone, first, last) => {
    expect([at(local, zone, "first"), at(local, zone, "last")].map((iso) => iso.replace(":00.000Z", "Z"))).toEqual([
      first,
      last,
    ]);
  });

  test("knows offsets of seconds, and times before and after all tables", () => {
    expect(localOf(new Date("1937-01-01T00:00:00Z"), "Africa/Monrovia")).toBe("1936-12-31T23:15:30");
    expect(localOf(new Date("9999-07-01T00:00:00Z"), "Europe/London")).toMatch(/^9999-0[67]-/);
    expect(localOf(new Date("0001-01-01T00:00:00Z"), "UTC")).toBe("0001-01-01T00:00");
  });

  test("comes back from its instant, whichever it is", () => {
    for (const zone of ["Europe/London", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu"])
      for (let hour = 0; hour < 365 * 24; hour += 7) {
        const instant = new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000);
        const local = localOf(instant, zone);
        expect([at(local, zone, "first"), at(local, zone, "last")]).toContain(instant.toISOString());
      }
  });

  test("that does not exist is refused", () => {
    for (const local of [
      "2026-02-30T00:00",
      "2026-13-01T00:00",
      "2026-01-01T24:00",
      "2026-01-01",
      "now",
      "2026-01-01T00:00Z",
      "1776-07-04T00:00",
    ]) {
      expect(wallOf(local)).toBeUndefined();
      expect(() => instantOf(local, "UTC", "first")).toThrow("is no local time");
    }
    expect(localText(wallOf("2028-02-29T23:59:58")!)).toBe("2028-02-29T23:59:58");
    expect(() => instantOf("2026-01-01T00:00", "Europe/Nowhere", "first")).toThrow("is no time zone");
  });
});

describe("clock changes", () => {
  test("are told in order, from one instant until before another", () => {
    const [spring, autumn] = ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"].map((iso) => new Date(iso)) as [
      Date,
      Date,
    ];
    expect(clockChanges("Europe/London", spring, new Date(autumn.getTime() + 1))).toEqual([
      { at: spring, fromMinutes: 0, toMinutes: 60 },
      { at: autumn, fromMinutes: 60, toMinutes: 0 },
    ]);
    expect(clockChanges("Europe/London", new Date(spring.getTime() + 1), autumn)).toEqual([]);
    expect(clockChanges("Europe/London", new Date("2016-01-01"), new Date("2036-01-01"))).toHaveLength(40);
    expect(clockChanges("Pacific/Apia", new Date("2011-12-01"), new Date("2012-01-01"))).toEqual([
      { at: new Date("2011-12-30T10:00:00Z"), fromMinutes: -600, toMinutes: 840 },
    ]);
  });
});
