/** Things that happen by themselves at a time of the sandbox's clock, whether that runs or jumps. */
import type { Store } from "./state.ts";

export type Deadlines = {
  /** When the next is due, in epoch milliseconds. */
  next(): number | undefined;
  /** Does what is due. */
  run(): Promise<void>;
};

const lookMs = 250;

export const together = (all: readonly Deadlines[]): Deadlines => ({
  next: () => all.map((each) => each.next()).reduce((one, other) => least(one, other), undefined),
  async run() {
    for (const each of all) await each.run();
  },
});

export const least = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

/** Looks several times a second; answers how to stop that. */
export function keepDeadlines(store: Store, deadlines: Deadlines): () => void {
  let busy = false;
  const look = async (): Promise<void> => {
    if (busy || (deadlines.next() ?? Infinity) > store.now().getTime()) return;
    busy = true;
    await deadlines.run().finally(() => {
      busy = false;
    });
  };
  const timer = setInterval(() => void look(), lookMs);
  timer.unref();
  return () => clearInterval(timer);
}
