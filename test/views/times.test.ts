import { describe, expect, test } from "@jest/globals";
import { timesOf } from "../../src/domain/incident/times.ts";
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

test("the night took nineteen minutes to detect, six to acknowledge, half an hour to recover", () => {
  const { detectMs, acknowledgeMs, recoverMs } = timesOf(incidentOf(night));
  expect([detectMs, acknowledgeMs, recoverMs].map((ms) => durationWords(ms!))).toEqual([
    "19 min 12 s",
    "6 min",
    "33 min 12 s",
  ]);
});

test("what is not known yet is left out", () => {
  expect(timesOf(incidentOf(entriesOf([declared(), adele])))).toEqual({});
});

test.each(["2026-11-22T18:40:13Z", "2026-11-15T18:40:11Z", "yesterday"])(
  "a beginning at %s is ignored, and recovery counts from the declaration",
  (startedAt) => {
    expect(timesOf(started(startedAt))).toEqual({ acknowledgeMs: 120_000, recoverMs: 240_000 });
  },
);

test("a beginning exactly seven days before still counts", () => {
  expect(timesOf(started("2026-11-15T18:40:12Z")).detectMs).toBe(7 * 86_400_000);
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
