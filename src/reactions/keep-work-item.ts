import type { Entry, Fact } from "../domain/incident/facts.ts";
import { muster, type Person } from "../domain/people.ts";
import { suggestRunbooks } from "../domain/runbook/suggest.ts";
import type { Runbook } from "../domain/runbook/runbook.ts";
import { afterStroke, attempted, type KeptItem, newItem, type Stroke, strokeFor } from "../domain/work-item/kept.ts";
import { actsOf, pictureOf, type WorkItemPicture } from "../domain/work-item/picture.ts";
import { bringBack, type BringTools } from "../engine/bring-back.ts";
import { noteStream, readKept, writeKept } from "../engine/kept-items.ts";
import { Conflict, type Document, Outage } from "../engine/ports.ts";
import type { WorkItem, WorkItems } from "../engine/ports/work-items.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { aroundOf, discussion, isDiscussed } from "../views/work-item.ts";

export type WorkItemTools = Omit<BringTools, "workItems"> & {
  workItems: WorkItems | undefined;
  runbooks(): Promise<Runbook[]>;
  statusPageUrl: string | undefined;
  /** Incidents as severe as this, or worse, are on the status page. */
  severityMax: number;
};
type Tools = WorkItemTools & { workItems: WorkItems };

/** Facts that may change what it says, beside those that its discussion tells. */
const changing: readonly Fact["type"][] = [
  "declared",
  "work item wanted",
  "work item opened",
  "work item restored",
  "work item edited",
  "channel opened",
  "channel lost",
  "renamed",
  "paged",
  "escalated",
  "went quiet",
  "role assigned",
  "role released",
  "impact started",
  "time set",
  "detection told",
  "affected told",
  "services told",
  "linked",
  "review published",
  "severity changed",
  "resolved",
  "reopened",
  "closed",
];
const opening: readonly Fact["type"][] = ["declared", "work item wanted"];
const notSetUp = "Azure Boards is not set up: set AZURE_DEVOPS_URL and AZURE_DEVOPS_PROJECT.";
/** It tries again for about a day: Boards that is down delays, and no more. */
export const persistence = { failuresMax: 2_700, waitMaxMs: 600_000 };
/** After so long without a work item people are told why. */
const silentMaxMs = 5 * 60_000;
const strokesMax = 5;

/** The incident's work item: opened at once, and kept in step; what people change in it stays theirs. */
export function keepWorkItem(tools: WorkItemTools): Reaction {
  const { workItems } = tools;
  return {
    name: "work-item",
    doing: "keep the work item",
    persistence,
    reads: (fact) =>
      workItems === undefined
        ? fact.type === "work item wanted"
        : changing.includes(fact.type) || isDiscussed({ fact, from: "" }),
    async run(errand) {
      if (workItems === undefined) return refuse(errand);
      const wanting = errand.pending.filter(({ fact }) => opening.includes(fact.type));
      for (const entry of wanting) await openOrSay({ ...tools, workItems }, errand, entry);
      await keepInStep({ ...tools, workItems }, errand);
    },
    async giveUp({ state }, reason) {
      return state.workItem === undefined
        ? [{ type: "work item unavailable", reason }]
        : [{ type: "gave up", doing: "keep the work item up to date", reason }];
    },
  };
}

const refuse = (errand: Errand): Promise<void> =>
  errand.record(errand.pending[0]!, "not set up", [{ type: "work item unavailable", reason: notSetUp }]);

/** While it cannot be opened for a while people hear why, and it is tried on. */
async function openOrSay(tools: Tools, errand: Errand, entry: Entry): Promise<void> {
  try {
    await open(tools, errand, entry);
  } catch (error) {
    const late = errand.now().getTime() - Date.parse(entry.at) > silentMaxMs;
    if (late && error instanceof Outage && error.again) {
      const reason = `${error.message} Muster goes on trying.`;
      await errand.record(entry, "late", [{ type: "work item unavailable", reason }]);
    }
    throw error;
  }
}

async function open(tools: Tools, errand: Errand, entry: Entry): Promise<void> {
  const { stream } = errand;
  const item = await errand.once(entry, "item", () => openItem(tools, errand, entry));
  const cause = `${stream} ${entry.number} work item`;
  await errand.bring({ cause, by: muster, from: "reaction" }, ({ workItem }) =>
    workItem === undefined ? [{ type: "work item opened", ...item }] : [],
  );
}

