/** Work items in Azure Boards for incidents. When all is well, opening one is two requests: create it, set it going. */
import type { WorkItem as ApiWorkItem } from "azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js";
import { Outage, type WorkItem, type WorkItems } from "../engine/ports.ts";
import { outageFrom } from "./advice.ts";
import { type Boards, boardsClient, type BoardsTools } from "./client.ts";
import { BoardsFault } from "./fault.ts";
import {
  atRevision,
  type Change,
  changes,
  creation,
  isAssignment,
  type Opening,
  type Patch,
  toState,
} from "./patch.ts";
import { categoryOf, type Process, processOf, stateIn } from "./process.ts";
import { findByTag, hasComment, readItem } from "./read.ts";

type Desk = BoardsTools & { boards: Boards; process: Process };

const triesMax = 3;
const lookAgainMs = 3_000;

/**
 * `warm` asks for what is needed before the first incident (the API's addresses, the type's fields and states), so
 * that no incident waits for it; it never throws.
 *
 * A mark is a tag, and a tag is not unique in Boards: whether an item exists has to be asked with a query. `open`
 * asks first, unless the caller vouches that nobody has tried, and after every creation that went without an answer.
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
    update: (id, change) => told(`change work item ${id}`, () => update(desk, id, change)),
    async warm() {
      if (tools.config.AZURE_DEVOPS_URL === undefined) return;
      await desk.process.type().catch((error: unknown) => {
        const outage = outageFrom(error, "read the work item type", tools.config);
        tools.log.warn(outage instanceof Error ? outage.message : String(outage));
      });
    },
  };
}

async function open(desk: Desk, item: Opening): Promise<WorkItem> {
  const there = item.tried === "never" ? undefined : await findByTag(desk.boards, desk.config, item.mark);
  const made: Made = there === undefined ? await create(desk, item) : { id: there };
  await setGoing(desk, made, item);
  return { id: made.id, url: made.page ?? pageOf(desk, made.id) };
}

/** `new`: just created by us, so nobody has touched it since this revision. */
type Made = { id: number; page?: string; new?: { rev: number; state: string } };

async function create(desk: Desk, item: Opening): Promise<Made> {
  let patch = creation(item, await desk.process.type());
  for (;;) {
    try {
      return madeFrom(await post(desk, patch));
    } catch (error) {
      if (isUnknownIdentity(error) && patch.some(isAssignment)) {
        desk.log.warn(
          { incident: item.mark },
          `Azure Boards does not know ${item.assignTo?.email}: the work item is not assigned.`,
        );
        patch = patch.filter((each) => !isAssignment(each));
        continue;
      }
      if (!(error instanceof BoardsFault) || error.happened === "no") throw error;
      await desk.pause(lookAgainMs / 3);
      const made = await findByTag(desk.boards, desk.config, item.mark).catch(() => undefined);
      if (made !== undefined) return { id: made };
      // Not posted again here: the query may lag behind a creation that did happen. The next `open` asks again.
      throw new Outage(
        `Azure Boards did not say whether it made the work item (${error.message}); Muster will look again.`,
        { again: true, afterMs: lookAgainMs, cause: error },
      );
    }
  }
}

const post = ({ boards, config }: Desk, patch: Patch): Promise<ApiWorkItem> =>
  boards("once", (api) => api.createWorkItem({}, patch, config.AZURE_DEVOPS_PROJECT ?? "", config.AZURE_DEVOPS_TYPE));

function madeFrom(item: ApiWorkItem): Made {
  if (item.id === undefined) throw new BoardsFault("an answer without a number", { status: 502, happened: "perhaps" });
  const links: { html?: { href?: unknown } } = item._links ?? {};
  const page = String(links.html?.href ?? "");
  return {
    id: item.id,
    ...(/^https?:\/\//.test(page) ? { page } : {}),
    ...(item.rev === undefined ? {} : { new: { rev: item.rev, state: String(item.fields?.["System.State"] ?? "") } }),
  };
}

const pageOf = ({ config }: Desk, id: number): string =>
  `${config.AZURE_DEVOPS_URL}/${encodeURIComponent(config.AZURE_DEVOPS_PROJECT ?? "")}/_workitems/edit/${id}`;

/**
 * From the first state into the first one in progress. The item is there now, whatever comes: a process that does not
 * allow the move keeps its item where it is.
 */
async function setGoing(desk: Desk, made: Made, item: Opening): Promise<void> {
  const type = await desk.process.type();
  const state = stateIn(type, "InProgress");
  if (state === undefined)
    desk.log.warn(
      `No state of ${desk.config.AZURE_DEVOPS_TYPE} is in progress: work item ${made.id} stays where it is.`,
    );
  try {
    if (made.new === undefined) await catchUp(desk, made.id, item);
    else if (state !== undefined && categoryOf(type, made.new.state) !== "InProgress")
      await patchItem(desk, made.id, [atRevision(made.new.rev), toState(state.name)]);
  } catch (error) {
    if (!(error instanceof BoardsFault)) throw error;
    if (made.new !== undefined && [409, 412].includes(error.status)) return setGoing(desk, { id: made.id }, item);
    if (error.status !== 400) throw error;
    desk.log.warn(`The rules of the project do not let work item ${made.id} begin as ${state?.name}: ${error.message}`);
  }
}

/** For an item that was there already: what an attempt before this one may have left undone. People's own moves stay. */
async function catchUp(desk: Desk, id: number, { link }: Opening): Promise<void> {
  const type = await desk.process.type();
  const { state } = await readItem(desk.boards, desk.config, id);
  const fresh = state === stateIn(type, "Proposed")?.name;
  const missing: Change = {
    ...(fresh ? { category: "InProgress" } : {}),
    ...(link === undefined ? {} : { link: { url: link, comment: "Where the incident is worked on" } }),
  };
  await update(desk, id, missing);
}

/** Reads, compares, and writes on condition that nobody has written since: so doing it twice changes nothing. */
async function update(desk: Desk, id: number, change: Change): Promise<void> {
  const type = await desk.process.type();
  const known = change.comment !== undefined && (await hasComment(desk.boards, desk.config, id, change.comment));
  const { comment, ...others } = change;
  let wanted: Change = comment === undefined || known ? others : change;
  for (let tries = 1; ; tries += 1) {
    const current = await readItem(desk.boards, desk.config, id);
    const patch = changes(current, wanted, type);
    if (patch.length === 0) return;
    try {
      await patchItem(desk, id, [atRevision(current.rev), ...patch]);
      return;
    } catch (error) {
      if (tries >= triesMax || !(error instanceof BoardsFault)) throw error;
      if (isUnknownIdentity(error) && wanted.assignTo !== undefined) {
        desk.log.warn(`Azure Boards does not know ${wanted.assignTo.email}: work item ${id} is not assigned to them.`);
        const { assignTo: _, ...rest } = wanted;
        wanted = rest;
      } else if (![409, 412].includes(error.status)) throw error;
    }
  }
}

const patchItem = ({ boards, config }: Desk, id: number, patch: Patch): Promise<ApiWorkItem> =>
  boards("safe", (api) => api.updateWorkItem({}, patch, id, config.AZURE_DEVOPS_PROJECT));

/** "The identity value 'x' for field 'Assigned To' is an unknown identity." */
const isUnknownIdentity = (error: unknown): boolean =>
  error instanceof BoardsFault && error.status === 400 && /identity|assigned ?to/i.test(error.message);
