import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import type { Ring } from "../../src/engine/ports.ts";
import { startWorker, type Worker } from "../../src/engine/worker.ts";

let worker: Worker | undefined;
beforeEach(() => void jest.useFakeTimers());
afterEach(async () => {
  jest.useRealTimers();
  await worker?.stop();
});

/** A queue in which so many rings are due, handed over 32 at a time, and work that ends when it is told to. */
function busyNight(count: number) {
  const waiting = Array.from({ length: count }, (_, index) => ({ stream: `INC-${index + 1}`, at: new Date(0) }));
  const ends: (() => void)[] = [];
  let [begun, done, ended] = [0, 0, false];
  const bell = {
    ring: () => Promise.resolve(),
    due: async (): Promise<Ring[]> =>
      waiting.splice(0, 32).map((ring) => ({
        ...ring,
        done: async () => {
          done += 1;
        },
      })),
  };
  const wake = (): Promise<void> => {
    begun += 1;
    return ended ? Promise.resolve() : new Promise((resolve) => ends.push(resolve));
  };
  worker = startWorker(bell, { wake }, (error) => {
    throw error;
  });
  return {
    counts: () => ({ begun, done }),
    end(number: number) {
      for (const end of ends.splice(0, number)) end();
    },
    async endAll() {
      ended = true;
      for (const end of ends.splice(0)) end();
      await jest.advanceTimersByTimeAsync(5_000);
    },
  };
}

test("of hundreds that are due at once, the first are done before others are begun", async () => {
  const night = busyNight(100);
  await jest.advanceTimersByTimeAsync(500);
  expect(night.counts()).toEqual({ begun: 32, done: 0 });
  night.end(17);
  await jest.advanceTimersByTimeAsync(0);
  expect(night.counts()).toEqual({ begun: 64, done: 17 });
  await night.endAll();
  expect(night.counts()).toEqual({ begun: 100, done: 100 });
});

test("what hangs keeps others waiting for a second, until two hundred hang", async () => {
  const night = busyNight(400);
  await jest.advanceTimersByTimeAsync(3_500);
  expect(night.counts().begun).toBe(4 * 32);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(night.counts()).toEqual({ begun: 7 * 32, done: 0 });
  await night.endAll();
  expect(night.counts()).toEqual({ begun: 400, done: 400 });
});
