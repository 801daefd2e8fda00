import { expect, test } from "@jest/globals";
import { type Break, tieNight } from "./ties.ts";

const seeds = 50;

test(`${seeds} afternoons of racing ties, with crashes, make no ring and leave nothing one-sided`, async () => {
  const bad: string[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const found = await tieNight(seed);
    if (found.length > 0) bad.push(`seed ${seed}: ${found.join("; ")}`);
  }
  expect(bad).toEqual([]);
}, 200_000);

test.each<Break>(["no edition", "tie forgotten"])(
  "they notice a break: %s",
  async (broken) => {
    for (let seed = 1; seed <= seeds; seed++)
      if ((await tieNight(seed, broken)).some((found) => found.startsWith("a ring"))) return;
    throw new Error(`${seeds} afternoons did not notice it.`);
  },
  200_000,
);
