/** The routes for work items, their types, queries and comments. */
import { type Answer, type Call, jsonObject, ok, type Route } from "../http.ts";
import type { WorkItem } from "../world.ts";
import type { Boards } from "./boards.ts";
import { boardsError, invalidPatch } from "./errors.ts";
import { identity, projectId, projectName } from "./identity.ts";
import { addComment, newItem, patched } from "./items.ts";
import type { WorkItemType } from "./process.ts";
import { runQuery } from "./wiql.ts";

const itemsMax = 50_000;
const batchMax = 200;

export function itemRoutes(boards: Boards): Route[] {
  const { store, url, inProject, signedIn } = boards;
  const items = store.world.workItems;
  const update = (call: Call): Answer => {
    const item = find(boards, call.params["id"]!);
    const next = patched(item, typeOf(boards, item.type), patchDocument(call), store.now());
    if (call.query.get("validateOnly") !== "true") keep(boards, item, next);
    return ok(workItem(next, url));
  };
  const query = (call: Call): Answer => {
    const { found, columns } = runQuery(jsonObject(call, invalidPatch)["query"], items, projectName);
    const top = Number(call.query.get("$top") ?? 20_000) || 20_000;
    return ok({
      queryType: "flat",
      queryResultType: "workItem",
      asOf: store.now().toISOString(),
      columns: columns.map((name) => ({
        referenceName: name,
        name: name.split(".").at(-1),
        url: `${url}/_apis/wit/fields/${name}`,
      })),
      workItems: found.slice(0, top).map((item) => ({ id: item.id, url: `${url}/_apis/wit/workItems/${item.id}` })),
    });
  };
  const one = (call: Call): Answer => ok(workItem(find(boards, call.params["id"]!), url, call.query.get("fields")));
  const many = (ids: string[]): Answer => {
    const value = ids.slice(0, batchMax).map((id) => workItem(find(boards, id), url));
    return ok({ count: value.length, value });
  };

  return [
    inProject("POST", "/_apis/wit/workitems/{type}", (call) => {
      const type = typeOf(boards, call.params["type"]!.replace(/^\$/, ""));
      if (items.length >= itemsMax)
        throw boardsError(400, "WorkItemLimitExceededException", "There are too many work items.");
      const item = newItem((items.at(-1)?.id ?? 0) + 1, type, projectName);
      const next = patched(item, type, patchDocument(call), store.now());
      if (call.query.get("validateOnly") === "true") return ok(workItem(next, url));
      items.push(next);
      store.changed({ type: "workitem", id: next.id });
      return ok(workItem(next, url));
    }),
    inProject("PATCH", "/_apis/wit/workitems/{id}", update),
    signedIn("PATCH", "/_apis/wit/workitems/{id}", update),
    inProject("GET", "/_apis/wit/workitems/{id}", one),
    signedIn("GET", "/_apis/wit/workitems/{id}", one),
    inProject("GET", "/_apis/wit/workitems", (call) => many((call.query.get("ids") ?? "").split(","))),
    signedIn("GET", "/_apis/wit/workitems", (call) => many((call.query.get("ids") ?? "").split(","))),
    inProject("POST", "/_apis/wit/workitemsbatch", (call) => many(idsOf(call))),
    inProject("POST", "/_apis/wit/wiql", query),
    inProject("POST", "/{team}/_apis/wit/wiql", query),
    inProject("GET", "/_apis/wit/workitems/{id}/comments", (call) => {
      const item = find(boards, call.params["id"]!);
      return ok({
        totalCount: item.comments.length,
        count: item.comments.length,
        comments: item.comments.map((each) => comment(each.id, item, url)),
      });
    }),
    inProject("POST", "/_apis/wit/workitems/{id}/comments", (call) => {
      const item = find(boards, call.params["id"]!);
      const text = jsonObject(call, invalidPatch)["text"];
      if (typeof text !== "string" || text === "") throw invalidPatch("The comment has no text.");
      const next = { ...structuredClone(item), rev: item.rev + 1 };
      const id = addComment(next, text, store.now());
      keep(boards, item, next);
      return ok(comment(id, next, url));
    }),
    inProject("GET", "/_apis/wit/workitemtypes", () =>
      ok({ count: boards.types.length, value: boards.types.map(workItemType) }),
    ),
    inProject("GET", "/_apis/wit/workitemtypes/{type}", (call) =>
      ok(workItemType(typeOf(boards, call.params["type"]!))),
    ),
    inProject("GET", "/_apis/wit/workitemtypes/{type}/states", (call) => {
      const { states } = typeOf(boards, call.params["type"]!);
      return ok({ count: states.length, value: states });
    }),
    inProject("GET", "/_apis/wit/workitemtypes/{type}/fields", (call) => {
      const value = typeOf(boards, call.params["type"]!).fields.map((name) => ({
        referenceName: name,
        name: name.split(".").at(-1),
        alwaysRequired: name === "System.Title",
      }));
      return ok({ count: value.length, value });
    }),
  ];
}

