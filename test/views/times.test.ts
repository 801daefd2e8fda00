import { describe, expect, test } from "@jest/globals";
import { measureOf } from "../../src/domain/incident/measure.ts";
import { isKnown, type Metric, spansOf } from "../../src/domain/learning/measure.ts";
import { durationWords, utc } from "../../src/domain/time.ts";
import { acknowledged, adele, declared, entriesOf, incidentOf, megan, night, paged, resolved } from "./incidents.ts";

const started = (startedAt: string) =>
  incidentOf(
    entriesOf(
      [declared(), adele],
      paged(0, megan),
      acknowledged(megan),
      { type: "impact started", startedAt },
      resolved("done", megan),
    ),
  );

function took(incident: Parameters<typeof measureOf>[0], metric: Metric): string | undefined {
  const span = spansOf(measureOf(incident))[metric];
  return isKnown(span) ? durationWords(span.ms) : undefined;
}

test("the night took nineteen minutes to detect, six to acknowledge, half an hour to recover", () => {
  const incident = incidentOf(night);
  expect((["detect", "acknowledge", "mitigate", "recover"] as const).map((metric) => took(incident, metric))).toEqual([
    "19 min 12 s",
    "6 min",
    undefined,
    "33 min 12 s",
  ]);
});

test("what is not known yet is left out", () => {
  expect(measureOf(incidentOf(entriesOf([declared(), adele])))).toEqual({
    id: "INC-42",
    source: "muster",
    title: "Checkout is down",
    severity: 1,
    services: [],
    declaredAt: "2026-11-22T18:40:12.000Z",
  });
});

test.each(["2026-11-15T18:40:11Z", "0001-01-01T00:00:00Z"])(
  "a beginning at %s was never filled in, and recovery counts from the declaration",
  (startedAt) => {
    expect(took(started(startedAt), "detect")).toBeUndefined();
    expect(took(started(startedAt), "recover")).toBe("4 min");
  },
);

test("a beginning exactly seven days before still counts", () => {
  expect(took(started("2026-11-15T18:40:12Z"), "detect")).toBe("7 d");
});

test("a beginning that somebody has set further back is believed", () => {
  const slow = incidentOf(
    entriesOf(
      [declared(), adele],
      [
        { type: "time set", which: "impact", at: "2026-11-01T18:40:12Z", because: "the first rows are from then" },
        adele,
      ],
    ),
  );
  expect(took(slow, "detect")).toBe("21 d");
});

test("a beginning after the declaration is kept, and runs backwards for all to see", () => {
  expect(spansOf(measureOf(started("2026-11-22T18:41:12Z"))).detect).toEqual({
    ms: -60_000,
    from: "impact",
    to: "declared",
    negative: true,
  });
});

test("an incident that was reopened recovers with its last resolution, and says how often", () => {
  const twice = incidentOf(
    entriesOf(
      [declared(), adele],
      resolved("done", adele),
      [{ type: "reopened", because: "not done" }, adele],
      resolved("done now", adele),
    ),
  );
  expect(measureOf(twice)).toMatchObject({ reopened: 1, recoveredAt: "2026-11-22T18:43:12.000Z" });
});

test("one that goes on as another is marked", () => {
  const merged = incidentOf(
    entriesOf([declared(), adele], [{ type: "merged", into: "INC-7", title: "Payments are down" }, adele]),
  );
  expect(measureOf(merged).merged).toBe(true);
});

describe("durations in words", () => {
  test.each([
    [0, "0 s"],
    [-5, "0 s"],
    [Number.NaN, "0 s"],
    [999, "0 s"],
    [45_000, "45 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [270_000, "4 min 30 s"],
    [7_500_000, "2 h 5 min"],
    [7_200_000 + 59_000, "2 h"],
    [97_200_000, "1 d 3 h"],
  ])("%d ms is %s", (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
});

test("a time always has its date", () => {
  expect(utc("2026-03-29T00:05:00.000Z")).toBe("29 Mar 2026 00:05 UTC");
  expect(utc("2026-03-29T02:05:00+02:00")).toBe("29 Mar 2026 00:05 UTC");
  expect(utc("soon")).toBe("at an unknown time");
});
