import type { Fact } from "../domain/incident/facts.ts";
import { summaryOf } from "../domain/incident/summary.ts";
import { incidentList } from "../engine/incident-list.ts";
import { isChannelItself, type Places } from "../engine/places.ts";
import type { Documents } from "../engine/ports.ts";
import type { Reaction } from "../engine/reaction.ts";

type Tools = { documents: Documents; places: Places };

const changing: readonly Fact["type"][] = [
  "declared",
  "channel opened",
  "channel lost",
  "severity changed",
  "renamed",
  "services told",
  "merged",
  "role assigned",
  "role released",
  "resolved",
  "reopened",
  "closed",
  "page opened",
  "paged",
  "nobody to page",
  "page tried",
  "page reported",
  "page failed",
  "acknowledged",
  "declined",
  "escalated",
  "went quiet",
];

/** Keeps the lists of incidents, and which incident is meant in the thread it was declared in. */
export function keepList({ documents, places }: Tools): Reaction {
  const list = incidentList(documents);
  return {
    name: "list",
    doing: "keep the list of incidents",
    reads: (fact) => changing.includes(fact.type),
    async run({ state, stream, pending }) {
      const { said, confidential } = state;
      // In the thread of a confidential one, others must not find that something was declared there.
      if (pending[0]!.fact.type === "declared" && said !== null && !isChannelItself(said.id) && confidential !== true)
        await places.set(said.id, { stream, record: false });
      await list.put(summaryOf(state));
    },
  };
}
