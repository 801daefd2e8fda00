/** Work items, their comments and their history as Azure DevOps shows them. */
import type { Comment, Relation, WorkItem } from "../world.ts";
import { isIdentity } from "./fields.ts";
import type { FieldChange, Update } from "./history.ts";
import { identity, projectId, projectName } from "./identity.ts";

/** Azure DevOps gives the newest revision this date, which says that it has not been revised. */
const notRevised = "9999-01-01T00:00:00Z";

export const apiUrl = (id: number, url: string): string => `${url}/${projectId}/_apis/wit/workItems/${id}`;
export const webUrl = (id: number, url: string): string => `${url}/${projectName}/_workitems/edit/${id}`;

const shown = (name: string, value: unknown, url: string): unknown =>
  isIdentity(name) && typeof value === "string" ? identity(value, url) : value;

/** A value in which a person is their name. */
export const nameOf = (name: string, value: unknown): unknown =>
  isIdentity(name) && typeof value === "string" ? identity(value, "").displayName : value;

/** `only` names the fields that are wanted, with commas between them. */
export function workItem(item: WorkItem, url: string, only: string | null = null) {
  const wanted = only?.split(",").map((name) => name.trim().toLowerCase());
  const all = { "System.CreatedBy": "", "System.ChangedBy": "", ...item.fields };
  const fields = Object.entries(all)
    .filter(([name]) => wanted?.includes(name.toLowerCase()) ?? true)
    .map(([name, value]) => [name, shown(name, value, url)] as const);
  const self = apiUrl(item.id, url);
  return {
    id: item.id,
    rev: item.rev,
    fields: Object.fromEntries(fields),
    ...(item.relations.length === 0 ? {} : { relations: item.relations }),
    _links: { self: { href: self }, html: { href: webUrl(item.id, url) } },
    url: self,
  };
}

/** The item as the sandbox's own interface shows it. */
export const shownItem = (item: WorkItem, url: string) => ({
  ...workItem(item, url),
  comments: item.comments.map((each) => ({ ...each, createdBy: identity(each.createdBy, url).displayName })),
  ...(item.deleted === undefined
    ? {}
    : { deleted: { by: identity(item.deleted.by, url).displayName, at: item.deleted.at } }),
});

export function comment({ id, text, createdDate, createdBy }: Comment, item: WorkItem, url: string) {
  const by = identity(createdBy, url);
  return {
    workItemId: item.id,
    id,
    version: 1,
    text,
    createdBy: by,
    createdDate,
    modifiedBy: by,
    modifiedDate: createdDate,
    url: `${url}/_apis/wit/workItems/${item.id}/comments/${id}`,
  };
}

export function workItemUpdate(update: Update, item: WorkItem, url: string) {
  const next = item.updates?.find(({ rev }) => rev === update.rev + 1);
  const by = identity(update.by, url);
  const self = `${apiUrl(item.id, url)}/updates/${update.rev}`;
  return {
    id: update.rev,
    workItemId: item.id,
    rev: update.rev,
    revisedBy: { ...by, name: named(by) },
    revisedDate: next?.at ?? notRevised,
    fields: changesIn(update, (name, value) => shown(name, value, url)),
    ...relationsIn(update),
    url: self,
  };
}

/** "Name <address>", the way in which events and revisions name somebody. */
export const named = ({ displayName, uniqueName }: { displayName: string; uniqueName: string }): string =>
  `${displayName} <${uniqueName}>`;

/** What a revision changed, with the revision itself. */
export function changesIn(
  { fields, rev }: Update,
  show: (name: string, value: unknown) => unknown,
): Record<string, FieldChange> {
  const changed = Object.entries(fields).map(([name, { oldValue, newValue }]): [string, FieldChange] => [
    name,
    {
      ...(oldValue === undefined ? {} : { oldValue: show(name, oldValue) }),
      ...(newValue === undefined ? {} : { newValue: show(name, newValue) }),
    },
  ]);
  return Object.fromEntries([
    ["System.Rev", { ...(rev === 1 ? {} : { oldValue: rev - 1 }), newValue: rev }],
    ...changed,
  ]);
}

export function relationsIn({ added, removed }: Update): {
  relations?: { added?: Relation[]; removed?: Relation[] };
} {
  if (added === undefined && removed === undefined) return {};
  return { relations: { ...(added === undefined ? {} : { added }), ...(removed === undefined ? {} : { removed }) } };
}
