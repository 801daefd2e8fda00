/** A bell in memory. */
import { checkStream } from "../domain/limits.ts";
import type { Bell } from "../engine/ports.ts";

const hiddenMs = 60_000;
const ringsMax = 32;

type Waiting = { stream: string; at: Date; visibleAt: number };

export function memoryBell(now: () => Date): Bell {
  let waiting: Waiting[] = [];
  return {
    async ring(stream, at) {
      checkStream(stream);
      waiting.push({ stream, at: new Date(at), visibleAt: at.getTime() });
    },
    async due() {
      const time = now().getTime();
      const due = waiting.filter(({ visibleAt }) => visibleAt <= time).slice(0, ringsMax);
      return due.map((ring) => {
        ring.visibleAt = time + hiddenMs;
        const done = async () => {
          waiting = waiting.filter((each) => each !== ring);
        };
        return { stream: ring.stream, at: new Date(ring.at), done };
      });
    },
  };
}
