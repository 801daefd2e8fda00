/**
 * The wiki of Azure DevOps as far as Muster speaks to it, small enough to be read: pages below pages, each with the
 * version that a change must name. Statuses and names of refusals are those that clients of the service report: 500 for a
 * page that is there already, 412 for one that has changed, 404 for one whose parent is missing. `first` may answer in its
 * place.
 */
import { createHash } from "node:crypto";
import { type Reply, type Scripted, scripted, type Seen } from "../graph/scripted.ts";
import { pat, project } from "./boards-server.ts";

export const wikiName = "Operations.wiki";
export const root = `/contoso/${project}/_apis/wiki/wikis/${wikiName}`;

type Page = { content: string; revision: number };
export type WikiServer = Scripted & { pages: Map<string, Page>; edit(path: string, content: string): void };

export const wikiRefusal = (status: number, typeKey: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers,
  body: { $id: "1", message: `It is refused: ${typeKey}.`, typeKey, errorCode: 0, eventId: 3000 },
});

export async function wikiServer(
  options: { first?: (seen: Seen, number: number) => Reply | undefined; kind?: "projectWiki" | "codeWiki" } = {},
): Promise<WikiServer> {
  const pages = new Map<string, Page>();
  const edit = (path: string, content: string): void => {
    pages.set(path, { content, revision: (pages.get(path)?.revision ?? 0) + 1 });
  };
  const server = await scripted((seen, number) => {
    if (seen.headers.authorization !== `Basic ${Buffer.from(`:${pat}`).toString("base64")}`) return { status: 401 };
    return options.first?.(seen, number) ?? answer(seen, options.kind ?? "projectWiki");
  });

  function answer(seen: Seen, kind: string): Reply {
    const { method, path, query } = seen;
    if (query.get("api-version") !== "7.1") return wikiRefusal(400, "VssVersionNotSpecifiedException");
    if (path === root && method === "GET")
      return { status: 200, body: { name: wikiName, type: kind, versions: [{ version: "main" }] } };
    if (path !== `${root}/pages`) return wikiRefusal(404, "WikiNotFoundException");
    if (kind === "codeWiki" && query.get("versionDescriptor.version") !== "main")
      return wikiRefusal(400, "InvalidArgumentValueException");
    return method === "GET" ? read(query) : write(seen);
  }

  function read(query: URLSearchParams): Reply {
    const path = query.get("path") ?? "";
    const page = pages.get(path);
    if (page === undefined) return wikiRefusal(404, "WikiPageNotFoundException");
    const content = query.get("includeContent") === "true" ? { content: page.content } : {};
    return { ...view(path, 200, content), headers: { etag: versionOf(path) } };
  }

  function write({ query, headers, body }: Seen): Reply {
    const path = query.get("path") ?? "";
    const { content } = body as { content: string };
    const parent = path.slice(0, path.lastIndexOf("/"));
    const there = pages.has(path);
    const wanted = headers["if-match"];
    if (wanted === undefined && there) return wikiRefusal(500, "WikiPageAlreadyExistsException");
    if (wanted === undefined && parent !== "" && !pages.has(parent))
      return wikiRefusal(404, "WikiAncestorPageNotFoundException");
    if (wanted !== undefined && !there) return wikiRefusal(404, "WikiPageNotFoundException");
    if (wanted !== undefined && wanted !== versionOf(path)) return wikiRefusal(412, "WikiPageHasConflictsException");
    edit(path, content);
    return { ...view(path, there ? 200 : 201, { content }), headers: { etag: versionOf(path) } };
  }

  const versionOf = (path: string): string =>
    `"${createHash("sha1")
      .update(`${path} ${pages.get(path)?.revision} ${pages.get(path)?.content}`)
      .digest("hex")}"`;

  const view = (path: string, status: number, more: object) => ({
    status,
    body: {
      path,
      order: 0,
      gitItemPath: `${path.replaceAll("-", "%2D").replaceAll(" ", "-")}.md`,
      subPages: [],
      remoteUrl: `https://dev.azure.com/contoso/${project}/_wiki/wikis/${wikiName}?pagePath=${encodeURIComponent(path)}`,
      ...more,
    },
  });

  return { ...server, pages, edit };
}

export const wikiConfig = (url: string) => ({
  AZURE_DEVOPS_URL: `${url}/contoso`,
  AZURE_DEVOPS_PROJECT: project,
  AZURE_DEVOPS_TYPE: "Issue",
  AZURE_DEVOPS_TOKEN: pat,
  AZURE_DEVOPS_WIKI: wikiName,
});
