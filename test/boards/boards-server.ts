/** Azure DevOps on a small server that does what a test says, as far as the SDK needs it. */
import { readFileSync } from "node:fs";
import { locationsOf } from "../../sandbox/boards/locations.ts";
import { type Reply, type Scripted, scripted, type Seen } from "../graph/scripted.ts";

export const project = "Operations";
export const type = "Issue";
export const pat = "a-personal-access-token";

export const fields = (...names: string[]): Reply => ({
  status: 200,
  body: { count: names.length, value: names.map((referenceName) => ({ referenceName, name: referenceName })) },
});
export const states = (...pairs: [string, string][]): Reply => ({
  status: 200,
  body: { count: pairs.length, value: pairs.map(([name, category]) => ({ name, category, color: "b2b2b2" })) },
});
export const basic = states(["To Do", "Proposed"], ["Doing", "InProgress"], ["Done", "Completed"]);
export const usualFields = fields("System.Title", "System.Description", "Microsoft.VSTS.Common.Priority");

export const item = (
  id: number,
  rev: number,
  more: Record<string, unknown> = {},
  relations: unknown[] = [],
): Reply => ({
  status: 200,
  body: {
    id,
    rev,
    fields: { "System.State": "To Do", "System.Tags": "muster; INC-42; sev1", ...more },
    relations,
    _links: { html: { href: `https://dev.azure.com/contoso/${project}/_workitems/edit/${id}` } },
    url: `https://dev.azure.com/contoso/_apis/wit/workItems/${id}`,
  },
});
export const found = (...ids: number[]): Reply => ({
  status: 200,
  body: { queryType: "flat", workItems: ids.map((id) => ({ id, url: "" })) },
});
export const refusal = (status: number, message: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers,
  body: { $id: "1", message, typeKey: "X", errorCode: 0, eventId: 3000 },
});

/** What a request is for, in one word. */
export function purpose({ method, path }: Seen): string {
  if (method === "OPTIONS") return "addresses";
  if (path.endsWith("/_apis/wit/fields")) return "all fields";
  if (path.endsWith("/updates")) return "updates";
  if (path.endsWith("/fields") || path.endsWith("/states") || path.endsWith("/wiql") || path.endsWith("/comments"))
    return path.split("/").at(-1) ?? "";
  if (path.endsWith("/workitemtypes") || path.endsWith("/workItemTypes")) return "types";
  if (path.includes("/_apis/wit/queries/")) return "query";
  if (method === "POST") return "create";
  if (method === "PATCH") return "change";
  return path.toLowerCase().endsWith("/workitems") ? "batch" : "read";
}

export type Answers = Record<string, (seen: Seen, number: number) => Reply>;

/** `answers` by purpose, with how often it was asked for that; what is not said has the usual answer. */
export async function boardsServer(answers: Answers): Promise<Scripted & { purposes(): string[] }> {
  const times = new Map<string, number>();
  const usual: Answers = {
    addresses: () => ({ status: 200, body: locationsOf("wit") }),
    types: () => ({ status: 200, body: { value: [{ name: "Epic" }, { name: "Issue" }, { name: "Task" }] } }),
    "all fields": () => ({ status: 200, body: { value: [] } }),
    updates: () => ({ status: 200, body: { value: [] } }),
    fields: () => usualFields,
    states: () => basic,
    wiql: () => found(),
    query: () => refusal(404, "TF401243: The query does not exist."),
    comments: () => ({ status: 200, body: { totalCount: 0, count: 0, comments: [] } }),
    create: () => item(7, 1),
    change: () => item(7, 2),
    read: () => item(7, 1),
    batch: () => ({ status: 200, body: { count: 0, value: [] } }),
  };
  const server = await scripted((seen) => {
    const what = purpose(seen);
    const number = (times.get(what) ?? 0) + 1;
    times.set(what, number);
    return (answers[what] ?? usual[what])?.(seen, number) ?? { status: 501 };
  });
  return { ...server, purposes: () => server.seen.map(purpose) };
}

export type Operation = { op: string; path: string; value: unknown };
export const patchOf = (seen: Seen | undefined): Operation[] => (seen?.body ?? []) as Operation[];
export const valueAt = (seen: Seen | undefined, path: string): unknown =>
  patchOf(seen).find((each) => each.path === path)?.value;

/** The swagger's paths, to check ours against, where that file is at hand. */
export function swaggerPaths(file: string): Record<string, Record<string, { consumes?: string[] }>> {
  return (JSON.parse(readFileSync(file, "utf8")) as { paths: Record<string, Record<string, { consumes?: string[] }>> })
    .paths;
}