async function openItem(tools: Tools, errand: Errand, entry: Entry): Promise<WorkItem> {
  const { stream, entries, tried } = errand;
  const picture = await addressed(tools, await drawn(tools, errand));
  const asked = { mark: stream, picture, ...(tried === "never" ? { tried } : {}) };
  const { id, url, rev, made, moved } = await tools.workItems.open(asked);
  const { state: _, ...rest } = picture;
  const wished = made ? (moved ? picture : rest) : {};
  // What somebody did with an item whose creation went unanswered is theirs; one that comes from before is taken as it is.
  const first = !entries.some(({ fact }) => fact.type === "work item opened");
  await begin(tools, stream, newItem({ id, url, rev: !made && first ? 1 : rev }, wished, first ? 0 : entry.number));
  return { id, url };
}

/** One that is known already goes on as it was known. */
async function begin({ documents }: Tools, stream: string, item: KeptItem): Promise<void> {
  await noteStream(documents, item.id, stream);
  const was = await readKept(documents, stream);
  if (was?.value.id === item.id) {
    const { lost: _, ...there } = was.value;
    await writeKept(documents, stream, there, was.version);
  } else await writeKept(documents, stream, item, was?.version);
}

async function drawn(tools: Tools, { state }: Errand): Promise<WorkItemPicture> {
  const isPublic = state.severity <= tools.severityMax && state.drill !== true && state.confidential !== true;
  const guides = suggestRunbooks(await tools.runbooks(), `${state.title} ${state.description}`);
  return pictureOf(state, aroundOf(state, { statusPageUrl: isPublic ? tools.statusPageUrl : undefined, guides }));
}

async function addressed<P extends Partial<WorkItemPicture>>({ findPerson }: Tools, picture: P): Promise<P> {
  const { assignedTo } = picture;
  return assignedTo === null || assignedTo === undefined
    ? picture
    : { ...picture, assignedTo: await addressOf(findPerson, assignedTo) };
}

/** Boards knows people by their address, which a mention in Teams does not tell. */
export async function addressOf(findPerson: Tools["findPerson"], person: Person): Promise<Person> {
  return person.email !== undefined ? person : ((await findPerson(person.id).catch(() => undefined)) ?? person);
}

/** Writes what is different from what was written last, until there is nothing left; what people did meanwhile comes first. */
async function keepInStep(tools: Tools, errand: Errand): Promise<void> {
  const { documents, workItems } = tools;
  const picture = await drawn(tools, errand);
  for (let round = 1; round <= strokesMax; round++) {
    const was = (await readKept(documents, errand.stream)) ?? (await takeOver(tools, errand, picture));
    if (was === undefined) return;
    if (was.value.lost === true) {
      // That it is there again is told before it is noted, so it may not be noted yet.
      if (errand.state.workItem?.id !== was.value.id || round > 1) return;
      await bringBack(tools, errand.stream, errand.bring);
      continue;
    }
    const stroke = wish(errand, was.value, picture);
    if (stroke === undefined) return;
    const ready = { ...stroke, parts: await addressed(tools, stroke.parts) };
    const begun = attempted(was.value, ready);
    const version = await writeKept(documents, errand.stream, begun, was.version);
    const result = await workItems.write(was.value.id, ready);
    if (typeof result === "object")
      await writeKept(documents, errand.stream, afterStroke(begun, ready, result.rev), version);
    else await bringBack(tools, errand.stream, errand.bring);
  }
  throw new Conflict(`Others kept changing the work item of ${errand.stream}.`);
}

function wish({ stream, entries, state }: Errand, kept: KeptItem, picture: WorkItemPicture): Stroke | undefined {
  const news = entries.filter(({ number }) => number > kept.said);
  return strokeFor(kept, {
    picture,
    acts: Object.keys(kept.theirs).length === 0 ? {} : actsOf(stream, entries),
    comment: discussion(state, news),
    upTo: entries.at(-1)?.number ?? 0,
  });
}

/** One from before it was kept what was written: it is taken as it is. */
async function takeOver(
  { documents, workItems }: Tools,
  { stream, state, entries }: Errand,
  picture: WorkItemPicture,
): Promise<Document<KeptItem> | undefined> {
  const item = state.workItem;
  if (item === undefined) return undefined;
  const rev = (await workItems.revisions([item.id])).get(item.id) ?? 1;
  const value = newItem({ ...item, rev }, picture, entries.at(-1)?.number ?? 0);
  await noteStream(documents, item.id, stream);
  return { value, version: await writeKept(documents, stream, value, undefined) };
}
