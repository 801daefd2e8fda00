import { describe, expect, test } from "@jest/globals";
import { type Measure, metrics, spansOf } from "../../src/domain/learning/measure.ts";
import { median, percentile, statisticsOf, type Summary } from "../../src/domain/learning/statistics.ts";
import { type Random, randomFrom } from "../oncall/random.ts";
import { later, dayMs, hourMs, measure, minuteMs, took } from "./given.ts";

const recovered = (...minutes: number[]): Measure[] =>
  minutes.map((each, index) => took(each * minuteMs, { id: `INC-${index + 1}` }));
const recovery = (measures: readonly Measure[]): Summary => statisticsOf(measures).metrics.recover;

describe("few and many", () => {
  test("of no incident nothing is said", () => {
    expect(statisticsOf([])).toMatchObject({ incidents: 0, drills: 0, bySeverity: [], byService: [], byMonth: [] });
    expect(recovery([])).toMatchObject({ count: 0, missing: 0, negative: 0 });
    expect(Object.keys(recovery([]))).not.toContain("medianMs");
  });

  test("of fewer than five each is shown, shortest first, and no percentile", () => {
    const { each, percentiles, medianMs } = recovery(recovered(30, 10, 20, 600));
    expect(each).toEqual([
      { id: "INC-2", ms: 10 * minuteMs },
      { id: "INC-3", ms: 20 * minuteMs },
      { id: "INC-1", ms: 30 * minuteMs },
      { id: "INC-4", ms: 600 * minuteMs },
    ]);
    expect(percentiles).toBeUndefined();
    expect(medianMs).toBe(25 * minuteMs);
  });

  test("from five on there are percentiles by nearest rank, each a time that happened", () => {
    const { each, percentiles, medianMs } = recovery(recovered(50, 10, 30, 20, 40));
    expect(each).toBeUndefined();
    expect(medianMs).toBe(30 * minuteMs);
    expect(percentiles).toEqual({ p75Ms: 40 * minuteMs, p90Ms: 50 * minuteMs, p95Ms: 50 * minuteMs });
  });

  test.each([
    [20, 75, 15],
    [20, 90, 18],
    [20, 95, 19],
    [100, 95, 95],
    [101, 95, 96],
    [1, 95, 1],
  ])("of 1 to %d the percentile %d is %d", (count, percent, expected) => {
    expect(
      percentile(
        Array.from({ length: count }, (_, index) => index + 1),
        percent,
      ),
    ).toBe(expected);
  });
});

describe("who counts", () => {
  test("a drill never does, in no group either", () => {
    const all = [...recovered(10), took(minuteMs, { id: "INC-9", drill: true, services: ["drills"], severity: 5 })];
    const found = statisticsOf(all);
    expect(found).toMatchObject({ incidents: 1, drills: 1 });
    expect(found.metrics.recover.count).toBe(1);
    expect(found.bySeverity.map(({ key }) => key)).toEqual([1]);
    expect(found.byService.map(({ key }) => key)).toEqual(["checkout"]);
  });

  test("one that went on as another never does, and is no drill either", () => {
    const all = [...recovered(10), took(minuteMs, { id: "INC-9", merged: true })];
    expect(statisticsOf(all)).toMatchObject({ incidents: 1, drills: 0 });
  });

  test("a confidential one does, and is never named", () => {
    const secret = { id: "INC-666", confidential: true } as const;
    const backwards = took(-minuteMs, secret);
    for (const found of [statisticsOf([took(minuteMs, secret)]), statisticsOf([backwards])]) {
      expect(found).toMatchObject({ incidents: 1, confidential: 1 });
      expect(JSON.stringify(found)).not.toContain("INC-666");
    }
    expect(recovery([took(minuteMs, secret)]).each).toEqual([{ ms: minuteMs }]);
    expect(recovery([backwards])).toMatchObject({ count: 0, negative: 1, negativeIds: [] });
  });

  test("those whose clocks disagree and those of which something is missing stand apart", () => {
    const all = [...recovered(10, 20), took(-minuteMs, { id: "INC-7" }), measure({ id: "INC-8" })];
    expect(recovery(all)).toMatchObject({
      count: 2,
      medianMs: 15 * minuteMs,
      negative: 1,
      negativeIds: ["INC-7"],
      missing: 1,
    });
  });

  test("recovery of a reopened one runs to the last recovery, and they are counted", () => {
    const found = statisticsOf([took(3 * hourMs, { reopened: 2 }), took(hourMs)]);
    expect(found).toMatchObject({ reopened: 1 });
    expect(found.metrics.recover.each?.map(({ ms }) => ms)).toEqual([hourMs, 3 * hourMs]);
  });
});

