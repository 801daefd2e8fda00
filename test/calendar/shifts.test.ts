import { describe, expect, test } from "@jest/globals";
import { calendarOf } from "../../src/calendar/feed.ts";
import { type Book, emptyBook } from "../../src/domain/oncall/book.ts";
import { type CalendarOf, calendarHead, calendarWindow, eventsOf } from "../../src/domain/oncall/calendar.ts";
import type { Layer, Schedule } from "../../src/domain/oncall/schedule.ts";
import { shiftsBetween } from "../../src/domain/oncall/shifts.ts";
import { whoIsOnCall } from "../../src/domain/oncall/who.ts";
import { clockChanges } from "../../src/domain/oncall/zone.ts";
import { type ReadEvent, readFeed } from "./reading.ts";

const now = new Date("2026-11-22T12:00:00Z");
const second = 1_000;
const day = 86_400 * second;

const layer = (name: string, rotation: Partial<Layer["rotation"]>, rest: Partial<Layer> = {}): Layer => ({
  name,
  priority: 1,
  rotation: { type: "weekly", length: 1, start: "2026-01-05T09:00", participants: ["Ada", "Bob", "Cy"], ...rotation },
  ...rest,
});
const scheduleIn = (timeZone: string): Schedule => ({
  name: timeZone,
  timeZone,
  layers: [
    layer("weeks", {}),
    layer(
      "nights",
      { type: "daily", start: "2026-01-05T00:00", participants: ["Di", ["Eve", "Ada"], null] },
      {
        priority: 2,
        // Windows that begin and end in the hours that come twice or never, wherever clocks change at night.
        restrictions: [
          { days: ["sat", "sun"], from: "00:30", to: "02:30" },
          { days: ["sun"], from: "01:30", to: "01:45" },
        ],
      },
    ),
    layer(
      "hours",
      { type: "hourly", length: 8, participants: ["Fay", "Gil"] },
      {
        activeFrom: "2027-02-01T00:00",
        activeUntil: "2027-02-15T00:00",
        priority: 3,
      },
    ),
  ],
  overrides: [
    { mode: "add", user: "Bob", start: "2026-12-24T18:00", end: "2026-12-26T06:00" },
    { mode: "takeover", user: "Hal", start: "2027-01-01T00:00:00Z", end: "2027-01-01T12:00:00+01:00" },
  ],
});

const zones = [
  "Europe/London",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "America/Santiago",
  "Africa/Cairo",
  "Asia/Jerusalem",
  "UTC",
];

const bookOf = (schedules: Schedule[], rest: Partial<Book> = {}): Book => ({ ...emptyBook, schedules, ...rest });

function feed(book: Book, of: CalendarOf, at: Date = now) {
  const { from, to } = calendarWindow(at);
  return readFeed(calendarOf({ ...calendarHead(book, of), events: eventsOf(book, of, from, to), now: at }));
}

const personOf = (event: ReadEvent) => event.summary.split(":")[0]!;
const inFeed = (events: ReadEvent[], at: Date) =>
  [...new Set(events.filter(({ start, end }) => start <= at && at < end).map(personOf))].sort();

describe.each(zones)("the calendar of a schedule in %s", (zone) => {
  const schedule = scheduleIn(zone);
  const { from, to } = calendarWindow(now);
  const { events } = feed(bookOf([schedule]), { schedule: zone });

  test("has at every instant those who are on call, through every change of clocks", () => {
    const changes = clockChanges(zone, from, to).flatMap(({ at }) =>
      [-7_200, -3_600, -1_800, -1, 0, 1, 1_800, 3_600, 7_200].map((after) => at.getTime() + after * second),
    );
    const handoffs = events.flatMap(({ start, end }) =>
      [start, end].flatMap((at) => [at.getTime() - second, at.getTime()]),
    );
    const regular = Array.from({ length: 200 }, (_, count) => from.getTime() + count * 1.97 * day);
    const instants = [...changes, ...handoffs, ...regular].filter((at) => at >= from.getTime() && at < to.getTime());
    expect(instants.length).toBeGreaterThan(400);
    const different = [...new Set(instants)]
      .map((at) => new Date(at))
      .filter((at) => inFeed(events, at).join() !== whoIsOnCall(schedule, at).join());
    expect(different).toEqual([]);
  });

  test("begins and ends every shift where the schedule does", () => {
    const edges = new Set(
      shiftsBetween(schedule, new Date(from.getTime() - 200 * day), to).map(({ start }) => start.getTime()),
    );
    edges.add(to.getTime());
    for (const { start, end } of events)
      expect([edges.has(start.getTime()), edges.has(end.getTime())]).toEqual([true, true]);
  });
});

