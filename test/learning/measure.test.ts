import { expect, test } from "@jest/globals";
import { spansOf } from "../../src/domain/learning/measure.ts";
import { later, measure, minuteMs } from "./given.ts";

const night = measure({
  impactStartedAt: later(-20 * minuteMs),
  detectedAt: later(-5 * minuteMs),
  acknowledgedAt: later(3 * minuteMs),
  mitigatedAt: later(30 * minuteMs),
  recoveredAt: later(70 * minuteMs),
});

test("a night of which everything is known has four times, and a phase between any two milestones that follow each other", () => {
  expect(spansOf(night)).toEqual({
    detect: { ms: 15 * minuteMs, from: "impact", to: "detected" },
    acknowledge: { ms: 3 * minuteMs, from: "declared", to: "acknowledged" },
    mitigate: { ms: 50 * minuteMs, from: "impact", to: "mitigated" },
    recover: { ms: 90 * minuteMs, from: "impact", to: "recovered" },
    phases: [
      { ms: 15 * minuteMs, from: "impact", to: "detected" },
      { ms: 5 * minuteMs, from: "detected", to: "declared" },
      { ms: 3 * minuteMs, from: "declared", to: "acknowledged" },
      { ms: 27 * minuteMs, from: "acknowledged", to: "mitigated" },
      { ms: 40 * minuteMs, from: "mitigated", to: "recovered" },
    ],
  });
});

test("the phases of an incident add up to what is between its first and its last milestone", () => {
  expect(spansOf(night).phases.reduce((sum, { ms }) => sum + ms, 0)).toBe(90 * minuteMs);
});

test("without the impact, recovery counts from when it was detected, and without that from the declaration", () => {
  const { impactStartedAt: _, ...unfelt } = night;
  expect(spansOf(unfelt).recover).toEqual({ ms: 75 * minuteMs, from: "detected", to: "recovered" });
  expect(spansOf(unfelt).mitigate).toEqual({ ms: 35 * minuteMs, from: "detected", to: "mitigated" });
  const { detectedAt: __, ...unseen } = unfelt;
  expect(spansOf(unseen).recover).toEqual({ ms: 70 * minuteMs, from: "declared", to: "recovered" });
});

test("what was never detected by itself was detected when it was declared", () => {
  const { detectedAt: _, ...told } = night;
  expect(spansOf(told).detect).toEqual({ ms: 20 * minuteMs, from: "impact", to: "declared" });
});

test("what is not known is said to be missing", () => {
  expect(spansOf(measure())).toEqual({
    detect: { missing: ["impact"] },
    acknowledge: { missing: ["acknowledged"] },
    mitigate: { missing: ["mitigated"] },
    recover: { missing: ["recovered"] },
    phases: [],
  });
  expect(spansOf(measure({ detectedAt: later(0) })).detect).toEqual({ missing: ["impact"] });
});

test("a time that nobody can read is missing too", () => {
  expect(spansOf(measure({ recoveredAt: "soon" })).recover).toEqual({ missing: ["recovered"] });
});

test("a span that runs backwards is kept and marked, among the phases too", () => {
  const early = measure({ impactStartedAt: later(0), detectedAt: later(-3 * minuteMs), recoveredAt: later(minuteMs) });
  const { detect, phases } = spansOf(early);
  expect(detect).toEqual({ ms: -3 * minuteMs, from: "impact", to: "detected", negative: true });
  expect(phases).toEqual([
    { ms: -3 * minuteMs, from: "impact", to: "detected", negative: true },
    { ms: 3 * minuteMs, from: "detected", to: "declared" },
    { ms: minuteMs, from: "declared", to: "recovered" },
  ]);
});

test("no time at all is a time", () => {
  expect(spansOf(measure({ acknowledgedAt: later(0) })).acknowledge).toEqual({
    ms: 0,
    from: "declared",
    to: "acknowledged",
  });
});
