import type { Summary } from "../domain/incident/summary.ts";
import type { Engine } from "./engine.ts";
import type { Documents } from "./ports.ts";

type Tools = {
  engine: Engine;
  documents: Documents;
  now: () => Date;
  jump(to: Date): void;
  settled(): Promise<void>;
};

/** More instants than this in one journey would be a loop. */
const stopsMax = 20_000;

/** Moves a controlled clock by way of every instant at which something is due, so that all happens in its own time. */
export async function travel({ engine, documents, now, jump, settled }: Tools, milliseconds: number): Promise<void> {
  await settled();
  const target = new Date(now().getTime() + milliseconds);
  for (let stop = 0; stop < stopsMax; stop++) {
    const streams = (await documents.list<Summary>("open-incident")).map(({ id }) => id);
    const wakes = await Promise.all(streams.map(async (stream) => ({ stream, at: await engine.nextWake(stream) })));
    const due = wakes.filter(
      (wake): wake is { stream: string; at: Date } => wake.at !== undefined && wake.at <= target,
    );
    if (due.length === 0) break;
    const next = new Date(Math.min(...due.map(({ at }) => at.getTime())));
    jump(next);
    await Promise.all(due.filter(({ at }) => at <= now()).map(({ stream }) => engine.wake(stream)));
    await settled();
  }
  jump(target);
}
