import { expect, test } from "@jest/globals";
import { calendarOf, type CalendarInput } from "../../src/calendar/feed.ts";
import { readFeed } from "./reading.ts";

const shift = {
  uid: "payments/ada/2027-01-04",
  start: new Date("2027-01-04T09:00:00Z"),
  end: new Date("2027-01-11T09:00:00Z"),
  summary: "On call: Payments primary",
  description: "Schedule: Payments",
};
const input: CalendarInput = {
  name: "On call: Ada",
  zone: "Europe/London",
  events: [shift],
  now: new Date("2026-11-22T12:00:00Z"),
};

test("a calendar is read again every hour, rings nobody and leaves people free", () => {
  const text = calendarOf(input);
  expect(text).toMatch(/\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n/);
  expect(text).toMatch(/\r\nX-PUBLISHED-TTL:PT1H\r\n/);
  expect(text).toMatch(/\r\nTRANSP:TRANSPARENT\r\n/);
  expect(text).toMatch(/\r\nDTSTAMP:20261122T120000Z\r\n/);
  expect(text).toMatch(/\r\nDTSTART;TZID=Europe\/London:20270104T090000\r\n/);
  expect(text).not.toContain("VALARM");
  expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
});

test("it is the same text for the same shifts, and a shift that ends earlier keeps its name", () => {
  expect(calendarOf(input)).toBe(calendarOf({ ...input, events: [{ ...shift }] }));
  const later = {
    ...input,
    now: new Date("2026-11-22T12:01:00Z"),
    events: [{ ...shift, end: new Date("2027-01-05T09:00:00Z") }],
  };
  const [was, is] = [input, later].map((each) => readFeed(calendarOf(each)).component.getFirstSubcomponent("vevent")!);
  expect(is!.getFirstPropertyValue("uid")).toBe(was!.getFirstPropertyValue("uid"));
  expect(Number(is!.getFirstPropertyValue("sequence"))).toBeGreaterThan(Number(was!.getFirstPropertyValue("sequence")));
});

test.each([
  'Ada; Bob, and \\ more: "quoted" <b>',
  "two\nlines",
  "an end\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nEND:VALARM",
  "ctl \u0000\u0007\u0085 and a broken \ud800 half",
  `${"long ".repeat(100)}ünïcödé 👩🏽‍🚒 ${"漢字".repeat(60)}`,
  "",
])("a name like %j stays one text", (words) => {
  const text = calendarOf({
    ...input,
    name: words,
    events: [{ ...shift, uid: words, summary: words, description: words }],
  });
  expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const read = readFeed(text);
  expect(read.component.getAllSubcomponents().map(({ name }) => name)).toEqual(["vtimezone", "vevent"]);
  expect(read.component.getFirstSubcomponent("vevent")!.getAllSubcomponents()).toEqual([]);
  const shown = words.toWellFormed().replace(/[^\n\P{Cc}]/gu, " ");
  expect(read.events[0]).toMatchObject({ summary: shown });
  if (words !== "") expect([read.name, read.events[0]?.description]).toEqual([shown, shown]);
});

test("a calendar without shifts is still one", () => {
  expect(readFeed(calendarOf({ ...input, events: [] })).events).toEqual([]);
});
