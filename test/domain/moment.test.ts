import { expect, test } from "@jest/globals";
import { parseMoment } from "../../src/domain/moment.ts";

const now = new Date("2026-03-29T12:00:00Z");

test.each([
  ["11:05", "2026-03-29T11:05:00.000Z"],
  ["12:01", "2026-03-28T12:01:00.000Z"],
  ["9:30 UTC", "2026-03-29T09:30:00.000Z"],
  ["20 min ago", "2026-03-29T11:40:00.000Z"],
  ["2h ago", "2026-03-29T10:00:00.000Z"],
  ["2026-03-29T00:55Z", "2026-03-29T00:55:00.000Z"],
  ["2026-03-29T02:55+02:00", "2026-03-29T00:55:00.000Z"],
])("%s is %s", (text, instant) => {
  expect(parseMoment(text, now).toISOString()).toBe(instant);
});

test.each(["yesterday-ish", "25:00", "2026-13-01T00:00Z", "2026-03-30T00:00Z", ""])("“%s” is refused", (text) => {
  expect(() => parseMoment(text, now)).toThrow(/not a time|still to come/);
});
