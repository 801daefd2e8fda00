/** The project's wiki: pages are made once, changed only by who knows their version, and have a parent. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { getPersonalAccessTokenHandler, WebApi } from "azure-devops-node-api";
import type { IWikiApi } from "azure-devops-node-api/WikiApi.js";
import { personalAccessToken } from "../../sandbox/tokens.ts";
import { type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let wikis: IWikiApi;
const pages = "/devops/contoso/Operations/_apis/wiki/wikis/Operations.wiki/pages";

/** Microsoft's client reads pages and does not write them. */
async function ask(method: string, path: string, content?: string, ifMatch?: string, accept = "application/json") {
  const response = await fetch(`${stage.sandbox.url}${pages}?path=${encodeURIComponent(path)}&includeContent=true`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`:${personalAccessToken}`).toString("base64")}`,
      accept,
      "content-type": "application/json",
      ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
    },
    ...(content === undefined ? {} : { body: JSON.stringify({ content }) }),
  });
  const text = await response.text();
  const body = accept.startsWith("application/json") ? JSON.parse(text) : text;
  return { status: response.status, eTag: response.headers.get("etag") ?? "", body };
}
const put = (path: string, content: string, ifMatch?: string) => ask("PUT", path, content, ifMatch);

beforeAll(async () => {
  stage = await startStage();
  const api = new WebApi(`${stage.sandbox.url}/devops/contoso`, getPersonalAccessTokenHandler(personalAccessToken));
  wikis = await api.getWikiApi();
});
afterAll(() => stage.close());

test("the project has one wiki, found by its name and by its id", async () => {
  const [wiki] = await wikis.getAllWikis("Operations");
  expect(wiki).toMatchObject({ name: "Operations.wiki", mappedPath: "/" });
  expect((await wikis.getWiki(wiki!.id!, "Operations")).name).toBe("Operations.wiki");
  expect(await wikis.getWiki("Another.wiki", "Operations")).toBeNull();
});

test("a page is made with 201 and read back with its version", async () => {
  const made = await put("/Made here", "# Made here");
  expect([made.status, made.eTag]).toEqual([201, expect.stringMatching(/^"[0-9a-f]{40}"$/)]);
  expect(made.body).toMatchObject({
    path: "/Made here",
    gitItemPath: "/Made-here.md",
    content: "# Made here",
    subPages: [],
  });
  const read = await ask("GET", "/made here/");
  expect([read.status, read.eTag, read.body.content]).toEqual([200, made.eTag, "# Made here"]);
  const text = await ask("GET", "/Made here", undefined, undefined, "text/plain");
  expect([text.status, text.eTag, text.body]).toEqual([200, made.eTag, "# Made here"]);
  expect(await stage.teams.wiki()).toMatchObject([{ path: "/Made here", content: "# Made here", by: "Muster" }]);
});

test("a page that is there already is not made again; the service says so with 500", async () => {
  await put("/Once", "first");
  const again = await put("/once", "second");
  expect([again.status, again.body.typeKey]).toEqual([500, "WikiPageAlreadyExistsException"]);
  expect((await ask("GET", "/Once")).body.content).toBe("first");
});

test("a page is changed only with its current version", async () => {
  const { eTag } = await put("/Changing", "one");
  const second = await put("/Changing", "two", eTag);
  expect([second.status, second.body.content]).toEqual([200, "two"]);
  const stale = await put("/Changing", "three", eTag);
  expect([stale.status, stale.body.typeKey]).toEqual([412, "WikiPageHasConflictsException"]);
  const back = await put("/Changing", "one", second.eTag);
  expect(back.eTag).not.toBe(eTag);
  expect((await put("/Changing", "four", "latest")).status).toBe(400);
});

test("a page whose parent is not there is refused, and taken when it is", async () => {
  const orphan = await put("/Reviews/INC-42", "x");
  expect([orphan.status, orphan.body.typeKey]).toEqual([404, "WikiAncestorPageNotFoundException"]);
  await put("/Reviews", "All reviews");
  expect((await put("/Reviews/INC-42", "x")).status).toBe(201);
  const parent = await wikis.getWiki("Operations.wiki", "Operations");
  const tree = await stage.as(
    "devops",
    "GET",
    `${pages.replace("Operations.wiki", parent.id!)}?path=/Reviews&recursionLevel=oneLevel`,
  );
  expect([tree.body["isParentPage"], tree.body["subPages"].map((each: { path: string }) => each.path)]).toEqual([
    true,
    ["/Reviews/INC-42"],
  ]);
});

test("what is not there is 404, also for who wants to change it", async () => {
  const missing = await ask("GET", "/Nowhere");
  expect([missing.status, missing.body.message]).toEqual([
    404,
    expect.stringContaining("Ensure that the path of the page"),
  ]);
  expect((await put("/Nowhere", "x", `"${"0".repeat(40)}"`)).status).toBe(404);
});

test.each(["/a#b", "/.hidden", "/ends.", "/a\\b", `/${"x".repeat(235)}`, "/"])("“%s” is no page", async (path) => {
  expect((await put(path, "x")).status).toBe(400);
});

test("a project can be without a wiki", async () => {
  const bare = await startStage({ wiki: "none" });
  const root = "/devops/contoso/Operations/_apis/wiki/wikis";
  const all = await bare.as("devops", "GET", root);
  const one = await bare.as("devops", "GET", `${root}/Operations.wiki/pages?path=/`);
  await bare.close();
  expect([all.body["value"], one.status]).toEqual([[], 404]);
});
