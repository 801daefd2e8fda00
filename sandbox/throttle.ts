/** How much a bot may send into one thread; the numbers are Microsoft's for a bot and a thread (rate-limit.md). */
const windows = [
  { ms: 1_000, most: 7 },
  { ms: 2_000, most: 8 },
  { ms: 30_000, most: 60 },
  { ms: 3_600_000, most: 1_800 },
] as const;
const threadsMax = 20_000;

/** Counts by the sandbox's clock: what is said in half an hour of its time is not said in one minute. */
export function createThrottle(now: () => number) {
  const sent = new Map<string, number[]>();
  return {
    /** Takes one send; answers how many seconds to wait when there is none left. */
    take(thread: string): number | undefined {
      const at = now();
      const times = (sent.get(thread) ?? []).filter((time) => time > at - 3_600_000);
      for (const window of windows) {
        const inside = times.filter((time) => time > at - window.ms);
        if (inside.length >= window.most) return Math.max(1, Math.ceil((inside[0]! + window.ms - at) / 1000));
      }
      if (sent.size >= threadsMax) sent.clear();
      sent.set(thread, [...times, at]);
      return undefined;
    },
  };
}
