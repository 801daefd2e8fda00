import { expect, test } from "@jest/globals";
import { simulate } from "./simulate.ts";

/** Two files of a thousand, so that both cores have one. */
export function aThousandNights(from: number): void {
  test("a thousand nights with crashes, duplicates and late bells end well", async () => {
    const bad: string[] = [];
    for (let seed = from; seed < from + 1_000; seed++) {
      const found = await simulate(seed);
      if (found.length > 0) bad.push(`seed ${seed}: ${found.join("; ")}`);
    }
    expect(bad).toEqual([]);
  }, 200_000);
}
