/** A work item and the JSON Patch documents that change it: all of a document takes effect, or nothing. */
import { findPerson } from "../people.ts";
import type { Relation, WorkItem } from "../world.ts";
import { boardsError, brokenRule, invalidPatch } from "./errors.ts";
import { readOnly, severities, type WorkItemType } from "./process.ts";

export type Operation = { op: string; path: string; value?: unknown };

const titleLengthMax = 255;
const operationsMax = 200;
const relationsMax = 1000;
const textLengthMax = 1_000_000;

/** A new work item in its first state, before its patch. */
export const newItem = (id: number, type: WorkItemType, project: string): WorkItem => ({
  id,
  rev: 0,
  type: type.name,
  comments: [],
  relations: [],
  fields: {
    "System.AreaPath": project,
    "System.IterationPath": project,
    "System.TeamProject": project,
    "System.WorkItemType": type.name,
    "System.State": type.states[0]!.name,
    "System.Reason": "Added to backlog",
    "System.Title": "",
    "Microsoft.VSTS.Common.Priority": 2,
    ...(type.fields.includes("Microsoft.VSTS.Common.Severity")
      ? { "Microsoft.VSTS.Common.Severity": severities[2] }
      : {}),
  },
});

/** The item after the patch, or the first error; the item given stays as it is. */
export function patched(item: WorkItem, type: WorkItemType, document: unknown, now: Date): WorkItem {
  if (!Array.isArray(document) || document.length > operationsMax)
    throw invalidPatch("You must pass a valid patch document in the body of the request.");
  const next = structuredClone(item);
  for (const operation of document as Operation[]) apply(next, item, type, operation, now);
  const title = next.fields["System.Title"];
  if (typeof title !== "string" || title.trim() === "")
    throw brokenRule("Title", "Error code: Required, HasValues, LimitedToValues, InvalidEmpty.");
  next.rev = item.rev + 1;
  stamp(next, item, now);
  return next;
}

function apply(next: WorkItem, before: WorkItem, type: WorkItemType, operation: Operation, now: Date): void {
  const { op, path, value } = operation ?? {};
  if (typeof op !== "string" || typeof path !== "string")
    throw invalidPatch("A patch operation needs an op and a path.");
  const relation = /^\/relations\/(\d+)$/.exec(path)?.[1];
  if (op === "test") test(before, path, value);
  else if (path === "/relations/-" && op === "add") relate(next, value);
  else if (relation !== undefined && op === "remove") unrelate(next, Number(relation));
  else change(next, type, operation, now);
}

function change(next: WorkItem, type: WorkItemType, { op, path, value }: Operation, now: Date): void {
  const field = /^\/fields\/(.+)$/.exec(path)?.[1];
  if (field === undefined || !["add", "replace", "remove"].includes(op))
    throw invalidPatch(`The path ${path} cannot be used with ${op}.`);
  const name = type.fields.find((each) => each.toLowerCase() === field.toLowerCase());
  if (name === undefined)
    throw boardsError(400, "WorkItemTrackingFieldDefinitionNotFoundException", `TF51535: Cannot find field ${field}.`);
  if (readOnly.includes(name)) throw brokenRule(name, "Error code: ReadOnly, HasValues.");
  if (op === "remove") delete next.fields[name];
  else setField(next, type, name, value, now);
}

function test(before: WorkItem, path: string, value: unknown): void {
  const field = /^\/fields\/(.+)$/.exec(path)?.[1];
  const actual = path === "/rev" ? before.rev : field === undefined ? undefined : before.fields[field];
  if (String(actual) !== String(value))
    throw boardsError(412, "TestPatchOperationFailedException", `VS403351: Test Operation for path ${path} failed.`);
}

