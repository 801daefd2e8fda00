/** The routes of the project's wiki, and its pages as the sandbox's own page shows them. */
import { type Answer, type Call, jsonObject, ok, type Route, route } from "../http.ts";
import { stableGuid } from "../people.ts";
import type { Boards } from "./boards.ts";
import { boardsError, invalidPatch } from "./errors.ts";
import { identity, projectId, projectName } from "./identity.ts";
import { pageAt, pageNotFound, pathFrom, putPage, subPages, top, type WikiPage } from "./wiki.ts";

const name = `${projectName}.wiki`;
const id = stableGuid(`wiki ${name}`);

export function wikiRoutes(boards: Boards): Route[] {
  const { inProject, signedIn, store, url } = boards;
  const path = "/_apis/wiki/wikis";
  const all = () => {
    const value = store.world.project.wiki === undefined ? [] : [wiki(url)];
    return ok({ count: value.length, value });
  };
  return [
    inProject("GET", path, all),
    signedIn("GET", path, all),
    inProject("GET", `${path}/{wiki}`, (call) => {
      pagesOf(boards, call);
      return ok(wiki(url));
    }),
    inProject("GET", `${path}/{wiki}/pages`, (call) => read(boards, call)),
    inProject("PUT", `${path}/{wiki}/pages`, (call) => write(boards, call)),
    route("GET", "/sandbox/wiki", () =>
      ok((store.world.project.wiki ?? []).map((page) => ({ ...page, by: identity(page.by, url).displayName }))),
    ),
  ];
}

function pagesOf({ store }: Boards, call: Call): WikiPage[] {
  const wanted = call.params["wiki"]!.toLowerCase();
  const pages = store.world.project.wiki;
  if (pages === undefined || ![id, name.toLowerCase()].includes(wanted))
    throw boardsError(404, "WikiNotFoundException", `The wiki ${call.params["wiki"]} does not exist.`);
  return pages;
}

/** As text where that is what is accepted; otherwise as JSON, with the content where it is asked for. */
function read(boards: Boards, call: Call): Answer {
  const pages = pagesOf(boards, call);
  const path = pathFrom(call.query.get("path"));
  const page = pageAt(pages, path);
  if (page === undefined && path !== top) throw pageNotFound(path);
  const headers = page === undefined ? {} : { etag: `"${page.eTag}"` };
  if (/^text\/plain/i.test(call.headers.accept ?? ""))
    return {
      status: 200,
      body: page?.content ?? "",
      headers: { ...headers, "content-type": "text/plain; charset=utf-8" },
    };
  const depth = { full: Infinity, onelevel: 1 }[(call.query.get("recursionLevel") ?? "").toLowerCase()] ?? 0;
  const content = call.query.get("includeContent")?.toLowerCase() === "true";
  return { ...ok(view(pages, path, boards.url, { depth, content })), headers };
}

function write(boards: Boards, call: Call): Answer {
  const { store } = boards;
  const pages = pagesOf(boards, call);
  const { content } = jsonObject(call, invalidPatch);
  if (typeof content !== "string") throw invalidPatch("A page needs its content.");
  const eTag = call.headers["if-match"]?.replace(/^"(.*)"$/, "$1");
  const path = pathFrom(call.query.get("path"));
  const { page, made } = putPage(pages, { path, content, eTag, by: "", at: store.now() });
  store.changed({ type: "wiki", id: page.path });
  return {
    status: made ? 201 : 200,
    body: view(pages, page.path, boards.url, { depth: 0, content: true }),
    headers: { etag: `"${page.eTag}"` },
  };
}

const wiki = (url: string) => ({
  id,
  name,
  type: "projectWiki",
  mappedPath: "/",
  projectId,
  repositoryId: id,
  versions: [{ version: "wikiMaster" }],
  url: `${url}/${projectId}/_apis/wiki/wikis/${id}`,
  remoteUrl: `${url}/${projectName}/_wiki/wikis/${name}`,
});

function view(
  pages: readonly WikiPage[],
  path: string,
  url: string,
  wish: { depth: number; content: boolean },
): Record<string, unknown> {
  const page = pageAt(pages, path);
  const below = subPages(pages, path);
  const subs =
    wish.depth > 0 ? below.map((each) => view(pages, each.path, url, { ...wish, depth: wish.depth - 1 })) : [];
  return {
    ...(page === undefined ? {} : { id: page.id }),
    path: page?.path ?? top,
    order: page === undefined ? 0 : pages.indexOf(page),
    gitItemPath: page === undefined ? top : `${page.path.replaceAll("-", "%2D").replaceAll(" ", "-")}.md`,
    ...(below.length > 0 ? { isParentPage: true } : {}),
    subPages: subs,
    url: `${url}/${projectId}/_apis/wiki/wikis/${id}/pages/${encodeURIComponent(path)}`,
    remoteUrl: `${url}/${projectName}/_wiki/wikis/${name}?pagePath=${encodeURIComponent(path)}`,
    ...(wish.content ? { content: page?.content ?? "" } : {}),
  };
}
