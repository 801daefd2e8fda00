import { replaceBook, openBook } from "../../src/engine/book.ts";
import { bookOf, people } from "./book.ts";
import { nightOf, type Night } from "./night.ts";
import { complaints } from "./check.ts";
import { randomFrom } from "./random.ts";
import { script } from "./script.ts";
import type { Sabotage } from "./sabotage.ts";
import { storesOf } from "./stores.ts";
import { crashesMax, worldFrom } from "./world.ts";

const start = new Date("2026-03-29T00:00:00Z");
const minuteMs = 60_000;
const badMs = 40 * minuteMs;
const calmMs = 30 * minuteMs;
const incidentsMax = 2;
const roundMs = 3 * minuteMs;

/** Plays one night and returns what is wrong with it; an empty list is a good night. */
export async function simulate(seed: number, sabotage?: Sabotage): Promise<string[]> {
  const random = randomFrom(seed);
  const world = worldFrom(random, start);
  const leapMs = random.chance(0.15) ? random.between(1, 300) * minuteMs : 0;
  const calmFrom = new Date(start.getTime() + badMs + leapMs);
  const stores = storesOf(random.chance(0.2) ? [random.pick(people).id] : []);
  const book = bookOf(random);
  const night = nightOf({ world, stores, book, calmFrom }, sabotage);
  const author = { by: { kind: "muster" }, from: "night", now: start } as const;
  await replaceBook(stores.documents, await openBook(stores.documents), book, author);
  const incidents = random.between(1, incidentsMax);
  const said = script(night, incidents);
  const crashChance = random.pick([0, 0.001, 0.01, 0.05]);
  try {
    if (leapMs > 0) {
      await world.run(new Date(start.getTime() + random.between(1, 40) * minuteMs), crashChance);
      world.leap(leapMs);
    }
    await world.run(calmFrom, crashChance);
    if (random.chance(0.2)) makeRounds(night, calmFrom);
    await world.run(new Date(calmFrom.getTime() + calmMs), 0);
    await untilStill(night);
    return await complaints(night, said, incidents);
  } catch (error) {
    return [`${error}`];
  }
}

const stillMs = 40_000;
const waitsMax = 60;

/** What is looked at must not be in the middle of something. */
async function untilStill({ world, stores }: Night): Promise<void> {
  for (let waits = 0; waits < waitsMax; waits++) {
    const now = world.now().getTime();
    if (now - (await lastFactAt(stores)) > stillMs) return;
    await world.run(new Date(now + 20_000), 0);
  }
}

async function lastFactAt({ log }: Night["stores"]): Promise<number> {
  const numbers = Array.from({ length: incidentsMax + crashesMax }, (_, index) => index + 1);
  const all = await Promise.all(numbers.map((number) => log.read(`INC-${number}`)));
  return Math.max(...all.map(({ entries }) => Date.parse(entries.at(-1)?.at ?? start.toISOString())));
}

/** In most nights nobody makes rounds, so that nothing is well only because it was watched. */
function makeRounds({ world, ask }: Night, from: Date): void {
  for (let at = from.getTime(); at < from.getTime() + calmMs; at += roundMs)
    world.at(new Date(at), () => ask((engine) => engine.rounds.run()));
}
