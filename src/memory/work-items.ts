/** Work items without Azure Boards, in a process with the states New, Active, Resolved, Closed. A part of a picture is a field. */
import type { Person } from "../domain/people.ts";
import type { Edit, Editor, Standing } from "../domain/work-item/edit.ts";
import type { Stroke } from "../domain/work-item/kept.ts";
import { differs, type Moment, type Part, parts, type WorkItemPicture } from "../domain/work-item/picture.ts";
import type { WorkItems } from "../engine/ports/work-items.ts";

export type MemoryState = "New" | "Active" | "Resolved" | "Closed";
type Fields = Omit<WorkItemPicture, "state"> & { state: MemoryState };
type Update = {
  rev: number;
  at: string;
  by: Editor;
  before: Partial<Fields>;
  after: Partial<Fields>;
  comment?: string;
};

export type MemoryWorkItem = {
  id: number;
  mark: string;
  fields: Fields;
  links: string[];
  comments: string[];
  relatedTo?: number;
  /** Grows with every change, as the revision in Boards does. */
  rev: number;
  updates: Update[];
  deleted?: true;
};

const states: Record<Moment, MemoryState> = {
  declared: "New",
  escalated: "New",
  acknowledged: "Active",
  resolved: "Resolved",
  reopened: "Active",
  closed: "Closed",
};
const standings: Record<MemoryState, Standing> = {
  New: "open",
  Active: "open",
  Resolved: "resolved",
  Closed: "closed",
};
const muster: Editor = { name: "Muster" };

export type MemoryWorkItems = WorkItems & {
  all: MemoryWorkItem[];
  /** What a person does in Boards; `at` is ISO 8601. */
  edit(id: number, by: Editor, at: string, change: Partial<Fields>): void;
  remove(id: number): void;
  restore(id: number): void;
};

export function memoryWorkItems(now: () => Date = () => new Date(0)): MemoryWorkItems {
  const all: MemoryWorkItem[] = [];
  const live = (id: number) => all.find((each) => each.id === id && each.deleted === undefined);
  const addressOf = (id: number) => `https://dev.azure.com/memory/_workitems/edit/${id}`;
  function make(mark: string, fields: Fields, more: Partial<MemoryWorkItem> = {}): MemoryWorkItem {
    const there = all.find((each) => each.mark === mark && each.deleted === undefined);
    if (there !== undefined) return there;
    const links = fields.description.links.map(({ url }) => url);
    const item = { id: all.length + 1, mark, fields, links, comments: [], rev: 1, updates: [], ...more };
    all.push(item);
    return item;
  }
  return {
    all,
    async open({ mark, picture }) {
      const before = all.length;
      const { id, rev, fields } = make(mark, { ...picture, title: picture.title.slice(0, 255), state: "New" });
      const moved = fields.state === states[picture.state];
      return { id, url: addressOf(id), rev, made: all.length > before, moved };
    },
    async write(id, stroke) {
      const item = live(id);
      if (item === undefined) return "gone";
      if (item.rev !== stroke.rev) return "changed";
      const added = (stroke.parts.description?.links ?? []).filter(({ url }) => !item.links.includes(url));
      const comment = stroke.comment.length === 0 ? undefined : stroke.comment.join("\n");
      revise(item, fieldsOf(stroke), { by: muster, at: now().toISOString(), comment, always: added.length > 0 });
      item.links.push(...added.map(({ url }) => url));
      return { rev: item.rev };
    },
    async since(id, rev, attempts) {
      const item = live(id);
      if (item === undefined) return "gone";
      return item.updates.filter((each) => each.rev > rev).map((each) => editFrom(each, attempts));
    },
    revisions: async (ids) => new Map(ids.flatMap((id) => (live(id) === undefined ? [] : [[id, live(id)!.rev]]))),
    async file({ mark, title, text, links, assignTo, relatedTo }) {
      const description = { text, lines: [], links };
      const empty = { detected: null, source: null, conversation: null };
      const fields: Fields = { title, severity: 3, state: "New", assignedTo: assignTo, description, ...empty };
      const { id } = make(mark, fields, relatedTo === undefined ? {} : { relatedTo });
      return { id, url: addressOf(id) };
    },
    edit(id, by, at, change) {
      const item = live(id);
      if (item !== undefined) revise(item, change, { by, at });
    },
    remove(id) {
      const item = live(id);
      if (item === undefined) return;
      item.deleted = true;
      noteBare(item, now());
    },
    restore(id) {
      const item = all.find((each) => each.id === id);
      if (item === undefined) return;
      delete item.deleted;
      noteBare(item, now());
    },
  };
}

