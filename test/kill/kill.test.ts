/** `npm run kill` does the same for longer. */
import { expect, test } from "@jest/globals";
import { eventually, startTeams } from "../stories/teams.ts";
import { runKills } from "./kill.ts";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const storage = process.env["AZURITE"];

test(`killed 20 times under load, Muster loses nothing and does nothing twice (SEED=${seed})`, async () => {
  const { wrong, acknowledged } = await runKills({ kills: 20, seed, replicas: 1, declarationsMax: 12, storage });
  expect(wrong).toEqual([]);
  // So many that each kill hit messages under way, also on a slow machine.
  expect(acknowledged).toBeGreaterThan(40);
}, 400_000);

test(`with a second Muster at work, killing the first loses nothing either (SEED=${seed})`, async () => {
  const { wrong, acknowledged } = await runKills({ kills: 3, seed, replicas: 2, declarationsMax: 6, storage });
  expect(wrong).toEqual([]);
  expect(acknowledged).toBeGreaterThan(20);
}, 240_000);

test("what a killed Muster left undone goes on when it starts, long before a bell rings", async () => {
  const teams = await startTeams();
  try {
    await teams.fault({ match: "POST /connector/", status: 503, times: 1000 });
    const payments = await teams.channel("Payments");
    void payments.say("Adele Vance", "@Muster declare sev1 checkout is down").catch(() => undefined);
    await eventually(async () => ((await teams.openIncidents()).length > 0 ? "declared" : undefined));
    await teams.sandbox.muster.kill("SIGKILL");
    await teams.clearFaults();
    await teams.sandbox.muster.start();
    const started = performance.now();
    await eventually(async () => (await teams.personal("Megan Bowen")).last());
    expect(performance.now() - started).toBeLessThan(5_000);
  } finally {
    await teams.stop();
  }
}, 60_000);
