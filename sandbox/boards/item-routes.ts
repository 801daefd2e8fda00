/** The routes for work items, their types, queries and comments. */
import { type Answer, type Call, jsonObject, ok, type Route } from "../http.ts";
import type { WorkItem } from "../world.ts";
import type { Boards } from "./boards.ts";
import { boardsError, invalidPatch } from "./errors.ts";
import { identity, projectId, projectName } from "./identity.ts";
import { addComment, newItem, patched } from "./items.ts";
import { typeOf, typeRoutes } from "./type-routes.ts";
import { runQuery } from "./wiql.ts";

const itemsMax = 50_000;
const batchMax = 200;
const foundMax = 20_000;

export function itemRoutes(boards: Boards): Route[] {
  const { store, inProject, signedIn } = boards;
  const query = (call: Call) => runWiql(boards, call);
  const update = (call: Call) => change(boards, call);
  const one = (call: Call) => ok(workItem(find(boards, call.params["id"]!), boards.url, call.query.get("fields")));
  const listed = (call: Call) => many(boards, (call.query.get("ids") ?? "").split(","));
  return [
    inProject("POST", "/_apis/wit/workitems/{type}", (call) => create(boards, call)),
    inProject("PATCH", "/_apis/wit/workitems/{id}", update),
    signedIn("PATCH", "/_apis/wit/workitems/{id}", update),
    inProject("GET", "/_apis/wit/workitems/{id}", one),
    signedIn("GET", "/_apis/wit/workitems/{id}", one),
    inProject("GET", "/_apis/wit/workitems", listed),
    signedIn("GET", "/_apis/wit/workitems", listed),
    inProject("POST", "/_apis/wit/workitemsbatch", (call) => many(boards, idsOf(call))),
    inProject("POST", "/_apis/wit/wiql", query),
    inProject("POST", "/{team}/_apis/wit/wiql", query),
    inProject("GET", "/_apis/wit/workitems/{id}/comments", (call) => {
      const item = find(boards, call.params["id"]!);
      const comments = item.comments.map((each) => comment(each.id, item, boards.url));
      return ok({ totalCount: comments.length, count: comments.length, comments });
    }),
    inProject("POST", "/_apis/wit/workitems/{id}/comments", (call) => {
      const item = find(boards, call.params["id"]!);
      const text = jsonObject(call, invalidPatch)["text"];
      if (typeof text !== "string" || text === "") throw invalidPatch("The comment has no text.");
      const next = { ...structuredClone(item), rev: item.rev + 1 };
      const id = addComment(next, text, store.now());
      keep(boards, item, next);
      return ok(comment(id, next, boards.url));
    }),
    ...typeRoutes(boards),
  ];
}

function create(boards: Boards, call: Call): Answer {
  const { store, url } = boards;
  const items = store.world.workItems;
  const type = typeOf(boards, call.params["type"]!.replace(/^\$/, ""));
  if (items.length >= itemsMax)
    throw boardsError(400, "WorkItemLimitExceededException", "There are too many work items.");
  const item = newItem((items.at(-1)?.id ?? 0) + 1, type, projectName);
  const next = patched(item, type, patchDocument(call), store.now());
  if (call.query.get("validateOnly") === "true") return ok(workItem(next, url));
  items.push(next);
  store.changed({ type: "workitem", id: next.id });
  return ok(workItem(next, url));
}

function change(boards: Boards, call: Call): Answer {
  const item = find(boards, call.params["id"]!);
  const next = patched(item, typeOf(boards, item.type), patchDocument(call), boards.store.now());
  if (call.query.get("validateOnly") !== "true") keep(boards, item, next);
  return ok(workItem(next, boards.url));
}

function many(boards: Boards, ids: string[]): Answer {
  const value = ids.slice(0, batchMax).map((id) => workItem(find(boards, id), boards.url));
  return ok({ count: value.length, value });
}

function runWiql({ store, url }: Boards, call: Call): Answer {
  const { found, columns } = runQuery(jsonObject(call, invalidPatch)["query"], store.world.workItems, projectName);
  const top = Number(call.query.get("$top") ?? foundMax) || foundMax;
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