type Revising = { by: Editor; at: string; comment?: string | undefined; always?: boolean };

/** A change that changes nothing makes no revision. */
function revise(item: MemoryWorkItem, change: Partial<Fields>, { by, at, comment, always = false }: Revising): void {
  const changed = parts.filter((part) => part in change && differs(part, item.fields as never, change as never));
  if (changed.length === 0 && comment === undefined && !always) return;
  const pick = (from: Partial<Fields>) => Object.fromEntries(changed.map((part) => [part, from[part]]));
  const before: Partial<Fields> = pick(item.fields);
  const after: Partial<Fields> = pick(change);
  item.rev += 1;
  item.updates.push({ rev: item.rev, at, by, before, after, ...(comment === undefined ? {} : { comment }) });
  item.fields = { ...item.fields, ...structuredClone(after) };
  if (comment !== undefined) item.comments.push(comment);
}

/** A revision in which none of our fields changed. */
function noteBare(item: MemoryWorkItem, at: Date): void {
  item.rev += 1;
  item.updates.push({ rev: item.rev, at: at.toISOString(), by: muster, before: {}, after: {} });
}

function fieldsOf({ parts: wanted, leave }: Pick<Stroke, "parts" | "leave">): Partial<Fields> {
  const { state, title, ...rest } = wanted;
  const fields: Partial<Fields> = {
    ...rest,
    ...(title === undefined ? {} : { title: title.slice(0, 255) }),
    ...(state === undefined ? {} : { state: states[state] }),
  };
  return Object.fromEntries(Object.entries(fields).filter(([part]) => !leave.includes(part)));
}

function editFrom({ rev, at, by, before, after, comment }: Update, attempts: readonly Stroke[]): Edit {
  const stroke = attempts.find((each) => each.rev + 1 === rev && isMade(each, after, comment));
  const changed = parts.filter((part) => part in after);
  const { title, severity, assignedTo, state } = after;
  return {
    rev,
    at,
    by,
    ...(stroke === undefined ? {} : { stroke }),
    changes: changed.map((part) => ({
      field: part,
      name: part,
      part,
      from: inWords(part, before),
      to: inWords(part, after),
    })),
    ...(title === undefined ? {} : { title }),
    ...(severity === undefined ? {} : { severities: [severity] }),
    ...(assignedTo === undefined ? {} : { assignedTo: editorOf(assignedTo) }),
    ...(state === undefined ? {} : { moved: { from: standings[before.state ?? "New"], to: standings[state] } }),
  };
}

function isMade(stroke: Stroke, after: Partial<Fields>, comment: string | undefined): boolean {
  const meant = fieldsOf(stroke);
  const seen = parts.filter((part) => part in after);
  if (!seen.every((part) => part in meant && !differs(part, after as never, meant as never))) return false;
  return comment === (stroke.comment.length === 0 ? undefined : stroke.comment.join("\n"));
}

const editorOf = (person: Person | null): Editor | null =>
  person === null ? null : { name: person.name, ...(person.email === undefined ? {} : { email: person.email }) };

const inWords = (part: Part, fields: Partial<Fields>): string =>
  part === "assignedTo" ? (fields.assignedTo?.name ?? "nobody") : String(fields[part] ?? "");
