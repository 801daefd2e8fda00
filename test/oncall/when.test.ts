import { describe, expect, test } from "@jest/globals";
import { parseSpan, parseWhen } from "../../src/domain/oncall/when.ts";

/** A Wednesday; 12:30 in London, where it is winter. */
const now = new Date("2026-03-25T12:30:00Z");
const when = (text: string, zone = "Europe/London", at = now): string =>
  parseWhen(text, zone, at).toISOString().replace(":00.000Z", "Z");
const span = (text: string, zone = "Europe/London", at = now): string => {
  const { start, end } = parseSpan(text, zone, at);
  return [start, end].map((each) => each.toISOString().replace(":00.000Z", "Z")).join(" ");
};

describe("a time", () => {
  test.each([
    ["now", "2026-03-25T12:30Z"],
    ["22:00", "2026-03-25T22:00Z"],
    ["at 9:00", "2026-03-26T09:00Z"],
    ["9pm", "2026-03-25T21:00Z"],
    ["12:15 am", "2026-03-26T00:15Z"],
    ["friday 22:00", "2026-03-27T22:00Z"],
    ["Fri at 22:00", "2026-03-27T22:00Z"],
    ["22:00 on Friday", "2026-03-27T22:00Z"],
    ["wednesday 13:00", "2026-03-25T13:00Z"],
    ["wednesday 12:00", "2026-04-01T11:00Z"],
    ["thurs 9am", "2026-03-26T09:00Z"],
    ["tomorrow 9:00", "2026-03-26T09:00Z"],
    ["yesterday 23:00", "2026-03-24T23:00Z"],
    ["today, 08:00", "2026-03-25T08:00Z"],
    ["tonight 20:00", "2026-03-25T20:00Z"],
    ["2026-07-01 10:00", "2026-07-01T09:00Z"],
    ["2026-07-01T10:00", "2026-07-01T09:00Z"],
    ["2026-07-01 at 10am", "2026-07-01T09:00Z"],
    ["2026-07-01T10:00+02:00", "2026-07-01T08:00Z"],
    ["2026-07-01t10:00z", "2026-07-01T10:00Z"],
    ["in 2h", "2026-03-25T14:30Z"],
    ["in 1 hour and 30 minutes", "2026-03-25T14:00Z"],
    ["in 90min", "2026-03-25T14:00Z"],
    // By the calendar: on the other side of the change of the clocks it is 12:30 in London still.
    ["in 5 days", "2026-03-30T11:30Z"],
    ["in 1w", "2026-04-01T11:30Z"],
  ])("is read from “%s”", (text, expected) => {
    expect(when(text)).toBe(expected);
  });

  test("goes by the wall of its zone", () => {
    expect(when("22:00", "Asia/Kathmandu")).toBe("2026-03-25T16:15Z");
    expect(when("friday 09:00", "Australia/Lord_Howe")).toBe("2026-03-26T22:00Z");
  });

  test("that is skipped is the first instant after it, and one that comes twice is the first that is not past", () => {
    expect(when("2026-03-29 01:30")).toBe("2026-03-29T01:00Z");
    expect(when("01:30", "Europe/London", new Date("2026-10-24T23:30Z"))).toBe("2026-10-25T00:30Z");
    expect(when("01:30", "Europe/London", new Date("2026-10-25T00:45Z"))).toBe("2026-10-25T01:30Z");
    expect(when("01:30", "Europe/London", new Date("2026-10-25T01:45Z"))).toBe("2026-10-26T01:30Z");
  });

  test.each([
    "",
    "soon",
    "25:00",
    "9",
    "13pm",
    "0am",
    "9:60",
    "friday",
    "2026-02-30 10:00",
    "2026-02-30T10:00+25:00",
    "in",
    "in 0h",
    "in 2 lightyears",
    "in 2 hours maybe",
    "9:00 9:00",
    "1800-01-01 10:00",
    "x".repeat(101),
    `in ${"1h ".repeat(40)}`,
  ])("is not read from “%s”", (text) => {
    expect(() => when(text)).toThrow(/is not a time I can read. Try `22:00`/);
  });
});

