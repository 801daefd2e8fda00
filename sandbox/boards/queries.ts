/** The project's queries in their folders, "My Queries" and "Shared Queries" at the top. */
import { randomUUID } from "node:crypto";
import { stableGuid } from "../people.ts";
import { boardsError } from "./errors.ts";
import type { Project } from "./project.ts";

/** A query, or a folder when it has no `wiql`. `parent` is a folder's id; the two at the top have none. */
export type StoredQuery = {
  id: string;
  name: string;
  parent?: string;
  wiql?: string;
  createdAt: string;
  changedAt: string;
};

const queriesMax = 1_000;
const nameLengthMax = 255;
/** Azure DevOps takes none of these in the name of a query. */
const unlawful = /[\\/$?*:"&<>#%|+\p{Cc}]/u;

export const topFolders = (at: string): StoredQuery[] =>
  ["My Queries", "Shared Queries"].map((name) => ({
    id: stableGuid(`query folder ${name}`),
    name,
    createdAt: at,
    changedAt: at,
  }));

export const childrenOf = ({ queries }: Project, parent: string | undefined): StoredQuery[] =>
  queries.filter((each) => each.parent === parent);

export function pathOf(project: Project, query: StoredQuery): string {
  const parent = project.queries.find(({ id }) => id === query.parent);
  return parent === undefined ? query.name : `${pathOf(project, parent)}/${query.name}`;
}

/** By id or by path, without regard to case. */
export function findQuery(project: Project, wanted: string): StoredQuery {
  const words = wanted.toLowerCase().replace(/\/+$/, "");
  const query = project.queries.find((each) => each.id === words || pathOf(project, each).toLowerCase() === words);
  if (query === undefined)
    throw boardsError(
      404,
      "QueryItemNotFoundException",
      `TF401243: The query ${wanted} does not exist, or you do not have permission to read it.`,
    );
  return query;
}

/** Puts a query, or a folder where there is no `wiql`, into a folder. */
export function addQuery(project: Project, folder: StoredQuery, made: Pick<StoredQuery, "name" | "wiql">, at: string) {
  if (folder.wiql !== undefined)
    throw boardsError(400, "QueryException", `${folder.name} is a query and holds no other queries.`);
  if (project.queries.length >= queriesMax)
    throw boardsError(400, "QueryException", "There are too many queries and folders.");
  checkName(project, folder.id, made.name);
  const query: StoredQuery = { ...made, id: randomUUID(), parent: folder.id, createdAt: at, changedAt: at };
  project.queries.push(query);
  return query;
}

export function renameQuery(project: Project, query: StoredQuery, name: string): void {
  if (query.parent === undefined)
    throw boardsError(400, "QueryException", `The folder ${query.name} cannot be renamed.`);
  if (name.toLowerCase() !== query.name.toLowerCase()) checkName(project, query.parent, name);
  query.name = name;
}

function checkName(project: Project, parent: string, name: string): void {
  if (name.trim() === "" || name.length > nameLengthMax || unlawful.test(name))
    throw boardsError(400, "QueryException", `The name “${name}” of a query or folder is not valid.`);
  // The service says so with 400, not with 409.
  if (childrenOf(project, parent).some((each) => each.name.toLowerCase() === name.toLowerCase()))
    throw boardsError(
      400,
      "QueryItemNameExistsException",
      "TF237018: A query or a query folder on the server has the same name.",
    );
}
