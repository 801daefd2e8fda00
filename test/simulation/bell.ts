import type { Bell, Ring } from "../../src/engine/ports.ts";
import type { World } from "./world.ts";

/** A queue at its worst: rings come twice, or late by seconds, sometimes by most of an hour, but not when it is calm; never not at all. */
export function simulatedBell(world: World, calmFrom: Date, deliver: (ring: Ring) => void): Bell {
  const { random } = world;
  const lateChance = random.pick([0, 0, 0.01]);
  const hiddenMs = 60_000;

  function schedule(stream: string, at: Date, from: number): void {
    let done = false;
    const ringAt = (time: number): void => {
      world.at(new Date(time), () => {
        if (done) return;
        ringAt(world.now().getTime() + hiddenMs);
        deliver({
          stream,
          at,
          done: async () => {
            done = true;
          },
        });
      });
    };
    const due = Math.max(at.getTime(), from);
    ringAt(due + latenessOf(due));
  }

  function latenessOf(due: number): number {
    if (due >= calmFrom.getTime() || !random.chance(lateChance)) return random.between(0, 2_000);
    world.lateRings += 1;
    return Math.min(random.between(0, 2_400_000), calmFrom.getTime() - due);
  }

  return {
    async ring(stream, at) {
      const from = world.now().getTime();
      schedule(stream, at, from);
      if (random.chance(0.05)) schedule(stream, at, from);
    },
    due: async () => [],
  };
}
