/** What the project holds beside its work items; all of it is plain JSON. */
import type { ProcessName } from "./process.ts";

export type Project = {
  process: ProcessName;
  /** States that somebody has taken out of the process. Work items stay in them. */
  hiddenStates: string[];
  /** Whether Muster is told of work items that change. */
  hook: boolean;
  /** How often it has been told. */
  notifications: number;
};

export const freshProject = (process: ProcessName = "basic"): Project => ({
  process,
  hiddenStates: [],
  hook: true,
  notifications: 0,
});
