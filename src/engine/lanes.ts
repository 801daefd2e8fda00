/** Work in flight, by name: one at a time for each name, and a way to wait until all is quiet. */
export type Lanes = {
  /** Runs `work`, or, where the lane is busy, makes it run once more afterwards. Resolves when the lane is quiet; rejects with the first failure. */
  run(name: string, work: () => Promise<void>): Promise<void>;
  /** Counts a promise as in flight; its failure is the owner's to handle. */
  track<T>(promise: Promise<T>): Promise<T>;
  /** Resolves when nothing is in flight. */
  settled(): Promise<void>;
};

type Lane = { quiet: Promise<void>; again: boolean };

export function lanes(): Lanes {
  const busy = new Map<string, Lane>();
  const flying = new Set<Promise<unknown>>();

  async function drive(name: string, lane: Lane, work: () => Promise<void>): Promise<void> {
    try {
      do {
        lane.again = false;
        await work();
      } while (lane.again);
    } finally {
      busy.delete(name);
    }
  }

  function track<T>(promise: Promise<T>): Promise<T> {
    flying.add(promise);
    const gone = () => flying.delete(promise);
    promise.then(gone, gone);
    return promise;
  }

  return {
    track,
    run(name, work) {
      const running = busy.get(name);
      if (running !== undefined) {
        running.again = true;
        return running.quiet;
      }
      const lane: Lane = { quiet: Promise.resolve(), again: false };
      busy.set(name, lane);
      lane.quiet = track(drive(name, lane, work));
      return lane.quiet;
    },
    async settled() {
      while (flying.size > 0) await Promise.allSettled([...flying]);
    },
  };
}
