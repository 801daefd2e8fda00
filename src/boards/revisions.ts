/** What was done to a work item, read from its updates: our own strokes, and what somebody else did. Pure. */
import type { WorkItemUpdate } from "azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js";
import type { Edit, Editor, FieldChange, Standing } from "../domain/work-item/edit.ts";
import type { Stroke } from "../domain/work-item/kept.ts";
import { type Part, parts } from "../domain/work-item/picture.ts";
import { plain } from "./html.ts";
import type { Mapping } from "./mapping.ts";
import { commentHtml, sameAddress } from "./patch.ts";
import type { Field } from "./process.ts";
import { severitiesOf } from "./severity.ts";
import { readsSame, textOf, valuesOf } from "./values.ts";

type Change = { oldValue?: unknown; newValue?: unknown };
type Changes = Readonly<Record<string, Change>>;

const wordsMax = 300;

export function editFrom(update: WorkItemUpdate, mapping: Mapping, attempts: readonly Stroke[]): Edit {
  const fields: Changes = (update.fields ?? {}) as Changes;
  const stroke = attempts.find((each) => isMade(update, each, mapping));
  return {
    rev: update.rev ?? 0,
    at: changedAt(update, fields),
    by: editorFrom(update.revisedBy) ?? { name: "Somebody" },
    ...(stroke === undefined ? {} : { stroke }),
    changes: changesIn(fields, mapping),
    ...meaningOf(fields, mapping),
  };
}

/** `revisedDate` is when it was revised in its turn (Microsoft Learn, "Updates - List"); the change itself says when it was. */
function changedAt({ revisedDate }: WorkItemUpdate, fields: Changes): string {
  const at = new Date(textOf(fields["System.ChangedDate"]?.newValue) || textOf(revisedDate));
  return Number.isNaN(at.getTime()) ? new Date(0).toISOString() : at.toISOString();
}

/**
 * Whether this is the stroke: what both name is the same, and there is something that both name. A process's own rules may
 * have changed other fields in the same revision.
 */
function isMade(update: WorkItemUpdate, stroke: Stroke, mapping: Mapping): boolean {
  if (update.rev !== stroke.rev + 1) return false;
  const fields: Changes = (update.fields ?? {}) as Changes;
  const meant = [...valuesOf(stroke.parts, mapping)].filter(([name]) => !stroke.leave.includes(name));
  const seen = meant.filter(([name]) => fields[name] !== undefined);
  if (!seen.every(([name, value]) => readsSame(fields[name]!.newValue, value))) return false;
  const said = fields["System.History"]?.newValue;
  if (said !== undefined)
    return stroke.comment.length > 0 && plain(textOf(said)) === plain(commentHtml(stroke.comment));
  const links = stroke.parts.description?.links ?? [];
  const added = (update.relations?.added ?? []).map(({ url = "" }) => url);
  return seen.length > 0 || links.some(({ url }) => added.some((each) => sameAddress(each, url)));
}

function changesIn(fields: Changes, { places }: Mapping): FieldChange[] {
  return parts.flatMap((part) =>
    places[part].flatMap((field): FieldChange[] => {
      const change = fields[field.reference];
      if (change === undefined) return [];
      const [from, to] = [inWords(change.oldValue, part), inWords(change.newValue, part)];
      return from === to && part === "description"
        ? []
        : [{ field: field.reference, name: field.name, part, from, to }];
    }),
  );
}

function inWords(value: unknown, part: Part): string {
  const text = part === "assignedTo" ? (editorFrom(value)?.name ?? "nobody") : textOf(value);
  return (part === "description" ? plain(text) : text).slice(0, wordsMax);
}

function meaningOf(fields: Changes, mapping: Mapping): Pick<Edit, "title" | "severities" | "assignedTo" | "moved"> {
  const { places, type } = mapping;
  const of = (place: readonly Field[]): Change | undefined => fields[place[0]?.reference ?? ""];
  const [title, state, assigned, severity] = [
    of(places.title),
    of(places.state),
    of(places.assignedTo),
    of(places.severity),
  ];
  const moved =
    state === undefined
      ? undefined
      : { from: standing(state.oldValue, mapping), to: standing(state.newValue, mapping) };
  return {
    ...(title === undefined || textOf(title.newValue) === "" ? {} : { title: textOf(title.newValue) }),
    ...(severity === undefined ? {} : { severities: severitiesOf(textOf(severity.newValue), places.severity[0]!) }),
    ...(assigned === undefined ? {} : { assignedTo: editorFrom(assigned.newValue) ?? null }),
    ...(moved?.from === undefined || moved.to === undefined || type.states.length === 0
      ? {}
      : { moved: { from: moved.from, to: moved.to } }),
  };
}

/** By what the state is for; a process without Resolved is over when its work is completed. What is removed says nothing. */
function standing(state: unknown, { type, states }: Mapping): Standing | undefined {
  const name = textOf(state);
  if (name === states.resolved) return "resolved";
  if (name === states.closed) return "closed";
  switch (type.states.find((each) => each.name === name)?.category) {
    case "Proposed":
    case "InProgress":
      return "open";
    case "Resolved":
      return "resolved";
    case "Completed":
      return type.states.some(({ category }) => category === "Resolved") ? "closed" : "resolved";
    default:
      return undefined;
  }
}

/** An object since Azure DevOps Services, "Name <name@example.org>" before. */
export function editorFrom(value: unknown): Editor | undefined {
  if (typeof value === "string") {
    const [, name, email] = /^(.*?)\s*<([^<>]+)>\s*$/.exec(value) ?? [];
    return value.trim() === "" ? undefined : editor(name ?? value, email);
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { displayName, uniqueName } = value as { displayName?: unknown; uniqueName?: unknown };
  return editor(
    String(displayName ?? uniqueName ?? "Somebody"),
    typeof uniqueName === "string" ? uniqueName : undefined,
  );
}

const editor = (name: string, email: string | undefined): Editor => ({
  name: name.slice(0, 200),
  ...(email?.includes("@") ? { email } : {}),
});
