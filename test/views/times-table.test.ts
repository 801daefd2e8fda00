import { describe, expect, test } from "@jest/globals";
import type { Measure } from "../../src/domain/learning/measure.ts";
import { timesTable } from "../../src/views/times-table.ts";
import { later, dayMs, hourMs, measure, minuteMs } from "../learning/given.ts";

const rows = (of: Measure): string[] =>
  timesTable(of).map(({ label, parts }) => `${label}: ${parts.map(({ text }) => text).join("")}`);

test("an incident of which everything is known has its times, its phases and both bands", () => {
  expect(
    rows(
      measure({
        impactStartedAt: later(-20 * minuteMs),
        detectedAt: later(-5 * minuteMs),
        acknowledgedAt: later(3 * minuteMs),
        mitigatedAt: later(30 * minuteMs),
        recoveredAt: later(70 * minuteMs),
        reopened: 2,
      }),
    ),
  ).toEqual([
    "To detect: 15 min",
    "To acknowledge: 3 min",
    "To mitigate: 50 min",
    "To recover: 1 h 30 min",
    "Impact to detected: 15 min",
    "Detected to declared: 5 min",
    "Declared to acknowledged: 3 min",
    "Acknowledged to mitigated: 27 min",
    "Mitigated to recovered: 40 min",
    "Reopened: twice; recovery runs to the last one",
    "Band: medium (under 24 hours)",
    "DORA's scale: high (under 1 day)",
  ]);
});

test("one of which nothing is known says what is missing, and has no band", () => {
  expect(rows(measure())).toEqual([
    "To detect: Nobody said when it began: say started 14:05. ",
    "To acknowledge: Not known: when it was acknowledged.",
    "To mitigate: Not known: when it was mitigated.",
    "To recover: Not known: when it recovered.",
  ]);
});

test("a recovery that is not counted from the impact says from what", () => {
  expect(rows(measure({ recoveredAt: later(hourMs) }))).toContain("To recover: 1 h from the declaration");
  expect(rows(measure({ detectedAt: later(-hourMs), recoveredAt: later(hourMs) }))).toContain(
    "To recover: 2 h from the detection",
  );
});

describe("clocks that disagree", () => {
  test("are shown with what they say, in red", () => {
    const early = measure({ impactStartedAt: later(0), detectedAt: later(-3 * minuteMs) });
    expect(rows(early)[0]).toBe("To detect: −3 min (the clocks disagree: detected before the impact began)");
    expect(timesTable(early)[0]?.parts[0]?.kind).toBe("bad");
  });

  test("by less than a second still disagree", () => {
    expect(rows(measure({ acknowledgedAt: later(-1) }))[1]).toMatch(/^To acknowledge: −1 s \(/);
  });

  test("make no band", () => {
    expect(rows(measure({ recoveredAt: later(-hourMs) }))).toContain("Band: None: the clocks disagree.");
  });
});

test("the gaps between the bands are called so", () => {
  expect(rows(measure({ recoveredAt: later(2 * dayMs) })).slice(-2)).toEqual([
    "Band: between medium and low (24 hours to 1 week)",
    "DORA's scale: medium (under 1 week)",
  ]);
  expect(rows(measure({ recoveredAt: later(30 * dayMs) })).slice(-2)).toEqual([
    "Band: beyond low (1 month of 30 days or more)",
    "DORA's scale: low (1 week or more)",
  ]);
});
