/**
 * The three-way rule: what we wished last, what we wish now, and what somebody changed meanwhile. Theirs stays until a
 * person changes the same thing in Teams later. Pure; see docs/adr/0016.
 */
import type { Edit } from "./edit.ts";
import { type Acts, differs, type Part, parts, type WorkItemPicture } from "./picture.ts";

/** One change of a work item, all of it or nothing, on condition that nobody has changed it since revision `rev`. */
export type Stroke = {
  rev: number;
  parts: Partial<WorkItemPicture>;
  /** Fields that are somebody else's and stay as they are. */
  leave: readonly string[];
  /** Lines of one entry in the discussion; none where it is empty. */
  comment: readonly string[];
  /** The number of the last fact that the discussion tells then. */
  said: number;
  /** For an item whose state is not one of the process any more: nothing can be saved in it but with another. */
  now: WorkItemPicture["state"];
};

/** What is known of the work item of an incident. */
export type KeptItem = {
  id: number;
  url: string;
  /** Up to this revision it is known who changed what. */
  rev: number;
  /** What we wished last, whether it was written or left to somebody. */
  wished: Partial<WorkItemPicture>;
  /** Fields, as the service calls them, that somebody changed after us, and when (ISO 8601). */
  theirs: Readonly<Record<string, { part: Part; at: string }>>;
  /** Strokes that were begun, and of which nobody knows yet whether they were made. */
  attempts: readonly Stroke[];
  said: number;
  /** It was not there any more. */
  lost?: true;
};

export const newItem = (
  item: { id: number; url: string; rev: number },
  wished: Partial<WorkItemPicture>,
  said: number,
): KeptItem => ({ ...item, wished, theirs: {}, attempts: [], said });

export type Wish = {
  picture: WorkItemPicture;
  acts: Acts;
  comment: readonly string[];
  /** The number of the last fact there is. */
  upTo: number;
};

/** What there is to write; undefined when there is nothing. */
export function strokeFor(kept: KeptItem, { picture, acts, comment, upTo }: Wish): Stroke | undefined {
  const changed = parts.filter((part) => differs(part, picture, kept.wished));
  if (changed.length === 0 && comment.length === 0) return undefined;
  const leave = Object.entries(kept.theirs).filter(([, { part, at }]) => !isLater(acts[part], at));
  return {
    rev: kept.rev,
    parts: Object.fromEntries(changed.map((part) => [part, picture[part]])),
    leave: leave.map(([field]) => field),
    comment,
    said: upTo,
    now: picture.state,
  };
}

const isLater = (act: string | undefined, edit: string): boolean =>
  act !== undefined && Date.parse(act) > Date.parse(edit);

/** It is about to be made: whoever finds a new revision can tell whether this was it. */
export const attempted = (kept: KeptItem, stroke: Stroke): KeptItem => ({
  ...kept,
  attempts: [...kept.attempts.filter(({ rev }) => rev >= kept.rev), stroke],
});

/** It was made, and the item has this revision since. */
export function afterStroke(kept: KeptItem, stroke: Stroke, rev: number): KeptItem {
  const left = Object.entries(kept.theirs).filter(
    ([field, { part }]) => stroke.leave.includes(field) || !(part in stroke.parts),
  );
  return {
    ...kept,
    rev,
    wished: { ...kept.wished, ...stroke.parts },
    theirs: Object.fromEntries(left),
    attempts: [],
    said: Math.max(kept.said, stroke.said),
  };
}

/** A revision was found: one of our own strokes, or what somebody did. */
export function afterEdit(kept: KeptItem, edit: Edit): KeptItem {
  if (edit.stroke !== undefined) return afterStroke(kept, edit.stroke, edit.rev);
  const theirs = edit.changes.map(({ field, part }) => [field, { part, at: edit.at }]);
  const attempts = kept.attempts.filter(({ rev }) => rev >= edit.rev);
  return { ...kept, rev: edit.rev, theirs: { ...kept.theirs, ...Object.fromEntries(theirs) }, attempts };
}
