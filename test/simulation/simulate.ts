import { nightOf } from "./night.ts";
import { complaints } from "./check.ts";
import { randomFrom } from "./random.ts";
import { roster, script } from "./script.ts";
import type { Sabotage } from "./sabotage.ts";
import { worldFrom } from "./world.ts";

const start = new Date("2026-03-29T00:00:00Z");
const hourMs = 3_600_000;
/** After this nothing crashes and no ring is more than seconds late: what is still wrong at the end stays wrong. */
const calmFrom = new Date(start.getTime() + hourMs);

/** Plays one night and returns what is wrong with it; an empty list is a good night. */
export async function simulate(seed: number, sabotage?: Sabotage): Promise<string[]> {
  const random = randomFrom(seed);
  const world = worldFrom(random, start);
  const night = nightOf(world, calmFrom, sabotage);
  await night.stores.documents.write("roster", "default", roster, undefined);
  const incidents = random.between(1, 2);
  const said = script(night, incidents);
  try {
    await world.run(calmFrom, random.pick([0, 0.002, 0.01, 0.03]));
    await world.run(new Date(start.getTime() + 2 * hourMs), 0);
    return await complaints(night, said, incidents);
  } catch (error) {
    return [`${error}`];
  }
}
