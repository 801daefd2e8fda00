/** The JSON Patch documents that create and change a work item. Pure. */
import type { JsonPatchOperation } from "azure-devops-node-api/interfaces/common/VSSInterfaces.js";
import type { Link, Severity } from "../domain/incident/facts.ts";
import type { Stroke } from "../domain/work-item/kept.ts";
import type { WorkItemPicture } from "../domain/work-item/picture.ts";
import type { Task } from "../engine/ports/work-items.ts";
import { descriptionHtml, descriptionMax, htmlFrom } from "./html.ts";
import type { Mapping } from "./mapping.ts";
import { isSame, valuesOf } from "./values.ts";

export type Patch = JsonPatchOperation[];
/** A work item as it was read. */
export type Current = {
  rev: number;
  type: string;
  state: string;
  tags: string[];
  fields: Readonly<Record<string, unknown>>;
  links: readonly string[];
};

const commentMax = 255;
/** Fields that only a change may set: every item begins in the first state of its process. */
const notAtFirst: ReadonlySet<string> = new Set(["System.State"]);

/** The SDK's Operation enum, as it goes over the wire; its numbers would not be understood. */
const operation = (op: "add" | "test", path: string, value: unknown): JsonPatchOperation =>
  ({ op, path, value }) as unknown as JsonPatchOperation;
const field = (name: string, value: unknown): JsonPatchOperation => operation("add", `/fields/${name}`, value);
const relation = (rel: string, url: string, comment: string): JsonPatchOperation =>
  operation("add", "/relations/-", { rel, url, attributes: { comment: comment.slice(0, commentMax) } });
export const atRevision = (rev: number): JsonPatchOperation => operation("test", "/rev", rev);

export const incidentTag = "muster";
/** Those that were put off; no query for incidents finds them. */
export const taskTag = "follow-up";

export function creation(mark: string, picture: WorkItemPicture, mapping: Mapping): Patch {
  const values = [...valuesOf(picture, mapping)].filter(([name, value]) => value !== "" && !notAtFirst.has(name));
  return [
    ...values.map(([name, value]) => field(name, value)),
    ...(values.some(([name]) => name === "System.Title") ? [] : [field("System.Title", mark)]),
    field("System.Tags", [incidentTag, mark, severityTag(picture.severity)].join("; ")),
    ...picture.description.links.map(({ url, title }) => relation("Hyperlink", url, title)),
  ];
}

/** Only what is not so yet; empty when there is nothing to do. */
export function changes(current: Current, stroke: Stroke, mapping: Mapping): Patch {
  const { parts, leave, comment } = stroke;
  const changed = [...valuesOf(parts, mapping)].filter(
    ([name, value]) => !leave.includes(name) && !isSame(current.fields[name], value),
  );
  const lost = changed.some(([name]) => name === "System.State") ? [] : rescue(current, stroke, mapping);
  return [
    ...changed.map(([name, value]) => field(name, value)),
    ...lost,
    ...(parts.severity === undefined ? [] : severityTags(current, parts.severity)),
    ...missing(current, parts.description?.links ?? []).map(({ url, title }) => relation("Hyperlink", url, title)),
    ...(comment.length === 0 ? [] : [field("System.History", commentHtml(comment))]),
  ];
}

/** The process may have lost the state that an item is in: then nothing can be saved of it but with another. */
function rescue({ state }: Current, { now }: Stroke, { type, states }: Mapping): Patch {
  const name = states[now];
  return name === undefined || state === "" || type.states.some((each) => each.name === state)
    ? []
    : [field("System.State", name)];
}

export const commentHtml = (lines: readonly string[]): string => htmlFrom(lines.join("\n").slice(0, descriptionMax));

function severityTags({ tags }: Current, severity: Severity): Patch {
  const tag = severityTag(severity);
  if (tags.includes(tag)) return [];
  return [field("System.Tags", [...tags.filter((each) => !/^sev[1-5]$/.test(each)), tag].join("; "))];
}

const missing = ({ links }: Current, wanted: readonly Link[]): Link[] =>
  wanted.filter(({ url }) => !links.some((each) => sameAddress(each, url)));

/** The work item for what was put off; `related` is the address of the one it belongs to. */
export const taskCreation = (task: Task, related: string | undefined): Patch => [
  field("System.Title", task.title.replace(/\s+/g, " ").trim().slice(0, 255).toWellFormed() || task.mark),
  field("System.Description", descriptionHtml({ text: task.text, lines: [], links: task.links })),
  field("System.Tags", [taskTag, task.mark].join("; ")),
  ...(task.assignTo?.email === undefined ? [] : [field("System.AssignedTo", task.assignTo.email)]),
  ...(related === undefined ? [] : [relation("System.LinkTypes.Related", related, "Put off during the incident")]),
];

export const isAssignment = ({ path }: JsonPatchOperation): boolean => path === "/fields/System.AssignedTo";
export const isState = ({ path }: JsonPatchOperation): boolean => path === "/fields/System.State";
export const isRelated = (each: JsonPatchOperation): boolean =>
  (each.value as { rel?: unknown } | undefined)?.rel === "System.LinkTypes.Related";

const severityTag = (severity: Severity): string => `sev${severity}`;
export const tagsOf = (text: string): string[] =>
  text
    .split(";")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");

/** Boards may write an address in another way than it was given. */
export const sameAddress = (one: string, other: string): boolean => readable(one) === readable(other);

function readable(url: string): string {
  if (!URL.canParse(url)) return url;
  const { href } = new URL(url);
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