function relate(next: WorkItem, value: unknown): void {
  const { rel, url, attributes } = (value ?? {}) as Partial<Relation>;
  if (typeof rel !== "string" || typeof url !== "string" || url === "")
    throw invalidPatch("A relation needs a rel and a url.");
  if (!/^(Hyperlink|ArtifactLink|AttachedFile|System\.LinkTypes\.[\w-]+)$/.test(rel))
    throw boardsError(400, "WorkItemLinkTypeNotFoundException", `TF201072: The link type ${rel} does not exist.`);
  if (next.relations.some((each) => each.rel === rel && each.url === url))
    throw boardsError(400, "RelationAlreadyExistsException", `VS402323: The relation ${url} already exists.`);
  if (next.relations.length >= relationsMax)
    throw boardsError(400, "WorkItemLinkLimitExceededException", "The work item has too many links.");
  next.relations.push({ rel, url, attributes: attributes ?? {} });
}

function unrelate(next: WorkItem, index: number): void {
  if (next.relations[index] === undefined)
    throw boardsError(400, "WorkItemRelationNotFoundException", `Relation ${index} does not exist.`);
  next.relations.splice(index, 1);
}

function setField(next: WorkItem, type: WorkItemType, name: string, value: unknown, now: Date): void {
  switch (name) {
    case "System.Title":
      if (String(value).length > titleLengthMax)
        throw brokenRule("Title", `It is longer than ${titleLengthMax} characters.`);
      break;
    case "System.State":
      if (!type.states.some((state) => state.name === value))
        throw brokenRule(
          "State",
          `The field 'State' contains the value '${String(value)}' that is not in the list of supported values. Error code: LimitedToValues, InvalidListValue.`,
        );
      break;
    case "Microsoft.VSTS.Common.Severity":
      if (!severities.includes(String(value)))
        throw brokenRule("Severity", "Error code: LimitedToValues, InvalidListValue.");
      break;
    case "Microsoft.VSTS.Common.Priority":
      if (![1, 2, 3, 4].includes(Number(value)))
        throw brokenRule("Priority", "Error code: LimitedToValues, InvalidListValue.");
      next.fields[name] = Number(value);
      return;
    case "System.AssignedTo":
      assign(next, value);
      return;
    case "System.History":
      if (String(value) !== "") addComment(next, String(value), now);
      return;
  }
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    throw invalidPatch(`The value of ${name} is not plain.`);
  if (String(value).length > textLengthMax) throw brokenRule(name, "It is too long.");
  next.fields[name] = name === "System.Tags" ? tags(String(value)) : value;
}

/** Tags are a set in the order of the alphabet, joined by "; ". */
const tags = (text: string): string =>
  [
    ...new Set(
      text
        .split(/[;,]/)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ""),
    ),
  ]
    .sort()
    .join("; ");

export const tagsOf = (item: WorkItem): string[] =>
  String(item.fields["System.Tags"] ?? "")
    .split("; ")
    .filter((tag) => tag !== "");

/** Takes an identity, "Name<upn>", a user principal name or a unique name; "" clears. */
function assign(next: WorkItem, value: unknown): void {
  const words =
    typeof value === "object" && value !== null
      ? String((value as { uniqueName?: unknown }).uniqueName ?? (value as { displayName?: unknown }).displayName ?? "")
      : String(value ?? "");
  if (words.trim() === "") {
    delete next.fields["System.AssignedTo"];
    return;
  }
  const person = findPerson(/<([^>]+)>\s*$/.exec(words)?.[1] ?? words);
  if (person === undefined || person.guestOf !== undefined)
    throw boardsError(
      400,
      "RuleValidationException",
      `TF401320: The identity value '${words}' for field 'Assigned To' is an unknown identity.`,
    );
  next.fields["System.AssignedTo"] = person.id;
}

export function addComment(next: WorkItem, text: string, now: Date): number {
  const id = next.id * 10_000 + next.comments.length + 1;
  next.comments.push({ id, text, createdDate: now.toISOString(), createdBy: "Muster" });
  next.fields["System.CommentCount"] = next.comments.length;
  return id;
}

function stamp(next: WorkItem, before: WorkItem, now: Date): void {
  const at = now.toISOString();
  next.fields["System.ChangedDate"] = at;
  next.fields["System.CreatedDate"] ??= at;
  next.fields["System.CommentCount"] = next.comments.length;
  if (next.rev === 1 || next.fields["System.State"] !== before.fields["System.State"])
    next.fields["Microsoft.VSTS.Common.StateChangeDate"] = at;
}
