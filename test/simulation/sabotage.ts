/** Ways to break the order of things on purpose, to see that the simulation notices. */
import { stepOf } from "../../src/domain/escalation/ladder.ts";
import type { Live } from "../../src/domain/incident/incident.ts";
import type { OnCall } from "../../src/engine/on-call.ts";
import type { Bell, Log } from "../../src/engine/ports.ts";
import type { Reaction } from "../../src/engine/reaction.ts";
import { graceMs } from "../../src/engine/commit.ts";

export const sabotages = [
  "append before ring",
  "cursor before reaction",
  "no cause marker",
  "no alarm",
  "alarm not repeated",
  "what came of a try is not recorded",
  "ladder looked up again at each step",
  "times are not kept",
] as const;
export type Sabotage = (typeof sabotages)[number];

type Stores = { log: Log; bell: Bell };

export function sabotaged(stores: Stores, how: Sabotage | undefined, now: () => Date): Stores {
  switch (how) {
    case undefined:
    case "what came of a try is not recorded":
    case "ladder looked up again at each step":
    case "times are not kept":
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
    case "alarm not repeated":
      return { ...stores, bell: withoutBells(stores.bell, now, alarmMs) };
  }
}

/** Nothing else is rung for exactly so long before: what comes between puts it off by less. */
const alarmMs = 10 * 60_000;

const withoutBells = (bell: Bell, now: () => Date, aheadMs: number): Bell => ({
  ...bell,
  ring: async (stream, at) => (at.getTime() - now().getTime() === aheadMs ? undefined : bell.ring(stream, at)),
});

/** Instead of the ladder that the page began with, the one that the book has by now. */
export function sabotagedOnCall(onCall: OnCall, how: Sabotage | undefined, now: () => Date): OnCall {
  if (how !== "ladder looked up again at each step") return onCall;
  return {
    ...onCall,
    async wanted(targets, incident, ladder, at) {
      const page = (incident as Live).pages.find((each) => each.ladder === ladder);
      if (page === undefined || page.number !== 1) return onCall.wanted(targets, incident, ladder, at);
      const looked = await onCall.ladderFor(incident as Live, now());
      return onCall.wanted(stepOf(looked, page.paging.step + 1).targets, incident, looked, at);
    },
  };
}

/** Pages go out, and nobody writes down what came of it. */
export function sabotagedReactions(reactions: readonly Reaction[], how: Sabotage | undefined): readonly Reaction[] {
  if (how === "times are not kept") return reactions.filter(({ name }) => name !== "measure");
  if (how !== "what came of a try is not recorded") return reactions;
  return reactions.map((reaction) =>
    reaction.name.startsWith("page-")
      ? { ...reaction, run: (errand) => reaction.run({ ...errand, record: async () => undefined }) }
      : reaction,
  );
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
