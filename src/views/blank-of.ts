import type { Blank } from "../domain/incident/facts/record.ts";
import type { Live } from "../domain/incident/incident.ts";
import { blank, blankThatSays, type Part } from "./parts.ts";
import { blankSays } from "./record-sentence.ts";
import { brief } from "./text.ts";

/** Visibly blank: what to type to fill it, or why nobody is asked for it any more. What goes on elsewhere is filled in there. */
export function blankOf({ known, kin }: Live, which: Blank, missing: string): Part[] {
  if (kin.mergedInto !== undefined) return [];
  const why = known.quieted[which] ?? known.quieted.all;
  return why === undefined
    ? blankThatSays(missing, blankSays[which])
    : [blank(`${missing}; not asked for: ${brief(why, 120)}. `)];
}