describe("groups", () => {
  test("an incident of two services counts for both, and spelling does not make a third", () => {
    const { byService } = statisticsOf([
      took(minuteMs, { services: ["Checkout", "basket"] }),
      took(3 * minuteMs, { services: ["checkout ", "CHECKOUT"] }),
      took(minuteMs, { services: [] }),
    ]);
    expect(byService.map(({ key, incidents, metrics: { recover } }) => [key, incidents, recover.medianMs])).toEqual([
      ["Checkout", 2, 2 * minuteMs],
      ["basket", 1, minuteMs],
    ]);
  });

  test("months go by UTC, to the millisecond, the latest first", () => {
    const declared = (declaredAt: string) => measure({ declaredAt });
    const { byMonth } = statisticsOf([
      declared("2026-10-31T23:59:59.999Z"),
      declared("2026-11-01T00:00:00.000Z"),
      declared("2026-11-01T00:30:00.000+01:00"),
      declared("2025-12-31T23:30:00.000-01:00"),
    ]);
    expect(byMonth.map(({ key, incidents }) => [key, incidents])).toEqual([
      ["2026-11", 1],
      ["2026-10", 2],
      ["2026-01", 1],
    ]);
  });

  test("severities come in their order", () => {
    const { bySeverity } = statisticsOf([3, 1, 5, 1].map((severity) => took(minuteMs, { severity } as Measure)));
    expect(bySeverity.map(({ key, incidents }) => [key, incidents])).toEqual([
      [1, 2],
      [3, 1],
      [5, 1],
    ]);
  });
});

describe("two hundred random histories agree with a plain count", () => {
  const histories = Array.from({ length: 200 }, (_, seed) => ({ seed, all: randomHistory(randomFrom(seed + 1)) }));

  test.each(metrics)("of what it took to %s", (metric) => {
    for (const { seed, all } of histories) {
      const spans = all.filter(({ drill }) => drill !== true).map((each) => spansOf(each)[metric]);
      const times = spans.flatMap((span) => ("ms" in span && span.ms >= 0 ? [span.ms] : []));
      const summary = statisticsOf(all).metrics[metric];
      expect({ seed, count: summary.count }).toEqual({ seed, count: times.length });
      expect(summary.missing).toBe(spans.filter((span) => "missing" in span).length);
      expect(summary.count + summary.missing + summary.negative).toBe(spans.length);
      if (times.length >= 5)
        for (const [percent, found] of Object.entries({ 75: "p75Ms", 90: "p90Ms", 95: "p95Ms" } as const))
          expect([seed, summary.percentiles?.[found]]).toEqual([seed, smallestCovering(times, Number(percent))]);
      expect(summary.percentiles === undefined).toBe(times.length < 5);
      if (times.length > 0) expect(isMiddle(times, summary.medianMs!)).toBe(true);
      for (const scale of Object.values(summary.bands))
        expect(Object.values(scale).reduce((sum, count) => sum + count, 0)).toBe(times.length);
    }
  });

  test("groups hold every incident once, and a service's as often as it is named", () => {
    for (const { all } of histories) {
      const { incidents, bySeverity, byMonth, drills } = statisticsOf(all);
      expect(incidents + drills).toBe(all.length);
      for (const groups of [bySeverity, byMonth])
        expect(groups.reduce((sum, group) => sum + group.incidents, 0)).toBe(incidents);
    }
  });
});

/** The smallest of the times that at least so many percent do not exceed, found by counting for each. */
const smallestCovering = (times: readonly number[], percent: number): number =>
  Math.min(...times.filter((each) => times.filter((other) => other <= each).length * 100 >= percent * times.length));

/** At least half are not above it, and at least half not below. */
const isMiddle = (times: readonly number[], middle: number): boolean =>
  times.filter((each) => each <= middle).length * 2 >= times.length &&
  times.filter((each) => each >= middle).length * 2 >= times.length;

function randomHistory(random: Random): Measure[] {
  const sometimes = (ms: number): string | undefined => (random.chance(0.7) ? later(ms) : undefined);
  const length = random.of([0, 1, 2, 4, 5, 6, 19, 20, 21, 60]);
  return Array.from({ length }, (_, index) => {
    const times = {
      impactStartedAt: sometimes(-random.below(60) * minuteMs + (random.chance(0.1) ? hourMs : 0)),
      detectedAt: sometimes(-random.below(20) * minuteMs),
      acknowledgedAt: sometimes(random.below(30) * minuteMs),
      mitigatedAt: sometimes(random.below(5) * hourMs),
      recoveredAt: sometimes(random.of([random.below(90) * minuteMs, random.below(40) * dayMs, -hourMs])),
    };
    return measure({
      id: `INC-${index}`,
      severity: random.of([1, 2, 3, 4, 5] as const),
      declaredAt: later(random.below(90) * dayMs),
      ...Object.fromEntries(Object.entries(times).filter(([, at]) => at !== undefined)),
      ...(random.chance(0.1) ? { drill: true } : {}),
    });
  });
}

test("the median of two is halfway between them, in whole milliseconds", () => {
  expect(median([1, 2])).toBe(2);
  expect(median([3])).toBe(3);
});
