/** Ways to break the order of things on purpose, to see that the simulation notices. */
import type { Bell, Log } from "../../src/engine/ports.ts";
import { graceMs } from "../../src/engine/commit.ts";

export type Sabotage = "append before ring" | "cursor before reaction" | "no cause marker" | "no alarm";
export const sabotages: readonly Sabotage[] = [
  "append before ring",
  "cursor before reaction",
  "no cause marker",
  "no alarm",
];

type Stores = { log: Log; bell: Bell };

export function sabotaged(stores: Stores, how: Sabotage | undefined, now: () => Date): Stores {
  switch (how) {
    case undefined:
      return stores;
    case "append before ring":
      return appendFirst(stores, now);
    case "cursor before reaction":
      return {
        ...stores,
        log: {
          ...stores.log,
          move: (stream, reaction, was, next) => stores.log.move(stream, reaction, was, { ...next, number: 1_000_000 }),
        },
      };
    case "no cause marker": {
      let calls = 0;
      return {
        ...stores,
        log: {
          ...stores.log,
          append: (stream, after, cause, entries) => stores.log.append(stream, after, `${cause} ${++calls}`, entries),
          knows: async () => false,
        },
      };
    }
    case "no alarm":
      return {
        ...stores,
        bell: {
          ...stores.bell,
          ring: async (stream, at) =>
            at.getTime() - now().getTime() > graceMs ? undefined : stores.bell.ring(stream, at),
        },
      };
  }
}

/** The ring that guards an append is held back until the append is through. */
function appendFirst({ log, bell }: Stores, now: () => Date): Stores {
  const held = new Map<string, Date>();
  return {
    bell: {
      ...bell,
      async ring(stream, at) {
        if (at.getTime() - now().getTime() === graceMs) held.set(stream, at);
        else await bell.ring(stream, at);
      },
    },
    log: {
      ...log,
      async append(stream, after, cause, entries) {
        await log.append(stream, after, cause, entries);
        const at = held.get(stream);
        held.delete(stream);
        if (at !== undefined) await bell.ring(stream, at);
      },
    },
  };
}
