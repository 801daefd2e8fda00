import { replaceBook, openBook } from "../../src/engine/book.ts";
import { bookOf, people } from "./book.ts";
import { nightOf, type Night } from "./night.ts";
import { complaints } from "./check.ts";
import { randomFrom } from "./random.ts";
import { script } from "./script.ts";
import type { Sabotage } from "./sabotage.ts";
import { storesOf } from "./stores.ts";
import { worldFrom } from "./world.ts";

const start = new Date("2026-03-29T00:00:00Z");
const minuteMs = 60_000;
const badMs = 40 * minuteMs;
const calmMs = 30 * minuteMs;
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
  const incidents = random.between(1, 2);
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
    return await complaints(night, said, incidents);
  } catch (error) {
    return [`${error}`];
  }
}

/** In most nights nobody makes rounds, so that nothing is well only because it was watched. */
function makeRounds({ world, ask }: Night, from: Date): void {
  for (let at = from.getTime(); at < from.getTime() + calmMs; at += roundMs)
    world.at(new Date(at), () => ask((engine) => engine.rounds.run()));
}
