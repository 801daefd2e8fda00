import { expect, test } from "@jest/globals";
import { simulate } from "./simulate.ts";

const nightsEach = 220;

/** Two files of two hundred and twenty, so that both cores have one. */
export function manyNights(part: 0 | 1): void {
  const from = 1 + part * nightsEach;
  test(`${nightsEach} nights with crashes, failing phones, leaps of time and late bells end well`, async () => {
    const bad: string[] = [];
    for (let seed = from; seed < from + nightsEach; seed++) {
      const found = await simulate(seed);
      if (found.length > 0) bad.push(`seed ${seed}: ${found.join("; ")}`);
    }
    expect(bad).toEqual([]);
  }, 200_000);
}
