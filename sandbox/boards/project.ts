/** What the project holds beside its work items; all of it is plain JSON. */
import type { ProcessName } from "./process.ts";
import { type StoredQuery, topFolders } from "./queries.ts";

export type Project = {
  process: ProcessName;
  /** States that somebody has taken out of the process. Work items stay in them. */
  hiddenStates: string[];
  /** Whether Muster is told of work items that change. */
  hook: boolean;
  /** How often it has been told. */
  notifications: number;
  queries: StoredQuery[];
};

/** A new project, made at `at`. */
export const freshProject = (at: string): Project => ({
  process: "basic",
  hiddenStates: [],
  hook: true,
  notifications: 0,
  queries: topFolders(at),
});
