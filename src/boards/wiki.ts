/** Pages in a wiki of Azure DevOps. Shapes: MicrosoftDocs/vsts-rest-api-specs, specification/wiki/7.1. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { Outage, type Wiki, type WikiPage } from "../engine/ports.ts";
import { BoardsFault } from "./fault.ts";
import { wikiOutage } from "./wiki-advice.ts";
import { type AskWiki, type WikiConfig, type WikiRefusal, type WikiTools, wikiClient } from "./wiki-client.ts";

type Found = { content: string; etag: string; url: string | undefined };
type Desk = { ask: AskWiki; config: WikiConfig; versionOf: () => Promise<Record<string, string>> };

const besideMax = 9;
const triesMax = 4;

/** What a page above reviews says where there was none: the list of those below it, which the wiki keeps. */
const above = "[[_TOSP_]]\n";

export function boardsWiki(tools: WikiTools): Wiki {
  const ask = wikiClient(tools);
  const desk: Desk = { ask, config: tools.config, versionOf: versionFrom(ask) };
  return {
    markOf: async (markdown) => markOf(markdown),
    async publish(page) {
      try {
        return await publish(desk, page);
      } catch (error) {
        throw wikiOutage(error, `write the page ${page.path}`, tools.config);
      }
    },
  };
}

/** The wiki may write other line ends than it was given, and a last one more or less. */
const markOf = (markdown: string): string =>
  createHash("sha256").update(markdown.replace(/\r\n?/g, "\n").trimEnd()).digest("hex");

async function publish(desk: Desk, page: WikiPage): Promise<{ url: string; beside?: string }> {
  const own = new Set([...page.own, markOf(page.markdown)]);
  const url = await writeOwn(desk, page.path, page.markdown, own);
  if (url !== undefined) return { url };
  for (let number = 1; number <= besideMax; number += 1) {
    const path = `${page.path} (${page.beside}${number === 1 ? "" : `, ${number}`})`;
    const besides = await writeOwn(desk, path, page.markdown, own);
    if (besides !== undefined) return { url: besides, beside: path.slice(path.lastIndexOf("/") + 1) };
  }
  throw new Outage(`The wiki has ${besideMax} drafts of today beside ${page.path}, all of them changed by people.`, {
    again: false,
  });
}

/** Where the page is then; undefined where it is somebody's, and was left alone. */
async function writeOwn(
  desk: Desk,
  path: string,
  markdown: string,
  own: ReadonlySet<string>,
): Promise<string | undefined> {
  for (let tries = 1; ; tries += 1) {
    const found = await readPage(desk, path);
    if (found !== undefined && !own.has(markOf(found.content))) return undefined;
    if (found !== undefined && markOf(found.content) === markOf(markdown)) return found.url ?? addressOf(desk, path);
    try {
      return await put(desk, path, markdown, found?.etag);
    } catch (error) {
      // Somebody was at the page between our look and our word: look again.
      if (tries >= triesMax || !(error instanceof BoardsFault)) throw error;
      if (isAncestorMissing(error)) await makeAbove(desk, path);
      else if (!isOvertaken(error)) throw error;
    }
  }
}

/** The service says 500 of a page that is there already, and 412 or 409 of one that has changed. */
const isOvertaken = ({ status, key = "" }: WikiRefusal): boolean =>
  [409, 412].includes(status) || /AlreadyExists|HasConflicts|PageNotFound/.test(key);

const isAncestorMissing = ({ key = "" }: WikiRefusal): boolean => key === "WikiAncestorPageNotFoundException";

async function makeAbove(desk: Desk, path: string): Promise<void> {
  const parts = path.split("/").slice(1, -1);
  for (const index of parts.keys()) {
    const parent = `/${parts.slice(0, index + 1).join("/")}`;
    if ((await readPage(desk, parent)) !== undefined) continue;
    try {
      await put(desk, parent, above, undefined);
    } catch (error) {
      if (!(error instanceof BoardsFault) || !isOvertaken(error)) throw error;
    }
  }
}

const pageShape = z.object({ content: z.string().catch(""), remoteUrl: z.url().optional().catch(undefined) });

async function readPage({ ask, versionOf }: Desk, path: string): Promise<Found | undefined> {
  try {
    const query = { path, includeContent: "true", ...(await versionOf()) };
    const { body, etag } = await ask({ method: "GET", path: "/pages", query });
    const { content, remoteUrl } = pageShape.parse(body);
    return { content, etag: etag ?? "", url: remoteUrl };
  } catch (error) {
    if (error instanceof BoardsFault && isPageMissing(error)) return undefined;
    throw error;
  }
}

/** A wiki that is not there is 404 as well, by another name. */
const isPageMissing = ({ status, key = "" }: WikiRefusal): boolean =>
  status === 404 && /^Wiki(?:Ancestor)?PageNotFound/.test(key);

async function put(desk: Desk, path: string, content: string, ifMatch: string | undefined): Promise<string> {
  const query = { path, comment: "Drafted by Muster", ...(await desk.versionOf()) };
  const condition = ifMatch === undefined ? {} : { ifMatch };
  const { body } = await desk.ask({ method: "PUT", path: "/pages", query, content, ...condition });
  return pageShape.parse(body).remoteUrl ?? addressOf(desk, path);
}

const addressOf = ({ config }: Desk, path: string): string =>
  `${config.AZURE_DEVOPS_URL}/${encodeURIComponent(config.AZURE_DEVOPS_PROJECT ?? "")}/_wiki/wikis/${encodeURIComponent(config.AZURE_DEVOPS_WIKI ?? "")}?pagePath=${encodeURIComponent(path)}`;

const wikiShape = z.object({
  type: z.string().catch("projectWiki"),
  versions: z.array(z.object({ version: z.string() })).catch([]),
});

/** A wiki made of code wants its branch named (github.com/microsoft/azure-devops-mcp/issues/490). Asked once. */
function versionFrom(ask: AskWiki): () => Promise<Record<string, string>> {
  let known: Record<string, string> | undefined;
  return async () => {
    if (known !== undefined) return known;
    const { type, versions } = wikiShape.parse((await ask({ method: "GET", path: "" })).body);
    const branch = type === "codeWiki" ? versions[0]?.version : undefined;
    known =
      branch === undefined ? {} : { "versionDescriptor.version": branch, "versionDescriptor.versionType": "branch" };
    return known;
  };
}
