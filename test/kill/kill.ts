/** Muster under load is killed again and again in the middle of things; afterwards everything must be there, once. */
import { openStorage } from "../../src/azure/storage.ts";
import { sandboxClient } from "../../sandbox/client.ts";
import type { Muster } from "../../sandbox/muster.ts";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { randomFrom } from "../simulation/random.ts";
import { check, checkSecondPage, type Outcome } from "./check.ts";
import { startLoad } from "./load.ts";
import { deliveryTo, startSecond } from "./second.ts";

export type Plan = {
  kills: number;
  seed: number;
  /** With 2, another Muster takes half of what is delivered and is not killed. */
  replicas: 1 | 2;
  declarationsMax: number;
  /** An Azurite that runs already. */
  storage?: string | undefined;
};
export type Report = { wrong: string[]; acknowledged: number; again: number; seconds: number };

/** What was handed to the killed process comes back to the queue after a minute. */
const calmMs = 75_000;
const calmEveryMs = 1_000;
const aliveMsMax = 1_000;
const downMsMax = 200;

export async function runKills(plan: Plan): Promise<Report> {
  const began = performance.now();
  const { storage } = plan;
  const environment = { LOG_LEVEL: "error" };
  const sandbox = await startSandbox({ ...(storage === undefined ? {} : { storage }), throttle: "off", environment });
  await endOnceGently(sandbox.muster);
  const second = plan.replicas === 2 ? await startSecond(sandbox) : undefined;
  try {
    const deliveries = [sandbox.delivery, ...(second === undefined ? [] : [deliveryTo(sandbox, second)])];
    const load = startLoad({ sandbox, deliveries, ...plan });
    await load.warm();
    await killAgainAndAgain(sandbox.muster, plan);
    await load.stop();
    const { acknowledged } = load;
    const outcome = { sandbox, storage: await storageOf(sandbox), said: acknowledged, kills: plan.kills };
    const wrong = [...(await whenCalm(outcome)), ...(await fiveMinutesLater(outcome, second))];
    const seconds = Math.round((performance.now() - began) / 1000);
    return { wrong, acknowledged: acknowledged.length, again: load.again(), seconds };
  } finally {
    await second?.kill();
    await sandbox.stop();
  }
}

/** Then the modules that it has compiled are kept for the starts to come. */
async function endOnceGently(muster: Muster): Promise<void> {
  await muster.kill("SIGTERM");
  await muster.start();
}

async function killAgainAndAgain(muster: Muster, { kills, seed }: Plan): Promise<void> {
  const random = randomFrom(seed);
  for (let kill = 0; kill < kills; kill++) {
    await pause(random.between(0, aliveMsMax));
    await muster.kill("SIGKILL");
    await pause(random.between(0, downMsMax));
    await muster.start();
  }
}

/** Looks until nothing is wrong or the time for it is over. */
async function whenCalm(outcome: Outcome): Promise<string[]> {
  const deadline = performance.now() + calmMs;
  for (;;) {
    const wrong = await check(outcome);
    if (wrong.length === 0 || performance.now() > deadline) return wrong;
    await pause(calmEveryMs);
  }
}

/** The sandbox moves the clock of its own Muster only. */
async function fiveMinutesLater(outcome: Outcome, second: Muster | undefined): Promise<string[]> {
  await second?.kill("SIGTERM");
  await sandboxClient(outcome.sandbox.url).advance("PT5M");
  return [...(await checkSecondPage(outcome)), ...(await check(outcome))];
}

const storageOf = ({ storage, prefix }: Sandbox) =>
  openStorage({ STORAGE_CONNECTION_STRING: storage, STORAGE_PREFIX: prefix }, () => new Date());

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
