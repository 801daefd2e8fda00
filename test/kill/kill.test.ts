/** `npm run kill` does the same for longer. */
import { expect, test } from "@jest/globals";
import { runKills } from "./kill.ts";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const storage = process.env["AZURITE"];

test(`killed 20 times under load, Muster loses nothing and does nothing twice (SEED=${seed})`, async () => {
  const { wrong, acknowledged } = await runKills({ kills: 20, seed, replicas: 1, declarationsMax: 12, storage });
  expect(wrong).toEqual([]);
  expect(acknowledged).toBeGreaterThan(100);
}, 200_000);

test(`with a second Muster at work, killing the first loses nothing either (SEED=${seed})`, async () => {
  const { wrong, acknowledged } = await runKills({ kills: 3, seed, replicas: 2, declarationsMax: 6, storage });
  expect(wrong).toEqual([]);
  expect(acknowledged).toBeGreaterThan(50);
}, 120_000);
