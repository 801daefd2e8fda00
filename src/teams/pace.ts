/**
 * Teams limits what one bot sends into one thread; waiting here is quicker than being refused there. Source: Microsoft
 * Learn, "Optimize your bot with rate limiting in Teams".
 */
import { Outage } from "../engine/ports.ts";

const limits = [
  { sends: 7, withinMs: 1_000 },
  { sends: 8, withinMs: 2_000 },
  { sends: 60, withinMs: 30_000 },
  { sends: 1_800, withinMs: 3_600_000 },
] as const;
const remembered = 1_800;
const threadsMost = 5_000;
/** The longest pause these limits ask of a single sender is 15 seconds; a post has 20, with its call. */
const waitMost = 16_000;

/** Waits for this thread's turn. Throws Outage when that would take more than 16 seconds. */
export type Pace = (thread: string) => Promise<void>;

export function pace({ now, pause }: { now: () => Date; pause: (ms: number) => Promise<void> }): Pace {
  const threads = new Map<string, number[]>();
  return async (thread) => {
    const turns = threads.get(thread) ?? [];
    const at = now().getTime();
    const turn = limits.reduce((earliest, { sends, withinMs }) => {
      const before = turns.at(-sends);
      return before === undefined ? earliest : Math.max(earliest, before + withinMs);
    }, at);
    if (turn - at > waitMost)
      throw new Outage("Teams lets Muster say only so much in one place; it must wait.", {
        again: true,
        afterMs: turn - at,
      });
    turns.push(turn);
    if (turns.length > remembered) turns.shift();
    threads.delete(thread);
    threads.set(thread, turns);
    forgetOldest(threads);
    if (turn > at) await pause(turn - at);
  };
}

function forgetOldest(threads: Map<string, number[]>): void {
  const oldest = threads.keys().next().value;
  if (threads.size > threadsMost && oldest !== undefined) threads.delete(oldest);
}
