/** Which incidents somebody looks for in the lists. */
import type { Severity } from "./facts.ts";
import type { Summary } from "./summary.ts";

/** "open": those that are not closed, the resolved ones among them. */
export type Which = "open" | "closed" | "all";

/** `words` have to be in its title or its services, in any order; "" asks for none. `before` is an incident's id. */
export type Wanted = { which: Which; severity?: Severity; words: string; before?: string };

/** As many as were wanted at most. `goOn` is where to go on before; undefined where there is nothing more to look at. */
export type Found = { incidents: Summary[]; goOn?: string };

/** Whether everything in the list is wanted. */
export const isPlain = ({ severity, words }: Wanted): boolean => severity === undefined && words === "";

/** A confidential one is found by nobody: whoever reads lists may not know of it. */
export function isWanted({ title, services = [], severity, confidential }: Summary, wanted: Wanted): boolean {
  if (confidential === true) return false;
  if (wanted.severity !== undefined && wanted.severity !== severity) return false;
  const text = [title, ...services].join(" ").toLowerCase();
  return wanted.words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
