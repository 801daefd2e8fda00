/** What the project holds beside its work items; all of it is plain JSON. */
import { firstDashboard, type StoredDashboard } from "./dashboards.ts";
import type { ProcessName } from "./process.ts";
import { type StoredQuery, topFolders } from "./queries.ts";
import { teamName } from "./teams.ts";

export type Project = {
  process: ProcessName;
  /** States that somebody has taken out of the process. Work items stay in them. */
  hiddenStates: string[];
  /** Whether Muster is told of work items that change. */
  hook: boolean;
  /** How often it has been told. */
  notifications: number;
  queries: StoredQuery[];
  dashboards: StoredDashboard[];
};

/** A new project, made at `at`. */
export const freshProject = (at: string): Project => ({
  process: "basic",
  hiddenStates: [],
  hook: true,
  notifications: 0,
  queries: topFolders(at),
  dashboards: [firstDashboard(teamName)],
});
