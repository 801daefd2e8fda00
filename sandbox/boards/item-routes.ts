/** The routes for work items, their comments and their history. */
import { type Answer, type Call, jsonObject, ok, type Route } from "../http.ts";
import type { Boards } from "./boards.ts";
import { boardsError, invalidPatch } from "./errors.ts";
import { projectName } from "./identity.ts";
import { comment, workItem, workItemUpdate } from "./item-view.ts";
import { type Act, commented, newItem, patched } from "./items.ts";
import { commit, findItem, liveItems } from "./kept-items.ts";
import { typeOf } from "./type-routes.ts";

const itemsMax = 50_000;
const batchMax = 200;

export function itemRoutes(boards: Boards): Route[] {
  const { inProject, signedIn } = boards;
  const update = (call: Call) => change(boards, call);
  const one = (call: Call) => ok(workItem(findItem(boards, call.params["id"]!), boards.url, call.query.get("fields")));
  const listed = (call: Call) => many(boards, (call.query.get("ids") ?? "").split(","), call.query.get("errorPolicy"));
  const path = "/_apis/wit/workitems";
  return [
    inProject("POST", `${path}/{type}`, (call) => create(boards, call)),
    inProject("PATCH", `${path}/{id}`, update),
    signedIn("PATCH", `${path}/{id}`, update),
    inProject("GET", `${path}/{id}`, one),
    signedIn("GET", `${path}/{id}`, one),
    inProject("GET", path, listed),
    signedIn("GET", path, listed),
    inProject("POST", "/_apis/wit/workitemsbatch", (call) => {
      const { ids, errorPolicy } = jsonObject(call, invalidPatch);
      return many(boards, Array.isArray(ids) ? ids.map(String) : [], errorPolicy);
    }),
    ...commentRoutes(boards),
    ...updateRoutes(boards),
  ];
}

/** Muster does it, now. */
const byMuster = ({ store }: Boards): Act => ({ by: "", at: store.now() });

function commentRoutes(boards: Boards): Route[] {
  const path = "/_apis/wit/workitems/{id}/comments";
  return [
    boards.inProject("GET", path, (call) => {
      const item = findItem(boards, call.params["id"]!);
      const comments = item.comments.map((each) => comment(each, item, boards.url));
      return ok({ totalCount: comments.length, count: comments.length, comments });
    }),
    boards.inProject("POST", path, (call) => {
      const item = findItem(boards, call.params["id"]!);
      const text = jsonObject(call, invalidPatch)["text"];
      if (typeof text !== "string" || text === "") throw invalidPatch("The comment has no text.");
      const { next, id } = commented(item, text, byMuster(boards));
      commit(boards, item, next);
      return ok(comment(next.comments.find((each) => each.id === id)!, next, boards.url));
    }),
  ];
}

function updateRoutes(boards: Boards): Route[] {
  const path = "/_apis/wit/workitems/{id}/updates";
  const all = (call: Call): Answer => {
    const item = findItem(boards, call.params["id"]!);
    const skip = Number(call.query.get("$skip") ?? 0) || 0;
    const top = Math.min(Number(call.query.get("$top") ?? batchMax) || batchMax, batchMax);
    const value = (item.updates ?? []).slice(skip, skip + top).map((each) => workItemUpdate(each, item, boards.url));
    return ok({ count: value.length, value });
  };
  return [boards.inProject("GET", path, all), boards.signedIn("GET", path, all)];
}

function create(boards: Boards, call: Call): Answer {
  const { store, url } = boards;
  const items = store.world.workItems;
  const type = typeOf(boards, call.params["type"]!.replace(/^\$/, ""));
  if (items.length >= itemsMax)
    throw boardsError(400, "WorkItemLimitExceededException", "There are too many work items.");
  const item = newItem((items.at(-1)?.id ?? 0) + 1, type, projectName);
  const next = patched(item, type, patchDocument(call), byMuster(boards));
  if (call.query.get("validateOnly") !== "true") commit(boards, { ...item, fields: {} }, next);
  return ok(workItem(next, url));
}

function change(boards: Boards, call: Call): Answer {
  const item = findItem(boards, call.params["id"]!);
  const next = patched(item, typeOf(boards, item.type), patchDocument(call), byMuster(boards));
  if (call.query.get("validateOnly") !== "true") commit(boards, item, next);
  return ok(workItem(next, boards.url));
}

/** With the error policy "omit" there is null in the place of an item that is not there. */
function many(boards: Boards, ids: string[], errorPolicy: unknown): Answer {
  const omit = /^(omit|2)$/i.test(String(errorPolicy ?? ""));
  const live = liveItems(boards);
  const value = ids.slice(0, batchMax).map((id) => {
    const there = live.some((each) => String(each.id) === id);
    return omit && !there ? null : workItem(findItem(boards, id), boards.url);
  });
  return ok({ count: value.length, value });
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
