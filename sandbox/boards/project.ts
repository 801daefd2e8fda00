/** What the project holds beside its work items; all of it is plain JSON. */
import type { ProcessName } from "./process.ts";

export type Project = {
  process: ProcessName;
  /** States that somebody has taken out of the process. Work items stay in them. */
  hiddenStates: string[];
};

export const freshProject = (process: ProcessName = "basic"): Project => ({ process, hiddenStates: [] });
