/** A simulation that notices nothing proves nothing: each of these breaks must turn it red. */
import { expect, test } from "@jest/globals";
import { sabotages } from "./sabotage.ts";
import { simulate } from "./simulate.ts";

const seedsMax = 200;

test.each(sabotages)(
  "the nights go wrong with: %s",
  async (sabotage) => {
    for (let seed = 1; seed <= seedsMax; seed++) if ((await simulate(seed, sabotage)).length > 0) return;
    throw new Error(`In ${seedsMax} nights nobody noticed.`);
  },
  60_000,
);

test("the same nights go well without", async () => {
  for (let seed = 1; seed <= 20; seed++) expect(await simulate(seed)).toEqual([]);
});
