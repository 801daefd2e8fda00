/** What each revision of a work item changed, and who made it. */
import type { Relation, WorkItem } from "../world.ts";

export type FieldChange = { oldValue?: unknown; newValue?: unknown };
/** One revision. `by` is an object id, or "" for Muster. */
export type Update = {
  rev: number;
  by: string;
  at: string;
  fields: Record<string, FieldChange>;
  added?: Relation[];
  removed?: Relation[];
};

const updatesMax = 200;

/** Whether anything in it is other than it was. */
export const differs = (before: WorkItem, next: WorkItem): boolean =>
  Object.keys(changesBetween(before, next)).length > 0 ||
  without(next.relations, before.relations).length > 0 ||
  without(before.relations, next.relations).length > 0;

/** The item with what has just been changed in it written down. */
export function remembered(before: WorkItem, next: WorkItem): WorkItem {
  const added = without(next.relations, before.relations);
  const removed = without(before.relations, next.relations);
  const update: Update = {
    rev: next.rev,
    by: String(next.fields["System.ChangedBy"] ?? ""),
    at: String(next.fields["System.ChangedDate"] ?? ""),
    fields: changesBetween(before, next),
    ...(added.length === 0 ? {} : { added }),
    ...(removed.length === 0 ? {} : { removed }),
  };
  return { ...next, updates: [...(before.updates ?? []), update].slice(-updatesMax) };
}

function changesBetween(before: WorkItem, next: WorkItem): Record<string, FieldChange> {
  const names = [...new Set([...Object.keys(before.fields), ...Object.keys(next.fields)])];
  const changed = names.flatMap((name): [string, FieldChange][] => {
    const [oldValue, newValue] = [before.fields[name], next.fields[name]];
    if (oldValue === newValue) return [];
    return [
      [name, { ...(oldValue === undefined ? {} : { oldValue }), ...(newValue === undefined ? {} : { newValue }) }],
    ];
  });
  const said = next.comments.slice(before.comments.length).map(({ text }) => text);
  if (said.length > 0) changed.push(["System.History", { newValue: said.join("\n") }]);
  return Object.fromEntries(changed);
}

const keyOf = ({ rel, url }: Relation): string => `${rel} ${url}`;

function without(some: readonly Relation[], others: readonly Relation[]): Relation[] {
  const known = new Set(others.map(keyOf));
  return some.filter((each) => !known.has(keyOf(each)));
}
