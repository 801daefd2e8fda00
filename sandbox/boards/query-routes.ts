/** The routes of stored queries, and of running a query by its text or by its id. */
import { type Answer, type Call, created, jsonObject, ok, type Route } from "../http.ts";
import type { Boards } from "./boards.ts";
import { boardsError, invalidPatch } from "./errors.ts";
import type { Field } from "./fields.ts";
import { identity, projectId, projectName } from "./identity.ts";
import { apiUrl } from "./item-view.ts";
import { liveItems } from "./kept-items.ts";
import { addQuery, childrenOf, findQuery, pathOf, renameQuery, type StoredQuery } from "./queries.ts";
import { fieldsOf } from "./type-routes.ts";
import { found, parseQuery, type Query } from "./wiql.ts";

const foundMax = 20_000;
const depthMax = 2;

export function queryRoutes(boards: Boards): Route[] {
  const { inProject } = boards;
  const byText = (call: Call) => run(boards, parse(boards, jsonObject(call, invalidPatch)["query"]), call);
  const byId = (call: Call) => runStored(boards, call);
  const path = "/_apis/wit/queries";
  return [
    inProject("POST", "/_apis/wit/wiql", byText),
    inProject("POST", "/{team}/_apis/wit/wiql", byText),
    inProject("GET", "/_apis/wit/wiql/{id}", byId),
    inProject("GET", "/{team}/_apis/wit/wiql/{id}", byId),
    inProject("GET", path, (call) => {
      const value = childrenOf(boards.store.world.project, undefined).map((each) => view(boards, each, call));
      return ok({ count: value.length, value });
    }),
    inProject("GET", `${path}/{query*}`, (call) => ok(view(boards, wanted(boards, call), call))),
    inProject("POST", `${path}/{query*}`, (call) => add(boards, call)),
    inProject("PATCH", `${path}/{query*}`, (call) => change(boards, call)),
  ];
}

const wanted = ({ store }: Boards, call: Call): StoredQuery => findQuery(store.world.project, call.params["query"]!);

const parse = (boards: Boards, text: unknown): Query =>
  parseQuery(text, { project: projectName, fields: fieldsOf(boards), now: boards.store.now() });

function add(boards: Boards, call: Call): Answer {
  const { store } = boards;
  const { name, wiql, isFolder } = jsonObject(call, invalidPatch);
  if (typeof name !== "string") throw invalidPatch("A query needs a name.");
  if (isFolder !== true) parse(boards, wiql);
  const made = isFolder === true ? { name } : { name, wiql: String(wiql) };
  const query = addQuery(store.world.project, wanted(boards, call), made, store.now().toISOString());
  store.changed({ type: "workitem" });
  return created(view(boards, query, call));
}

function change(boards: Boards, call: Call): Answer {
  const { store } = boards;
  const query = wanted(boards, call);
  const { name, wiql } = jsonObject(call, invalidPatch);
  if (wiql !== undefined && query.wiql === undefined) throw invalidPatch("A folder has no query.");
  if (wiql !== undefined) parse(boards, wiql);
  if (typeof name === "string") renameQuery(store.world.project, query, name);
  if (wiql !== undefined) query.wiql = String(wiql);
  query.changedAt = store.now().toISOString();
  store.changed({ type: "workitem" });
  return ok(view(boards, query, call));
}

function runStored(boards: Boards, call: Call): Answer {
  const query = findQuery(boards.store.world.project, call.params["id"]!);
  if (query.wiql === undefined)
    throw boardsError(400, "QueryException", `${query.name} is a folder and cannot be run.`);
  return run(boards, parse(boards, query.wiql), call);
}

function run(boards: Boards, query: Query, call: Call): Answer {
  const { store, url } = boards;
  const top = Number(call.query.get("$top") ?? foundMax) || foundMax;
  return ok({
    queryType: "flat",
    queryResultType: "workItem",
    asOf: store.now().toISOString(),
    ...columnsOf(query, url),
    workItems: found(query, liveItems(boards))
      .slice(0, top)
      .map(({ id }) => ({ id, url: apiUrl(id, url) })),
  });
}

const reference = ({ referenceName, name }: Field, url: string) => ({
  referenceName,
  name,
  url: `${url}/_apis/wit/fields/${referenceName}`,
});

const columnsOf = ({ columns, sort }: Query, url: string) => ({
  columns: columns.map((each) => reference(each, url)),
  ...(sort.length === 0
    ? {}
    : { sortColumns: sort.map(({ field, descending }) => ({ field: reference(field, url), descending })) }),
});

/** A query stays when the process loses a field that it names; it only cannot be run any more. */
function columnsThere(boards: Boards, wiql: string): Record<string, unknown> {
  try {
    return columnsOf(parse(boards, wiql), boards.url);
  } catch {
    return { isInvalidSyntax: true };
  }
}

/** As far down as `$depth` asks (2 at most); the text of a query only where `$expand` asks for it. */
function view(boards: Boards, query: StoredQuery, call: Call, depth = depthOf(call)): Record<string, unknown> {
  const { project } = boards.store.world;
  const children = childrenOf(project, query.id);
  const path = pathOf(project, query);
  const self = `${boards.url}/${projectId}/_apis/wit/queries/${query.id}`;
  const muster = identity("", boards.url);
  return {
    id: query.id,
    name: query.name,
    path,
    createdBy: muster,
    createdDate: query.createdAt,
    lastModifiedBy: muster,
    lastModifiedDate: query.changedAt,
    ...(query.wiql === undefined
      ? {
          isFolder: true,
          hasChildren: children.length > 0,
          ...(depth > 0 && children.length > 0
            ? { children: children.map((each) => view(boards, each, call, depth - 1)) }
            : {}),
        }
      : { queryType: "flat", ...columnsThere(boards, query.wiql) }),
    ...(query.wiql !== undefined && wantsText(call) ? { wiql: query.wiql } : {}),
    isPublic: !path.startsWith("My Queries"),
    _links: {
      self: { href: self },
      html: { href: `${boards.url}/${projectName}/_queries/query/${query.id}/` },
      ...(query.wiql === undefined ? {} : { wiql: { href: `${boards.url}/${projectId}/_apis/wit/wiql/${query.id}` } }),
    },
    url: self,
  };
}

const depthOf = (call: Call): number => Math.min(Number(call.query.get("$depth") ?? 0) || 0, depthMax);
/** The SDK sends the number of the level, people its name. What has just been made is answered whole. */
const wantsText = (call: Call): boolean =>
  call.method !== "GET" || /^([1-4]|wiql|clauses|all|minimal)$/i.test(call.query.get("$expand") ?? "");
