import { describe, expect, test } from "@jest/globals";
import { isOnLaterDay, meetingDue } from "../../src/domain/incident/review-deadline.ts";
import type { Severity } from "../../src/domain/incident/facts.ts";
import { planned } from "../../src/views/local-time.ts";

const due = (severity: Severity, from: string, zone = "UTC"): string =>
  planned(meetingDue(severity, new Date(from), zone).toISOString(), zone);

describe("the meeting is due", () => {
  test("within three calendar days of a severity 1, weekend or not", () => {
    expect(due(1, "2026-12-01T09:00:00Z")).toBe("Fri 4 Dec 2026 23:59 UTC");
    expect(due(1, "2026-12-04T16:00:00Z")).toBe("Mon 7 Dec 2026 23:59 UTC");
  });

  test("within five working days of a severity 2, which Saturday and Sunday are not", () => {
    expect(due(2, "2026-11-30T09:00:00Z")).toBe("Mon 7 Dec 2026 23:59 UTC");
    expect(due(2, "2026-12-04T16:00:00Z")).toBe("Fri 11 Dec 2026 23:59 UTC");
    expect(due(2, "2026-12-05T03:00:00Z")).toBe("Fri 11 Dec 2026 23:59 UTC");
    expect(due(2, "2026-12-06T23:59:59Z")).toBe("Fri 11 Dec 2026 23:59 UTC");
  });

  test("within ten working days of any other that is reviewed", () => {
    for (const severity of [3, 4, 5] as const)
      expect(due(severity, "2026-12-02T12:00:00Z")).toBe("Wed 16 Dec 2026 23:59 UTC");
  });

  test("at the end of a day where the roster is, which may be another day than in UTC", () => {
    expect(due(2, "2026-12-04T15:30:00Z", "Asia/Tokyo")).toBe("Fri 11 Dec 2026 23:59 (Asia/Tokyo)");
    expect(due(2, "2026-12-06T15:30:00Z", "Asia/Tokyo")).toBe("Mon 14 Dec 2026 23:59 (Asia/Tokyo)");
    expect(due(2, "2026-12-07T04:00:00Z", "America/New_York")).toBe("Fri 11 Dec 2026 23:59 (America/New_York)");
  });

  test("at the end of the day by the clock, also when clocks change in between", () => {
    const at = meetingDue(1, new Date("2026-03-27T12:00:00Z"), "Europe/Berlin");
    expect(at.toISOString()).toBe("2026-03-30T21:59:00.000Z");
  });
});

test("a later day is one where the roster is", () => {
  const [one, other] = [new Date("2026-12-02T14:00:00Z"), new Date("2026-12-02T16:00:00Z")];
  expect(isOnLaterDay(one, other, "UTC")).toBe(false);
  expect(isOnLaterDay(one, other, "Asia/Tokyo")).toBe(true);
  expect(isOnLaterDay(other, one, "Asia/Tokyo")).toBe(false);
});
