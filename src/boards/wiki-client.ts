/**
 * The wiki of Azure DevOps over plain fetch, with the sign-in of Azure Boards: Microsoft's SDK reads pages and does not
 * write them (github.com/microsoft/azure-devops-node-api/issues/416).
 */
import { z } from "zod";
import { Outage } from "../engine/ports.ts";
import { authorization, type BoardsTools } from "./client.ts";
import { BoardsFault, nothingThere } from "./fault.ts";
import { retried } from "./retried.ts";

export type WikiConfig = BoardsTools["config"] & { AZURE_DEVOPS_WIKI?: string | undefined };
export type WikiTools = Omit<BoardsTools, "config"> & { config: WikiConfig };

export type WikiRequest = {
  method: "GET" | "PUT";
  /** Behind `_apis/wiki/wikis/{wiki}`. */
  path: "" | "/pages";
  query?: Record<string, string>;
  content?: string;
  /** The version that is to be replaced. */
  ifMatch?: string;
};
export type WikiAnswer = { body: unknown; etag: string | undefined };

/** A refusal of the wiki, with the name it has for it, like "WikiPageNotFoundException"; "" where it has none. */
export type WikiRefusal = BoardsFault & { key?: string };

/** Sends one request and returns a good answer, or throws BoardsFault (with `key`), or Outage where signing in fails. */
export type AskWiki = (request: WikiRequest) => Promise<WikiAnswer>;

const usualDeadlineMs = 10_000;
/** A page may be as large as 18 MB (Microsoft Learn, "Wiki naming conventions"). */
const answerBytesMax = 20 * 1024 * 1024;
const version = "7.1";

/** Everything here may be done twice: a page is written on condition of its version, and made only where there is none. */
export function wikiClient(tools: WikiTools): AskWiki {
  const { config, deadlineMs = usualDeadlineMs } = tools;
  return async (request) => {
    if (config.AZURE_DEVOPS_URL === undefined || config.AZURE_DEVOPS_WIKI === undefined)
      throw new Outage("No wiki is set up: set AZURE_DEVOPS_WIKI.", { again: false });
    return retried(tools, "Azure DevOps wiki", mayPass, async () =>
      send(config, await authorization(config, tools.tokens), request, deadlineMs),
    );
  };
}

/** A 500 with a name is a refusal: the service says so that a page is there already. */
const mayPass = (fault: WikiRefusal): boolean =>
  [0, 408, 429, 502, 503, 504].includes(fault.status) || (fault.status === 500 && (fault.key ?? "") === "");

async function send(
  config: WikiConfig,
  signedIn: string,
  { method, path, query = {}, content, ifMatch }: WikiRequest,
  deadlineMs: number,
): Promise<WikiAnswer> {
  const [project, wiki] = [config.AZURE_DEVOPS_PROJECT ?? "", config.AZURE_DEVOPS_WIKI ?? ""].map(encodeURIComponent);
  const url = `${config.AZURE_DEVOPS_URL}/${project}/_apis/wiki/wikis/${wiki}${path}?${new URLSearchParams({ ...query, "api-version": version })}`;
  const headers = {
    authorization: signedIn,
    accept: "application/json",
    "x-tfs-fedauthredirect": "Suppress",
    ...(content === undefined ? {} : { "content-type": "application/json" }),
    ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
  };
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(url, {
      method,
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(deadlineMs),
      ...(content === undefined ? {} : { body: JSON.stringify({ content }) }),
    });
    body = await read(response);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new BoardsFault(message, { status: 0, happened: "perhaps", cause: error });
  }
  // Whoever is not signed in gets a page for signing in, with 203 or as a redirection.
  if (response.status === 203 || (response.ok && body === undefined)) throw nothingThere();
  if (!response.ok) throw refusal(response.status, body, response.headers.get("retry-after"));
  return { body, etag: response.headers.get("etag") ?? undefined };
}

/** What is not JSON is undefined. */
async function read(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > answerBytesMax) throw new Error("the answer is too large");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

const complaint = z.object({
  message: z.string().catch(""),
  typeKey: z.string().max(200).catch(""),
});

function refusal(status: number, body: unknown, retryAfter: string | null): WikiRefusal {
  const told = complaint.safeParse(body).data;
  const message = (told?.message ?? "").replace(/\s+/g, " ").trim().slice(0, 400) || `HTTP ${status}`;
  const afterMs = retryAfter !== null && /^\d{1,6}$/.test(retryAfter.trim()) ? Number(retryAfter) * 1_000 : undefined;
  const fault = new BoardsFault(message, { status, happened: "no", afterMs });
  return Object.assign(fault, { key: told?.typeKey ?? "" });
}
