import { describe, expect, test } from "@jest/globals";
import { calendarOf } from "../../src/calendar/feed.ts";
import { type ClockChange, clockChanges } from "../../src/domain/oncall/zone.ts";
import { zoneText } from "../../src/calendar/zone-text.ts";
import { readFeed } from "./reading.ts";

const now = new Date("2026-11-22T12:00:00Z");
const tenYears = new Date("2036-12-31T00:00:00Z");
const second = 1_000;
const hour = 3_600 * second;

const event = (start: number, end: number) => ({
  uid: `${start}/${end}`,
  start: new Date(start),
  end: new Date(end),
  summary: "On call",
  description: "",
});

/** Around a change: up to it, from it on, and within the hour that comes twice or never. */
const around = ({ at }: ClockChange) =>
  [-86_400 * second, -second, 0, 1_800 * second].map((from, index, all) =>
    event(at.getTime() + from, at.getTime() + (all[index + 1] ?? 2 * 86_400 * second)),
  );

const spread = [0, 1, 2, 3].map((half) =>
  event(now.getTime() + half * 4_000 * hour, now.getTime() + half * 4_000 * hour + 8 * hour),
);

const feedOf = (zone: string, events: ReturnType<typeof event>[]) =>
  readFeed(calendarOf({ name: "On call", zone, events, now }));

const instants = (events: { start: Date; end: Date }[]) =>
  events.map(({ start, end }) => `${start.toISOString()} ${end.toISOString()}`);

test("for ten years ahead, in every zone there is, a calendar comes to the hour that was meant", () => {
  const comesTo = (zone: string, events: ReturnType<typeof event>[]) => {
    const read = feedOf(zone, events).events;
    expect([zone, ...instants(read)]).toEqual([zone, ...instants(events)]);
    return read[0]?.zone;
  };
  for (const zone of oneOfEach(Intl.supportedValuesOf("timeZone"))) {
    const changes = clockChanges(zone, now, tenYears);
    const toldIn = comesTo(zone, [...spread, ...changes.flatMap(around)]);
    // One bad year puts a whole calendar into UTC; the others show that the good ones are good.
    if (toldIn === "UTC") for (const year of byYear(changes)) comesTo(zone, year.flatMap(around));
  }
});

/** Most zones have the same rules as many others; reading them all would say nothing more. */
function oneOfEach(zones: string[]): string[] {
  const rules = (zone: string) => {
    const text = zoneText(zone)?.text.replaceAll(/^(TZID|X-LIC-LOCATION|TZNAME):.*$/gm, "");
    return JSON.stringify([text, clockChanges(zone, now, tenYears)]);
  };
  return [...new Map(zones.map((zone) => [rules(zone), zone])).values()];
}

function byYear(changes: ClockChange[]): ClockChange[][] {
  return Object.values(Object.groupBy(changes, ({ at }) => at.getUTCFullYear())).map((each) => each ?? []);
}

describe("times are told", () => {
  const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
  const shift = (day: string) => event(noon(day), noon(day) + 8 * hour);

  test.each([
    ["Europe/London", "2027-07-01"],
    ["America/New_York", "2030-01-01"],
    ["Asia/Kolkata", "2027-01-01"],
    ["Australia/Lord_Howe", "2027-04-03"],
    ["Africa/Casablanca", "2027-02-20"],
    ["America/Sao_Paulo", "2027-11-10"],
    ["Asia/Jerusalem", "2027-03-26"],
  ])("in the zone %s, with its rules, on %s", (zone, day) => {
    const read = feedOf(zone, [shift(day)]);
    expect([read.zones, read.events.map((each) => each.zone)]).toEqual([[zone], [zone]]);
  });

  test("in the zone's present name where it has had others", () => {
    const read = feedOf("Asia/Calcutta", [shift("2027-01-01")]);
    expect([read.zones, read.events[0]?.zone]).toEqual([["Asia/Kolkata"], "Asia/Kolkata"]);
  });

  test.each([
    ["Asia/Jerusalem", "2028-03-25", "2028-03-26"],
    ["Africa/Cairo", "2030-10-27", "2030-10-29"],
    ["America/Santiago", "2029-04-07", "2029-04-08"],
  ])("in UTC where the rules of %s are not good enough, as on %s", (zone, before, day) => {
    const both = [shift(before), shift(day)];
    const read = feedOf(zone, both);
    expect([read.zones, read.events.map((each) => each.zone)]).toEqual([[], ["UTC", "UTC"]]);
    expect(instants(read.events)).toEqual(instants(both));
  });

  test.each(["UTC", "Mars/Olympus", "__proto__", "europe/london", "+01:00", "", "Europe/London\r\nX-A:b"])(
    "in UTC for %j, which has no rules",
    (zone) => {
      const read = feedOf(zone, [shift("2027-07-01")]);
      expect([read.zones, read.events[0]?.zone]).toEqual([[], "UTC"]);
    },
  );

  test("in UTC for that shift alone that ends in the hour that comes twice", () => {
    const [back] = clockChanges("Europe/London", new Date("2027-10-01"), new Date("2027-11-30"));
    const at = back!.at.getTime();
    const events = [
      event(at - 9 * hour, at + hour),
      event(at - 9 * hour, at + hour - second),
      event(at - hour, at + 2 * hour),
    ];
    const read = feedOf("Europe/London", events);
    expect(read.events.map((each) => each.zone)).toEqual(["Europe/London", "UTC", "UTC"]);
    expect(instants(read.events)).toEqual(instants(events));
  });
});
