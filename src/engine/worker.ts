/** Listens to the bell. Any replica may do the work; a ring is done only when its work is. */
import type { Engine } from "./engine.ts";
import type { Bell, Ring } from "./ports.ts";

/** A page may be this late for want of looking; looking costs about half a dollar a month. */
const idleMs = 200;
/** Where hundreds are due at once, as after an outage, some are done soon rather than all of them late. */
const togetherMax = 16;
/** What takes long, because something outside hangs, keeps others waiting no longer than this. */
const patienceMs = 1_000;
const underWayMax = 200;

export type Worker = { stop(): Promise<void> };

export function startWorker(
  bell: Bell,
  engine: Pick<Engine, "wake">,
  warn: (error: unknown, about: Record<string, unknown>) => void,
): Worker {
  const stopping = Promise.withResolvers<void>();
  const underWay = new Set<Promise<void>>();
  let stopped = false;

  async function answer(ring: Ring): Promise<void> {
    try {
      await engine.wake(ring.stream, ring.at);
      await ring.done();
    } catch (error) {
      // Not done: the queue brings it back in a minute.
      warn(error, { stream: ring.stream });
    }
  }

  async function listen(): Promise<void> {
    while (!stopped) {
      const rings = await bell.due().catch((error: unknown) => {
        warn(error, { doing: "listen to the queue" });
        return [] as Ring[];
      });
      for (const ring of rings) keep(answer(ring));
      if (rings.length === 0) await Promise.race([pause(idleMs), stopping.promise]);
      else if (underWay.size >= togetherMax) await Promise.race([fewerThan(togetherMax), pause(patienceMs)]);
      await fewerThan(underWayMax);
    }
    await Promise.all(underWay);
  }

  async function fewerThan(most: number): Promise<void> {
    while (underWay.size >= most) await Promise.race(underWay);
  }

  function keep(work: Promise<void>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  const listening = listen();
  return {
    stop() {
      stopped = true;
      stopping.resolve();
      return listening;
    },
  };
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
