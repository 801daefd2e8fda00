/** What Muster needs of whatever keeps work items; test/boards/work-items-contract.ts checks what is promised here. */
import type { Link } from "../../domain/incident/facts.ts";
import type { Person } from "../../domain/people.ts";
import type { Edit } from "../../domain/work-item/edit.ts";
import type { Stroke } from "../../domain/work-item/kept.ts";
import type { WorkItemPicture } from "../../domain/work-item/picture.ts";

export type WorkItem = { id: number; url: string };

/** Something put off until the incident is over, as a work item of its own. */
export type Task = {
  mark: string;
  title: string;
  text: string;
  links: readonly Link[];
  assignTo: Person | null;
  /** The work item it belongs to. */
  relatedTo?: number;
  tried?: "never";
};

/** Each throws Outage, with `again` where it may work later. */
export interface WorkItems {
  /**
   * Creates it, or returns the one that carries this mark already; `made` says which, and `rev` is its revision then. A new
   * one begins in the first state of its process: `moved` says that it is in the picture's. `tried: "never"` is the caller's
   * word that nobody has asked for this mark before; it saves the question whether it is there.
   */
  open(item: {
    mark: string;
    picture: WorkItemPicture;
    tried?: "never";
  }): Promise<WorkItem & { rev: number; made: boolean; moved: boolean }>;
  /**
   * Makes a stroke and returns the revision there is then, the same where nothing was different. "changed": the item is at
   * another revision than the stroke's, and was left alone. "gone": it is not there any more. Whom the service does not know
   * is not assigned, and a state that its rules refuse is not taken; the rest is.
   */
  write(id: number, stroke: Stroke): Promise<{ rev: number } | "changed" | "gone">;
  /**
   * What was done to it after a revision, the oldest first; those of `attempts` that were made are named as such. "gone":
   * it is not there any more.
   */
  since(id: number, rev: number, attempts: readonly Stroke[]): Promise<Edit[] | "gone">;
  /** The revisions of many, in few requests. Those that are gone are missing. */
  revisions(ids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** Makes a work item of the type for single tasks, or returns the one that carries this mark already. */
  file(task: Task): Promise<WorkItem>;
}
