import type { Bell } from "./ports.ts";

const streamsMax = 10_000;

/**
 * Rings soon after for somebody who found others at work, once for all who ask in the meantime: were each of them to
 * ring, every ring would make several more.
 */
export function patience(bell: Bell, now: () => Date): (stream: string, at: Date) => Promise<void> {
  const rung = new Map<string, number>();
  return async (stream, at) => {
    const time = now().getTime();
    const before = rung.get(stream);
    if (before !== undefined && before > time && before <= Math.max(at.getTime(), time)) return;
    if (rung.size >= streamsMax) rung.clear();
    rung.set(stream, at.getTime());
    await bell.ring(stream, at);
  };
}