/** A patch document counts only under its own content type, as in Azure DevOps. */
function patchDocument(call: Call): unknown {
  if (!String(call.headers["content-type"] ?? "").startsWith("application/json-patch+json"))
    throw boardsError(
      415,
      "VssRequestContentTypeNotSupportedException",
      `TF400898: The request content type ${call.headers["content-type"]} is not supported; use application/json-patch+json.`,
    );
  try {
    return JSON.parse(call.body.toString("utf8"));
  } catch {
    throw invalidPatch("You must pass a valid patch document in the body of the request.");
  }
}

function idsOf(call: Call): string[] {
  const ids = jsonObject(call, invalidPatch)["ids"];
  return Array.isArray(ids) ? ids.map(String) : [];
}

function keep(boards: Boards, item: WorkItem, next: WorkItem): void {
  Object.assign(item, next);
  boards.store.changed({ type: "workitem", id: item.id });
}

function find(boards: Boards, id: string): WorkItem {
  const item = boards.store.world.workItems.find((each) => String(each.id) === id);
  if (item === undefined)
    throw boardsError(
      404,
      "WorkItemUnauthorizedAccessException",
      `TF401232: Work item ${id} does not exist, or you do not have permissions to read it.`,
    );
  return item;
}

function typeOf(boards: Boards, name: string): WorkItemType {
  const type = boards.types.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (type === undefined)
    throw boardsError(
      404,
      "WorkItemTypeNotFoundException",
      `VS402323: Work item type ${name} does not exist in project ${projectName} or you do not have permission to access it.`,
    );
  return type;
}

export function workItem(item: WorkItem, url: string, only: string | null = null) {
  const assigned = item.fields["System.AssignedTo"];
  const all = {
    ...item.fields,
    ...(typeof assigned === "string" ? { "System.AssignedTo": identity(assigned, url) } : {}),
    "System.CreatedBy": identity("", url),
    "System.ChangedBy": identity("", url),
  };
  const wanted = only?.split(",").map((name) => name.trim().toLowerCase());
  const fields = Object.fromEntries(
    Object.entries(all).filter(([name]) => wanted?.includes(name.toLowerCase()) ?? true),
  );
  const self = `${url}/${projectId}/_apis/wit/workItems/${item.id}`;
  const web = `${url}/${projectName}/_workitems/edit/${item.id}`;
  return {
    id: item.id,
    rev: item.rev,
    fields,
    ...(item.relations.length === 0 ? {} : { relations: item.relations }),
    _links: { self: { href: self }, html: { href: web } },
    url: self,
  };
}

function comment(id: number, item: WorkItem, url: string) {
  const found = item.comments.find((each) => each.id === id)!;
  return {
    workItemId: item.id,
    id,
    version: 1,
    text: found.text,
    createdBy: identity("", url),
    createdDate: found.createdDate,
    modifiedBy: identity("", url),
    modifiedDate: found.createdDate,
    url: `${url}/_apis/wit/workItems/${item.id}/comments/${id}`,
  };
}

const workItemType = (type: WorkItemType) => ({
  name: type.name,
  referenceName: `Microsoft.VSTS.WorkItemTypes.${type.name.replaceAll(" ", "")}`,
  description: "",
  color: "339947",
  isDisabled: false,
  states: type.states,
  fields: type.fields.map((name) => ({
    referenceName: name,
    name: name.split(".").at(-1),
    alwaysRequired: name === "System.Title",
  })),
});
