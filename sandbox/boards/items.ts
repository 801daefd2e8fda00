/** A work item and the JSON Patch documents that change it: all of a document takes effect, or nothing. */
import { findPerson } from "../people.ts";
import type { Relation, WorkItem } from "../world.ts";
import { boardsError, brokenRule, invalidPatch } from "./errors.ts";
import { type Field, priority, severities, severity } from "./fields.ts";
import { differs } from "./history.ts";
import type { WorkItemType } from "./process.ts";
import { readValue } from "./values.ts";

export type Operation = { op: string; path: string; value?: unknown };

const operationsMax = 200;
const relationsMax = 1000;

/** Who changes something, as an object id or "" for Muster, and when. */
export type Act = { by: string; at: Date };

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
    ...(type.fields.includes(priority) ? { [priority.referenceName]: 2 } : {}),
    ...(type.fields.includes(severity) ? { [severity.referenceName]: severities[2] } : {}),
  },
});

/**
 * The item after the patch, or the first error; the item given stays as it is. A patch that changes nothing makes no
 * revision: then it is the item as it was.
 */
export function patched(item: WorkItem, type: WorkItemType, document: unknown, act: Act): WorkItem {
  if (!Array.isArray(document) || document.length > operationsMax)
    throw invalidPatch("You must pass a valid patch document in the body of the request.");
  const next = structuredClone(item);
  for (const operation of document as Operation[]) apply(next, item, type, operation, act);
  const title = next.fields["System.Title"];
  if (typeof title !== "string" || title.trim() === "")
    throw brokenRule("Title", "Error code: Required, HasValues, LimitedToValues, InvalidEmpty.");
  // The process may have lost the state since the item came into it: then nothing is saved until it is in another.
  checkState(type, next.fields["System.State"]);
  return item.rev > 0 && !differs(item, next) ? item : stamped(next, item, act);
}

function apply(next: WorkItem, before: WorkItem, type: WorkItemType, operation: Operation, act: Act): void {
  const { op, path, value } = operation ?? {};
  if (typeof op !== "string" || typeof path !== "string")
    throw invalidPatch("A patch operation needs an op and a path.");
  const relation = /^\/relations\/(\d+)$/.exec(path)?.[1];
  if (op === "test") test(before, path, value);
  else if (path === "/relations/-" && op === "add") relate(next, value);
  else if (relation !== undefined && op === "remove") unrelate(next, Number(relation));
  else change(next, type, operation, act);
}

function change(next: WorkItem, type: WorkItemType, { op, path, value }: Operation, act: Act): void {
  const name = /^\/fields\/(.+)$/.exec(path)?.[1];
  if (name === undefined || !["add", "replace", "remove"].includes(op))
    throw invalidPatch(`The path ${path} cannot be used with ${op}.`);
  const field = type.fields.find((each) => each.referenceName.toLowerCase() === name.toLowerCase());
  if (field === undefined)
    throw boardsError(400, "WorkItemTrackingFieldDefinitionNotFoundException", `TF51535: Cannot find field ${name}.`);
  if (field.readOnly) throw brokenRule(field.name, "Error code: ReadOnly, HasValues.");
  if (op === "remove") delete next.fields[field.referenceName];
  else setField(next, type, field, value, act);
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

function setField(next: WorkItem, type: WorkItemType, field: Field, value: unknown, act: Act): void {
  const { referenceName } = field;
  if (referenceName === "System.AssignedTo") {
    assign(next, value);
    return;
  }
  if (referenceName === "System.State") checkState(type, value);
  const read = readValue(field, value);
  if (referenceName === "System.History") {
    if (read !== undefined) addComment(next, String(read), act);
  } else if (read === undefined) delete next.fields[referenceName];
  else next.fields[referenceName] = referenceName === "System.Tags" ? tags(String(read)) : read;
}

function checkState(type: WorkItemType, value: unknown): void {
  if (type.states.some((state) => state.name === value)) return;
  throw brokenRule(
    "State",
    `The field 'State' contains the value '${String(value)}' that is not in the list of supported values. Error code: LimitedToValues, InvalidListValue.`,
  );
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

/** The item with a comment, which counts as a revision. */
export function commented(item: WorkItem, text: string, act: Act): { next: WorkItem; id: number } {
  const next = structuredClone(item);
  const id = addComment(next, text, act);
  return { next: stamped(next, item, act), id };
}

function addComment(next: WorkItem, text: string, { by, at }: Act): number {
  const id = next.id * 10_000 + next.comments.length + 1;
  next.comments.push({ id, text, createdDate: at.toISOString(), createdBy: by });
  return id;
}

/** The next revision of an item, as it is now. */
export function stamped(next: WorkItem, before: WorkItem, { by, at }: Act): WorkItem {
  const when = at.toISOString();
  const moved = next.rev === 0 || next.fields["System.State"] !== before.fields["System.State"];
  const explained = next.fields["System.Reason"] !== before.fields["System.Reason"];
  Object.assign(next.fields, {
    "System.ChangedDate": when,
    "System.ChangedBy": by,
    "System.CommentCount": next.comments.length,
    ...(next.rev === 0 ? { "System.CreatedDate": when, "System.CreatedBy": by } : {}),
    ...(moved ? { "Microsoft.VSTS.Common.StateChangeDate": when } : {}),
    ...(moved && !explained && next.rev > 0
      ? { "System.Reason": `Moved to state ${String(next.fields["System.State"])}` }
      : {}),
  });
  next.rev += 1;
  return next;
}
