import type { Fact } from "../domain/incident/facts.ts";
import type { Documents } from "../engine/ports.ts";
import type { Reaction } from "../engine/reaction.ts";
import { keepSince } from "../engine/retention.ts";

const ends: readonly Fact["type"][] = ["resolved", "merged"];

/** An incident that is over is listed, so that its transcript is removed when its time has come. */
export function listKept({ documents }: { documents: Documents }): Reaction {
  return {
    name: "list-kept",
    doing: "list the transcript among those that are kept",
    reads: ({ type }) => ends.includes(type),
    async run({ state, stream }) {
      if (state.status !== "open") await keepSince(documents, state.resolvedAt, stream);
    },
  };
}
