import { expect, test } from "@jest/globals";
import { bandOf, distribution, doraBands, talkBands } from "../../src/domain/learning/bands.ts";
import { dayMs, hourMs } from "./given.ts";

const bounds: [ms: number, talk: string | undefined, dora: string | undefined][] = [
  [-1, undefined, undefined],
  [0, "elite or high", "elite"],
  [hourMs - 1, "elite or high", "elite"],
  [hourMs, "medium", "high"],
  [dayMs - 1, "medium", "high"],
  [dayMs, "between medium and low", "medium"],
  [7 * dayMs - 1, "between medium and low", "medium"],
  [7 * dayMs, "low", "low"],
  [30 * dayMs - 1, "low", "low"],
  [30 * dayMs, "beyond low", "low"],
  [3_650 * dayMs, "beyond low", "low"],
  [Number.NaN, undefined, undefined],
];

test.each(bounds)("%d ms is %s by the talk and %s by DORA", (ms, talk, dora) => {
  expect([bandOf(talkBands, ms), bandOf(doraBands, ms)]).toEqual([talk, dora]);
});

test("a distribution has every band in order, the empty ones too, and leaves out what is in none", () => {
  const durations = [0, hourMs, hourMs, 31 * dayMs, -1];
  expect(Object.entries(distribution(talkBands, durations))).toEqual([
    ["elite or high", 1],
    ["medium", 2],
    ["between medium and low", 0],
    ["low", 0],
    ["beyond low", 1],
  ]);
  expect(Object.entries(distribution(doraBands, durations))).toEqual([
    ["elite", 1],
    ["high", 2],
    ["medium", 0],
    ["low", 1],
  ]);
});
