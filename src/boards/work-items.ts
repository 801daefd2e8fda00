/** Work items in Azure Boards. When all is well, opening one is one request, and changing it two: read it, change it. */
import type {
  WorkItem as ApiWorkItem,
  WorkItemUpdate,
} from "azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js";
import type { Edit } from "../domain/work-item/edit.ts";
import type { Stroke } from "../domain/work-item/kept.ts";
import type { WorkItem, WorkItems } from "../engine/ports/work-items.ts";
import { outageFrom } from "./advice.ts";
import { boardsClient, type BoardsTools } from "./client.ts";
import { type Desk, makeOnce } from "./create.ts";
import { BoardsFault } from "./fault.ts";
import { atRevision, changes, creation, type Patch, taskCreation } from "./patch.ts";
import { processOf } from "./process.ts";
import { readItem, revisionsOf, unlessGone } from "./read.ts";
import { withoutRefused } from "./refused.ts";
import { editFrom } from "./revisions.ts";
import { strandedTrouble } from "./stranded.ts";

const updatesMax = 200;
const pagesMax = 20;

/**
 * `warm` asks for what is needed before the first incident (the API's addresses, the type's fields and states), so
 * that no incident waits for it, and says in the log what is wrong with them; it never throws.
 */
export function boardsWorkItems(tools: BoardsTools): WorkItems & { warm(): Promise<void> } {
  const boards = boardsClient(tools);
  const desk: Desk = { ...tools, boards, process: processOf(boards, tools.config) };
  const told = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof BoardsFault && error.status >= 400 && error.status < 500) desk.process.forget();
      throw outageFrom(error, what, tools.config);
    }
  };
  return {
    open: (item) => told("create a work item", () => open(desk, item)),
    write: (id, stroke) => told(`change work item ${id}`, () => write(desk, id, stroke)),
    since: (id, rev, attempts) => told(`read work item ${id}`, () => since(desk, { id, rev, attempts })),
    revisions: (ids) => told("read the work items", () => revisionsOf(boards, tools.config, ids)),
    file: (task) => told("create a work item", () => file(desk, task)),
    async warm() {
      if (tools.config.AZURE_DEVOPS_URL === undefined) return;
      await told("read the work item types", async () => {
        const { type, troubles } = await desk.process.mapping();
        const stranded = await strandedTrouble(boards, tools.config, type);
        for (const trouble of [...troubles, ...stranded]) tools.log.warn(`Azure Boards: ${trouble}`);
      }).catch((error: unknown) => tools.log.warn(error instanceof Error ? error.message : String(error)));
    },
  };
}

async function open(desk: Desk, item: Parameters<WorkItems["open"]>[0]): ReturnType<WorkItems["open"]> {
  const { id, url, rev, state } = await makeOnce(desk, item, async () => {
    const mapping = await desk.process.mapping();
    const { type } = mapping;
    return { type: type.name, patch: creation(item.mark, item.picture, mapping), fields: type.fields };
  });
  if (rev !== undefined) {
    const { states } = await desk.process.mapping();
    return { id, url, rev, made: true, moved: state === states[item.picture.state] };
  }
  const now = (await revisionsOf(desk.boards, desk.config, [id])).get(id);
  return { id, url, rev: now ?? 1, made: false, moved: false };
}

/** Written on condition that nobody has written since: so doing it twice changes nothing. */
async function write(desk: Desk, id: number, stroke: Stroke): ReturnType<WorkItems["write"]> {
  const current = await readItem(desk.boards, desk.config, id);
  if (current === undefined) return "gone";
  if (current.rev !== stroke.rev) return "changed";
  const mapping = await desk.process.mapping(current.type);
  for (let patch = changes(current, stroke, mapping); ; ) {
    if (patch.length === 0) return { rev: current.rev };
    try {
      const { rev } = await patchItem(desk, id, [atRevision(current.rev), ...patch]);
      return { rev: rev ?? current.rev + 1 };
    } catch (error) {
      if (error instanceof BoardsFault && [409, 412].includes(error.status)) return "changed";
      const less = withoutRefused(patch, error, mapping.type.fields);
      if (less === undefined) throw error;
      desk.log.warn({ id }, `Azure Boards: ${(error as Error).message} The rest of the work item is kept.`);
      patch = less;
    }
  }
}

const patchItem = ({ boards, config }: Desk, id: number, patch: Patch): Promise<ApiWorkItem> =>
  boards("safe", (api) => api.updateWorkItem({}, patch, id, config.AZURE_DEVOPS_PROJECT));

async function since(
  desk: Desk,
  { id, rev, attempts }: { id: number; rev: number; attempts: readonly Stroke[] },
): Promise<Edit[] | "gone"> {
  const updates = await unlessGone(desk.boards, desk.config, () => updatesAfter(desk, id, rev));
  if (updates === undefined) return "gone";
  const later = updates.filter((each) => (each.rev ?? 0) > rev);
  if (later.length === 0) return [];
  const current = await readItem(desk.boards, desk.config, id);
  if (current === undefined) return "gone";
  const mapping = await desk.process.mapping(current.type);
  return later.map((each) => editFrom(each, mapping, attempts));
}

/** An update may have no revision of its own, so its place in the list is at least that of its revision. */
async function updatesAfter({ boards, config }: Desk, id: number, rev: number): Promise<WorkItemUpdate[]> {
  const all: WorkItemUpdate[] = [];
  for (let page = 0; page < pagesMax; page += 1) {
    const skip = rev + page * updatesMax;
    const some = await boards("safe", (api) => api.getUpdates(id, updatesMax, skip, config.AZURE_DEVOPS_PROJECT));
    all.push(...some);
    if (some.length < updatesMax) break;
  }
  return all;
}

async function file(desk: Desk, task: Parameters<WorkItems["file"]>[0]): Promise<WorkItem> {
  const related =
    task.relatedTo === undefined ? undefined : `${desk.config.AZURE_DEVOPS_URL}/_apis/wit/workItems/${task.relatedTo}`;
  const { id, url } = await makeOnce(desk, task, async () => ({
    type: await desk.process.task(),
    patch: taskCreation(task, related),
    fields: [],
  }));
  return { id, url };
}
