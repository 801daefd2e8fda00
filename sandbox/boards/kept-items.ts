/** The work items that are kept: finding one, and writing down what has become of it. */
import type { WorkItem } from "../world.ts";
import type { Boards } from "./boards.ts";
import { boardsError } from "./errors.ts";
import { remembered } from "./history.ts";

/** Those that are not in the recycle bin. */
export const liveItems = ({ store }: Boards): WorkItem[] =>
  store.world.workItems.filter((each) => each.deleted === undefined);

export function findItem({ store }: Boards, id: string): WorkItem {
  const item = store.world.workItems.find((each) => String(each.id) === id);
  if (item === undefined || item.deleted !== undefined)
    throw boardsError(
      404,
      "WorkItemUnauthorizedAccessException",
      `TF401232: Work item ${id} does not exist, or you do not have permissions to read it.`,
    );
  return item;
}

/** Keeps the next revision of an item and tells of it; `before` is the item that is kept, or one that never was. */
export function commit({ store, hooks }: Boards, before: WorkItem, next: WorkItem): WorkItem {
  if (next.rev === before.rev) return before;
  const { workItems } = store.world;
  const revised = remembered(before, next);
  const place = workItems.indexOf(before);
  if (place === -1) workItems.push(revised);
  else workItems[place] = revised;
  store.changed({ type: "workitem", id: revised.id });
  hooks.tell(before, revised);
  return revised;
}
