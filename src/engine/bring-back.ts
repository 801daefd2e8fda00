/**
 * What people did to an incident's work item, as facts of the incident: each revision once, whoever finds it. Nobody is
 * believed but the service itself.
 */
import type { Entry, Fact } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { type Actor, muster, type Person } from "../domain/people.ts";
import type { Practice } from "../domain/practice.ts";
import { type Edit, type Editor, factsOf } from "../domain/work-item/edit.ts";
import { afterEdit, type KeptItem } from "../domain/work-item/kept.ts";
import { actsOf, boardsDoor } from "../domain/work-item/picture.ts";
import { marks } from "../views/marks.ts";
import { readKept, writeKept } from "./kept-items.ts";
import { Conflict, type Documents } from "./ports.ts";
import type { Recorder } from "./record.ts";
import type { WorkItems } from "./ports/work-items.ts";

/** Decides on the incident as it is and records, once for each cause. */
export type Bring = (
  what: { cause: string; by: Actor; from: string },
  decide: (incident: Live, at: Date, entries: readonly Entry[]) => Fact[],
) => Promise<void>;

/** What happened outside is recorded in an incident that is there. */
export const bringTo =
  (recorder: Recorder, stream: string): Bring =>
  async (what, decide) => {
    await recorder.record({ stream, ...what }, (incident, at, entries) =>
      incident.status === "undeclared" ? [] : decide(incident, at, entries),
    );
  };

export type BringTools = {
  workItems: WorkItems;
  documents: Documents;
  practice: Practice;
  /** Looks somebody up by id or address; undefined when nobody knows them. */
  findPerson(idOrName: string): Promise<Person | undefined>;
};

const attemptsMax = 5;
const goneWords = "it was deleted in Azure Boards, or moved to another project.";

/** Brings back all there is. Throws Outage, and Conflict when others were faster every time. */
export async function bringBack(tools: BringTools, stream: string, bring: Bring): Promise<void> {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const before = await readKept(tools.documents, stream);
    if (before === undefined) return;
    const { id, rev, attempts, lost } = before.value;
    const found = await tools.workItems.since(id, rev, attempts);
    if (found === "gone" ? lost === true : found.length === 0 && lost === undefined) return;
    // A stroke may have been begun since this was read, and what was found be ours.
    if ((await readKept(tools.documents, stream))?.version !== before.version) continue;
    const kept = await taken(tools, stream, before.value, { found, bring });
    try {
      await writeKept(tools.documents, stream, kept, before.version);
      return;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
  throw new Conflict(`Others were faster with the work item of ${stream}.`);
}

type Finding = { found: Edit[] | "gone"; bring: Bring };

async function taken(
  tools: BringTools,
  stream: string,
  before: KeptItem,
  { found, bring }: Finding,
): Promise<KeptItem> {
  const { id, url, rev } = before;
  if (found === "gone") {
    await bring({ cause: `work item ${id} gone after ${rev}`, by: muster, from: boardsDoor }, ({ workItem }) =>
      workItem?.id === id ? [{ type: "work item lost", id, reason: goneWords }] : [],
    );
    return { ...before, lost: true };
  }
  const { lost, ...there } = before;
  if (lost === true)
    await bring({ cause: `work item ${id} back after ${rev}`, by: muster, from: boardsDoor }, ({ workItem }) =>
      workItem === undefined ? [{ type: "work item restored", id, url }] : [],
    );
  let kept: KeptItem = there;
  for (const edit of found) {
    await take(tools, stream, { id, edit, bring });
    kept = afterEdit(kept, edit);
  }
  return kept;
}

async function take(tools: BringTools, stream: string, { id, edit, bring }: { id: number; edit: Edit; bring: Bring }) {
  if (edit.stroke !== undefined || edit.changes.length === 0) return;
  const by = await actorOf(tools, edit.by);
  const assignee = edit.assignedTo === null ? null : edit.assignedTo && (await personOf(tools, edit.assignedTo));
  await bring({ cause: `work item ${id} revision ${edit.rev}`, by, from: boardsDoor }, (incident, at, entries) =>
    factsOf(incident, edit, {
      by,
      at,
      acts: actsOf(stream, entries),
      mark: marks(incident),
      practice: tools.practice,
      assignee,
    }),
  );
}

async function actorOf(tools: BringTools, editor: Editor): Promise<Actor> {
  const person = await personOf(tools, editor);
  return person === undefined
    ? { kind: "outside", name: editor.name, system: "Azure Boards" }
    : { kind: "person", person };
}

/** By their address. Who cannot be looked up just now is nobody we know. */
const personOf = async ({ findPerson }: BringTools, { email }: Editor): Promise<Person | undefined> =>
  email === undefined ? undefined : findPerson(email).catch(() => undefined);
