import { measureOf } from "../domain/incident/measure.ts";
import { keepMeasure } from "../engine/measures.ts";
import type { Documents } from "../engine/ports.ts";
import type { Reaction } from "../engine/reaction.ts";
import { hasChanged } from "./before.ts";

/** Keeps the times of the incident where `stats` finds them. */
export function keepTimes({ documents }: { documents: Documents }): Reaction {
  return {
    name: "measure",
    doing: "keep the incident's times for the statistics",
    reads: () => true,
    async run(errand) {
      if (hasChanged(errand, measureOf)) await keepMeasure(documents, measureOf(errand.state));
    },
  };
}