const london = scheduleIn("Europe/London");
const people = [{ name: "Ada", teams: "ada@example.com", timeZone: "Asia/Kolkata" }];
const rosters = [
  {
    name: "Payments",
    members: ["Ada"],
    rotations: [
      { name: "primary", schedule: "Europe/London" },
      { name: "secondary", schedule: "UTC" },
    ],
    experts: [],
    services: [],
  },
];
const book = bookOf(
  [london, scheduleIn("UTC"), { ...london, name: "Others'", layers: [layer("one", { participants: ["Bob"] })] }],
  { people, rosters },
);

test("somebody's own calendar has every shift of theirs, in their zone, and nobody else's", () => {
  const read = feed(book, { person: " ada" });
  expect([read.name, read.zones]).toEqual(["On call: Ada", ["Asia/Kolkata"]]);
  const { from, to } = calendarWindow(now);
  for (let at = from.getTime(); at < to.getTime(); at += 1.31 * day) {
    const instant = new Date(at);
    const on = book.schedules.filter((schedule) => whoIsOnCall(schedule, instant).includes("Ada"));
    expect(read.events.filter(({ start, end }) => start <= instant && instant < end)).toHaveLength(on.length);
  }
  expect(new Set(read.events.map(({ summary }) => summary))).toEqual(
    new Set(["On call: Payments primary", "On call: Payments secondary"]),
  );
  expect(read.events[0]?.description).toContain("Schedule: ");
});

test("a roster's calendar has all its rotations, each with its name", () => {
  const read = feed(book, { roster: "payments" });
  const words = new Set(read.events.map(({ summary }) => summary.replace(/^.*: /, "")));
  expect([read.name, read.zones, words]).toEqual([
    "On call: Payments",
    ["Europe/London"],
    new Set(["Payments primary", "Payments secondary"]),
  ]);
});

test("a shift is one event, whoever comes and goes beside it, and no two have the same name", () => {
  const two = bookOf([
    { ...london, layers: [layer("one", { participants: ["Ada"] }), layer("other", {})], overrides: [] },
  ]);
  const { events } = feed(two, { schedule: london.name });
  expect(events.filter((event) => personOf(event) === "Ada")).toHaveLength(1);
  expect(events.filter((event) => personOf(event) === "Bob").length).toBeGreaterThan(15);
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
});

test("a shift keeps its name from fetch to fetch, and in whichever calendar it stands", () => {
  const first = feed(book, { schedule: london.name }).events;
  const later = feed(book, { roster: "Payments" }, new Date(now.getTime() + 20 * day)).events;
  const key = (event: ReadEvent) => `${personOf(event)} ${event.start.toISOString()}`;
  const names = new Map(first.map((event) => [key(event), event.uid]));
  const both = later.filter((event) => event.summary.endsWith("primary") && names.has(key(event)));
  expect(both.length).toBeGreaterThan(100);
  for (const event of both) expect(event.uid).toBe(names.get(key(event)));
});

test("it goes from a month ago until a year ahead, and is the same all day", () => {
  const of = { schedule: london.name };
  const { events } = feed(book, of);
  expect(events.every(({ end }) => end.getTime() > now.getTime() - 32 * day)).toBe(true);
  const last = Math.max(...events.map(({ end }) => end.getTime()));
  expect(last).toBeGreaterThanOrEqual(now.getTime() + 366 * day);
  expect(last).toBeLessThanOrEqual(now.getTime() + 367 * day);
  expect(feed(book, of, new Date("2026-11-22T23:59:59Z")).events).toEqual(events);
});

test("a calendar of what is not in the book any more is empty", () => {
  for (const gone of [{ person: "Nobody" }, { roster: "Gone" }, { schedule: "__proto__" }])
    expect(feed(book, gone)).toMatchObject({ events: [], zones: [] });
});
