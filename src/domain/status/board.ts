/** What the public may know. No names of people, no channels, no work items: what is not in these shapes cannot leak. */
import type { Severity } from "../incident/facts.ts";

export type StatementKind = "opened" | "update" | "monitoring" | "resolved" | "reopened" | "closed";

/** Something said in public. `at` is ISO 8601. */
export type Statement = { at: string; kind: StatementKind; text: string };

export type PublicIncident = {
  id: string;
  title: string;
  state: "open" | "monitoring" | "resolved";
  severity?: Severity;
  openedAt: string;
  closedAt?: string;
  /** When the next statement was promised. */
  nextUpdateAt?: string;
  /** In the order they were made. */
  statements: Statement[];
};

/** `open` and `history` newest first. `updatedAt` is when anything on it last changed. */
export type PublicBoard = { name: string; updatedAt: string; open: PublicIncident[]; history: PublicIncident[] };

/** How much of the past the page shows. */
export const historyMax = 30;
export const statementsMax = 100;