describe("a stretch of time", () => {
  test.each([
    ["18:00-22:00", "2026-03-25T18:00Z 2026-03-25T22:00Z"],
    ["18:00 to 22:00", "2026-03-25T18:00Z 2026-03-25T22:00Z"],
    ["from 18:00 until 22:00", "2026-03-25T18:00Z 2026-03-25T22:00Z"],
    ["22:00–6:00", "2026-03-25T22:00Z 2026-03-26T06:00Z"],
    ["6pm - 10pm", "2026-03-25T18:00Z 2026-03-25T22:00Z"],
    // It is 12:30: the one is not over yet, the other is.
    ["10:00-14:00", "2026-03-25T10:00Z 2026-03-25T14:00Z"],
    ["08:00-11:00", "2026-03-26T08:00Z 2026-03-26T11:00Z"],
    ["tomorrow 18:00-22:00", "2026-03-26T18:00Z 2026-03-26T22:00Z"],
    ["18:00-22:00 tomorrow", "2026-03-26T18:00Z 2026-03-26T22:00Z"],
    ["18:00-22:00 on friday", "2026-03-27T18:00Z 2026-03-27T22:00Z"],
    ["18:00 to tomorrow 22:00", "2026-03-25T18:00Z 2026-03-26T22:00Z"],
    ["friday 18:00 - saturday 08:00", "2026-03-27T18:00Z 2026-03-28T08:00Z"],
    ["saturday 18:00 - sunday 18:00", "2026-03-28T18:00Z 2026-03-29T17:00Z"],
    ["tomorrow 18:00 - monday 08:00", "2026-03-26T18:00Z 2026-03-30T07:00Z"],
    ["2026-04-01 18:00 - 2026-04-02 08:00", "2026-04-01T17:00Z 2026-04-02T07:00Z"],
    ["2026-04-01 18:00-22:00", "2026-04-01T17:00Z 2026-04-01T21:00Z"],
    ["2026-04-01T18:00Z-2026-04-01T22:00Z", "2026-04-01T18:00Z 2026-04-01T22:00Z"],
    ["for 4h", "2026-03-25T12:30Z 2026-03-25T16:30Z"],
    ["tomorrow 9:00 for 2h", "2026-03-26T09:00Z 2026-03-26T11:00Z"],
    ["until 22:00", "2026-03-25T12:30Z 2026-03-25T22:00Z"],
    ["now to friday 9:00", "2026-03-25T12:30Z 2026-03-27T09:00Z"],
  ])("is read from “%s”", (text, expected) => {
    expect(span(text)).toBe(expected);
  });

  test("begins at the first and ends at the last of times that come twice", () => {
    expect(span("2026-10-25 01:30 - 2026-10-25 01:45")).toBe("2026-10-25T00:30Z 2026-10-25T01:45Z");
    expect(span("2026-10-25 01:15 to 01:45")).toBe("2026-10-25T00:15Z 2026-10-25T01:45Z");
  });

  test.each([
    "",
    "18:00",
    "18:00-",
    "-22:00",
    "for ever",
    "for",
    "18:00-25:00",
    "soon to later",
    "until",
    "x".repeat(101),
  ])("is not read from “%s”", (text) => {
    expect(() => span(text)).toThrow(/is not a stretch of time I can read. Try `18:00-22:00`/);
  });

  test("has to have a length, and 31 days at most", () => {
    expect(() => span("18:00-18:00")).toThrow("ends before it has begun");
    expect(() => span("2026-04-02 18:00 - 2026-04-01 18:00")).toThrow("ends before it has begun");
    expect(() => span("for 32 days")).toThrow("longer than 31 days");
    expect(span("for 31 days")).toBe("2026-03-25T12:30Z 2026-04-25T11:30Z");
  });
});
