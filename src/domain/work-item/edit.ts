/** What somebody did to a work item in Azure Boards, and what it means for the incident. */
import { close, reopen, resolve } from "../incident/ending.ts";
import type { Entry, Fact, Severity } from "../incident/facts.ts";
import { evolve, type Live } from "../incident/incident.ts";
import { changeSeverity } from "../incident/grading.ts";
import { rename, titleMax } from "../incident/naming.ts";
import type { Actor, Person } from "../people.ts";
import type { Practice } from "../practice.ts";
import { Refusal } from "../refusal.ts";
import type { Stroke } from "./kept.ts";
import { type Acts, boardsDoor, type Part } from "./picture.ts";

/** Somebody as the service knows them. */
export type Editor = { name: string; email?: string };

/** One field: as the service calls it, as people read it, and its values in words. */
export type FieldChange = { field: string; name: string; part: Part; from: string; to: string };

/** How far the incident is when the work item is in a state. */
export type Standing = "open" | "resolved" | "closed";

/** One revision. */
export type Edit = {
  rev: number;
  /** ISO 8601. */
  at: string;
  by: Editor;
  /** The stroke of ours that made it; without one somebody else did. */
  stroke?: Stroke;
  /** Of the fields that we keep. */
  changes: readonly FieldChange[];
  title?: string;
  /** The severities that the value stands for; a field may have fewer values than there are severities. */
  severities?: readonly Severity[];
  assignedTo?: Editor | null;
  moved?: { from: Standing; to: Standing };
};

/** What is needed to say what it means. `assignee`: who it is assigned to now, where they were found. */
export type Reading = {
  by: Actor;
  at: Date;
  acts: Acts;
  /** Stands before the title in the work item. */
  mark: string;
  practice: Practice;
  assignee: Person | null | undefined;
};

const elsewhere = "changed in Azure Boards";

/**
 * The facts of an edit: that it was made, and what is different now. What somebody has said in Teams since then stays, and
 * what the rules do not allow is told only as an edit.
 */
export function factsOf(incident: Live, edit: Edit, reading: Reading): Fact[] {
  if (edit.stroke !== undefined || edit.changes.length === 0) return [];
  const changes = edit.changes.map(({ name, from, to }) => ({ field: name, from, to }));
  const facts: Fact[] = [{ type: "work item edited", changes }];
  let state = incident;
  const decide = (part: Part, decided: (now: Live) => Fact[]): void => {
    const since = reading.acts[part];
    if (since !== undefined && Date.parse(since) > Date.parse(edit.at)) return;
    const more = unlessRefused(() => decided(state));
    facts.push(...more);
    state = more.reduce((now, fact) => evolve(now, entryOf(fact, reading)) as Live, state);
  };
  const { title, severities, moved } = edit;
  const { mark, practice, assignee } = reading;
  if (title !== undefined && incident.confidential !== true)
    decide("title", (now) => rename(now, titleFrom(title, mark)));
  if (severities !== undefined) decide("severity", (now) => graded(now, severities, practice));
  if (edit.assignedTo !== undefined && assignee !== undefined)
    decide("assignedTo", () => [{ type: "work item assigned", to: assignee }]);
  if (moved !== undefined && moved.from !== moved.to) {
    if (moved.to === "open") decide("state", (now) => reopen(now, elsewhere));
    else decide("state", (now) => (now.status === "open" ? resolve(now, elsewhere) : []));
    if (moved.to === "closed") decide("state", close);
  }
  return facts;
}

/** Longer than a title of ours may be, it is cut as that of a declaration. */
function titleFrom(written: string, mark: string): string {
  const text = (written.startsWith(mark) ? written.slice(mark.length) : written).replace(/\s+/g, " ").trim();
  return text.length <= titleMax ? text : `${[...text].slice(0, titleMax - 1).join("")}…`;
}

function graded(incident: Live, severities: readonly Severity[], practice: Practice): Fact[] {
  const [first] = severities;
  if (first === undefined || severities.includes(incident.severity)) return [];
  return changeSeverity(incident, first, elsewhere, practice);
}

function unlessRefused(decide: () => Fact[]): Fact[] {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** The state after a fact does not depend on its number. */
const entryOf = (fact: Fact, { at, by }: Reading): Entry => ({
  number: 0,
  at: at.toISOString(),
  by,
  from: boardsDoor,
  fact,
});
