/** Azure Monitor counts from 0 (critical) to 4 (verbose), Muster from 1; Azure's two worst are both our worst. */
import type { Severity } from "../incident/facts.ts";

const ours: Record<string, Severity> = {
  "0": 1,
  "1": 1,
  "2": 2,
  "3": 3,
  "4": 4,
  critical: 1,
  error: 1,
  warning: 2,
  informational: 3,
  information: 3,
  verbose: 4,
};

/** Reads "Sev0", "0", "Critical" …; undefined where it is none of them. The whole word counts: "Sev10" is nothing. */
export const azureSeverity = (written: string | undefined): Severity | undefined => {
  const word = (written ?? "").trim().toLowerCase().replace(/^sev/, "");
  return Object.hasOwn(ours, word) ? ours[word] : undefined;
};
