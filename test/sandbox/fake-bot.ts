/** A bot that only remembers what Teams told it, after checking the token as a bot must. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { appId } from "../../sandbox/people.ts";
import { type SandboxClient, sandboxClient } from "../../sandbox/client.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/sandbox.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests read activities freely.
export type Heard = Record<string, any>;
export type Told = { path: string; headers: IncomingHttpHeaders; text: string; body: Heard };
export type FakeBot = {
  url: string;
  heard: Heard[];
  steps: { path: string; body: Heard }[];
  /** What the bot answers to the next activities: a status and a body. */
  answer: { status: number; body?: unknown; delayMs?: number };
  /** What services told it of pages and work items, as it came. */
  reports: Told[];
  /** The statuses with which the next of them are answered; after those it is 200. */
  refusals: number[];
  close(): void;
};

export async function startFakeBot(): Promise<FakeBot> {
  const answers = { answer: { status: 200 }, refusals: [] };
  const bot: FakeBot = { url: "", heard: [], steps: [], reports: [], ...answers, close: () => undefined };
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const body = text === "" ? {} : (JSON.parse(text) as Heard);
    bot.steps.push({ path: request.url ?? "", body });
    // Not chained: where restify was loaded in this process, its writeHead returns nothing.
    const answer = (status: number, json: string): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(json);
    };
    if (/^\/api\/(paging|boards)\//.test(request.url ?? "")) {
      bot.reports.push({ path: request.url!, headers: request.headers, text, body });
      return answer(bot.refusals.shift() ?? 200, "{}");
    }
    if (request.url !== "/api/messages") return answer(request.url === "/dev/settle" ? 200 : 404, "{}");
    const genuine = await isGenuine(request.headers.authorization ?? "", body).catch(() => false);
    if (!genuine) return answer(401, "");
    bot.heard.push(body);
    if (bot.answer.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, bot.answer.delayMs));
    answer(bot.answer.status, bot.answer.body === undefined ? "" : JSON.stringify(bot.answer.body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  bot.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  bot.close = () => {
    server.close();
    server.closeAllConnections();
  };
  return bot;
}

async function isGenuine(authorization: string, activity: Heard): Promise<boolean> {
  const root = String(activity["serviceUrl"]).replace(/\/connector\/$/, "");
  const metadata = (await (await fetch(`${root}/login/v1/.well-known/openidconfiguration`)).json()) as {
    jwks_uri: string;
  };
  const keys = createRemoteJWKSet(new URL(metadata.jwks_uri));
  const { payload } = await jwtVerify(authorization.replace("Bearer ", ""), keys, {
    issuer: "https://api.botframework.com",
    audience: appId,
    algorithms: ["RS256"],
  });
  return payload["serviceurl"] === activity["serviceUrl"];
}

export type Stage = { sandbox: Sandbox; teams: SandboxClient; bot: FakeBot; as: Speak; close(): Promise<void> };
export type Spoken = { status: number; headers: Headers; body: Heard };
type Speak = (
  surface: "connector" | "graph" | "devops" | "nobody",
  method: string,
  path: string,
  body?: unknown,
) => Promise<Spoken>;

/** A sandbox with the fake bot in it, and a way to speak to its upstream routes with the right token. */
export async function startStage(options: SandboxOptions = {}): Promise<Stage> {
  const bot = await startFakeBot();
  const sandbox = await startSandbox({ storage: process.env["AZURITE"]!, muster: "none", botUrl: bot.url, ...options });
  const as: Speak = async (surface, method, path, body) => {
    const patch = Array.isArray(body) ? "application/json-patch+json" : "application/json";
    const authorization =
      surface === "nobody" ? {} : { authorization: `Bearer ${await tokenFor(sandbox.url, surface)}` };
    const response = await fetch(sandbox.url + path, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": patch }), ...authorization },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parse(text) };
  };
  return {
    sandbox,
    bot,
    as,
    teams: sandboxClient(sandbox.url),
    async close() {
      await sandbox.stop();
      bot.close();
    },
  };
}

/** An answer that is no JSON, as pictures are not, has nothing to read in it. */
function parse(text: string): Heard {
  try {
    return JSON.parse(text) as Heard;
  } catch {
    return {};
  }
}

const scopes = {
  connector: "https://api.botframework.com",
  graph: "https://graph.microsoft.com",
  devops: "499b84ac-1321-427f-aa17-267ca6975798",
};

export async function tokenFor(url: string, surface: keyof typeof scopes): Promise<string> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: appId,
    client_secret: "sandbox-secret",
    scope: `${scopes[surface]}/.default`,
  });
  const response = await fetch(`${url}/login/7a0c9f2e-5b1d-4c83-9e64-1f2a3b4c5d6e/oauth2/v2.0/token`, {
    method: "POST",
    body,
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

export const card = (parts: Heard = {}): Heard => ({
  contentType: "application/vnd.microsoft.card.adaptive",
  content: { type: "AdaptiveCard", version: "1.5", body: [], ...parts },
});

/** The id of a conversation by its name (a person's name: their chat with Muster), as it stands in a path. */
export async function idOf(stage: Stage, name: string): Promise<string> {
  const people = await stage.teams.people();
  const person = people.find((each) => each.name === name)?.id;
  const all = await stage.teams.conversations();
  return all.find((each) =>
    person === undefined ? each.name === name : each.kind === "personal" && each.members?.[0] === person,
  )!.id;
}

export const inPath = encodeURIComponent;
