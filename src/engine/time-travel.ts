import type { Engine } from "./engine.ts";
import { incidentList } from "./incident-list.ts";
import type { Documents } from "./ports.ts";
import { transcriptWorkOf } from "./transcript-work.ts";

type Tools = {
  engine: Pick<Engine, "wake" | "nextWake" | "rounds">;
  documents: Documents;
  now: () => Date;
  jump(to: Date): void;
  settled(): Promise<void>;
};

/** More instants than this in one journey would be a loop. */
const stopsMax = 20_000;
const incidentsMax = 1_000;

/**
 * Moves a controlled clock by way of every instant at which something is due, so that all happens in its own time.
 * Returns the next such instant after the journey.
 */
export async function travel(tools: Tools, milliseconds: number): Promise<Date | undefined> {
  const { engine, now, jump, settled } = tools;
  await settled();
  const target = new Date(now().getTime() + milliseconds);
  for (let stop = 0; stop < stopsMax; stop++) {
    const [wakes, round] = await Promise.all([upcoming(tools), engine.rounds.next()]);
    const next = earlier(wakes[0]?.at, round);
    if (next === undefined || next > target) {
      jump(target);
      return next;
    }
    jump(next);
    const due = wakes.filter(({ at }) => at <= now()).map(({ stream }) => engine.wake(stream));
    await Promise.all([...due, ...(round !== undefined && round <= now() ? [engine.rounds.run()] : [])]);
    await settled();
  }
  throw new Error(`After ${stopsMax} stops there was still something due.`);
}

function earlier(one: Date | undefined, other: Date | undefined): Date | undefined {
  return one === undefined || (other !== undefined && other < one) ? other : one;
}

/** The next instant of every incident, and of the work on its transcript, where there is one; the earliest first. */
async function upcoming({ engine, documents }: Tools): Promise<{ stream: string; at: Date }[]> {
  const open = await incidentList(documents).page("open", incidentsMax);
  const streams = open.flatMap(({ id }) => [id, transcriptWorkOf(id)]);
  const wakes = await Promise.all(streams.map(async (stream) => ({ stream, at: await engine.nextWake(stream) })));
  return wakes
    .filter((wake): wake is { stream: string; at: Date } => wake.at !== undefined)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}
