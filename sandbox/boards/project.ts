/** What the project holds beside its work items; all of it is plain JSON. */
import { firstDashboard, type StoredDashboard } from "./dashboards.ts";
import type { ProcessName } from "./process.ts";
import { type StoredQuery, topFolders } from "./queries.ts";
import { teamName } from "./teams.ts";
import type { WikiPage } from "./wiki.ts";

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
  /** The pages of the project's wiki; a project without them has no wiki. */
  wiki?: WikiPage[];
};

/** A new project, made at `at`. */
export const freshProject = (at: string): Project => ({
  process: "basic",
  hiddenStates: [],
  hook: true,
  notifications: 0,
  queries: topFolders(at),
  dashboards: [firstDashboard(teamName)],
  wiki: [],
});
