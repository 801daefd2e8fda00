/** The JSON Patch documents that create and change a work item. Pure. */
import type { JsonPatchOperation } from "azure-devops-node-api/interfaces/common/VSSInterfaces.js";
import type { Severity } from "../domain/incident/facts.ts";
import type { Person } from "../domain/people.ts";
import type { WorkItems } from "../engine/ports.ts";
import { categoryOf, severityFields, stateIn, type WorkItemType } from "./process.ts";

export type Opening = Parameters<WorkItems["open"]>[0];
export type Change = Parameters<WorkItems["update"]>[1];
export type Patch = JsonPatchOperation[];
/** A work item as it was read. */
export type Current = {
  rev: number;
  state: string;
  tags: string[];
  assignedTo: string;
  fields: Readonly<Record<string, unknown>>;
  links: readonly string[];
};

const titleMax = 255;
const descriptionMax = 30_000;
const commentMax = 255;

/** The SDK's Operation enum, as it goes over the wire; its numbers would not be understood. */
const operation = (op: "add" | "test" | "replace", path: string, value: unknown): JsonPatchOperation =>
  ({ op, path, value }) as unknown as JsonPatchOperation;
const field = (name: string, value: unknown): JsonPatchOperation => operation("add", `/fields/${name}`, value);
const hyperlink = (url: string, comment: string): JsonPatchOperation =>
  operation("add", "/relations/-", { rel: "Hyperlink", url, attributes: { comment: comment.slice(0, commentMax) } });
export const atRevision = (rev: number): JsonPatchOperation => operation("test", "/rev", rev);
export const toState = (name: string): JsonPatchOperation => field("System.State", name);

/** Creates it, in the state that the process begins with: others are refused at creation. */
export function creation(item: Opening, type: WorkItemType): Patch {
  const description = htmlFrom(item.description.slice(0, descriptionMax));
  const places = ["System.Description", "Microsoft.VSTS.TCM.ReproSteps"].filter((name) => type.fields.has(name));
  return [
    field("System.Title", oneLine(item.title).slice(0, titleMax).toWellFormed() || item.mark),
    ...(description === "" ? [] : places.map((name) => field(name, description))),
    field("System.Tags", ["muster", item.mark, severityTag(item.severity)].join("; ")),
    ...severityFields(type, item.severity).map(([name, value]) => field(name, value)),
    ...assignment(item.assignTo),
    ...(item.link === undefined ? [] : [hyperlink(item.link, "Where the incident is worked on")]),
  ];
}

/** Only what is not so yet; empty when there is nothing to do. */
export function changes(current: Current, change: Change, type: WorkItemType): Patch {
  const patch: Patch = [];
  const { link, severity, category, assignTo, comment } = change;
  if (link !== undefined && !current.links.some((url) => sameAddress(url, link.url)))
    patch.push(hyperlink(link.url, link.comment));
  if (severity !== undefined) patch.push(...severityChanges(current, severity, type));
  if (category !== undefined) patch.push(...stateChange(current, category, type));
  if (assignTo !== undefined && current.assignedTo.toLowerCase() !== assignTo.email?.toLowerCase())
    patch.push(...assignment(assignTo));
  if (comment !== undefined) patch.push(field("System.History", htmlFrom(comment.slice(0, descriptionMax))));
  return patch;
}

function severityChanges(current: Current, severity: Severity, type: WorkItemType): Patch {
  const patch = severityFields(type, severity)
    .filter(([name, value]) => String(current.fields[name] ?? "") !== String(value))
    .map(([name, value]) => field(name, value));
  const tag = severityTag(severity);
  if (current.tags.includes(tag)) return patch;
  return [...patch, field("System.Tags", [...current.tags.filter((each) => !/^sev[1-5]$/.test(each)), tag].join("; "))];
}

/** A process without a Resolved state ends in Completed; an item that people have moved there already stays. */
function stateChange(current: Current, category: "InProgress" | "Resolved", type: WorkItemType): Patch {
  const now = categoryOf(type, current.state);
  if (now === category || (category === "Resolved" && now === "Completed")) return [];
  const state = category === "Resolved" ? stateIn(type, "Resolved", "Completed") : stateIn(type, "InProgress");
  return state === undefined ? [] : [toState(state.name)];
}

const assignment = (person: Person | undefined): Patch =>
  person?.email === undefined ? [] : [field("System.AssignedTo", person.email)];
export const isAssignment = ({ path }: JsonPatchOperation): boolean => path === "/fields/System.AssignedTo";

export const severityTag = (severity: Severity): string => `sev${severity}`;
export const tagsOf = (text: string): string[] =>
  text
    .split(";")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Boards shows these fields as HTML; what came from outside must stay text. */
export function htmlFrom(text: string): string {
  const escaped = text
    .trim()
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
  return escaped.replace(/\r\n|\r|\n/g, "<br>");
}

/** Boards may write an address in another way than it was given. */
const sameAddress = (one: string, other: string): boolean => readable(one) === readable(other);

function readable(url: string): string {
  if (!URL.canParse(url)) return url;
  const { href } = new URL(url);
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
