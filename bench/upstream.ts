/** What both bots speak to: a login, a Bot Connector and as much of Graph as makes channels, all as fast as can be. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { findRoute, readBody, send } from "../sandbox/http.ts";
import { createTokens } from "../sandbox/tokens.ts";

/** Something that the bot posted. `at` as performance.now() counts. */
export type Post = { conversation: string; card: boolean; at: number };

export type Upstream = {
  url: string;
  serviceUrl: string;
  /** The token with which Teams brings messages to the bot. */
  token: string;
  /** The channel that was made for an incident, by its name ("INC-1"). */
  channels: ReadonlyMap<string, string>;
  /** Told of every post as it arrives. */
  onPost(listen: (post: Post) => void): void;
  stop(): void;
};

type State = { channels: Map<string, string>; listen: (post: Post) => void; posts: number };

export async function startUpstream(): Promise<Upstream> {
  const state: State = { channels: new Map(), listen: () => undefined, posts: 0 };
  const server = createServer({ keepAliveTimeout: 60_000 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serviceUrl = `${url}/connector/`;
  const tokens = await createTokens({
    url,
    now: () => new Date(),
    grants: () => ({ roles: [], resourceSpecific: [] }),
  });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    answer(state, tokens.routes, request, response).catch(() => response.destroy());
  });
  return {
    url,
    serviceUrl,
    token: await tokens.forBot(serviceUrl),
    channels: state.channels,
    onPost: (listen) => {
      state.listen = listen;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  state: State,
  login: Parameters<typeof findRoute>[0],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const at = performance.now();
  const { method = "GET" } = request;
  const [path = "/"] = (request.url ?? "/").split("?");
  const body = (await readBody(request)) ?? Buffer.alloc(0);
  const found = path.startsWith("/login/") ? findRoute(login, method, path) : undefined;
  if (found !== undefined) {
    const call = { method, path, query: new URLSearchParams(), headers: request.headers, params: found.params, body };
    return send(response, await found.handler(call));
  }
  if (path.endsWith("/sendActivityNotification")) return send(response, { status: 204 });
  if (path === "/hooks/heartbeat") return send(response, { status: 200 });
  if (path.startsWith("/graph/")) return send(response, graph(state, body));
  if (path === "/connector/v3/conversations") return send(response, { status: 201, body: { id: chatOf(body) } });
  const team = /^\/connector\/v3\/teams\/([^/]+)$/.exec(path)?.[1];
  if (team !== undefined) return send(response, { status: 200, body: { id: team, name: team, aadGroupId: team } });
  const conversation = /^\/connector\/v3\/conversations\/([^/]+)\/activities/.exec(path)?.[1];
  if (conversation === undefined) return send(response, { status: 404 });
  state.posts += 1;
  send(response, { status: 201, body: { id: `${state.posts}` } });
  if (method === "POST")
    state.listen({ conversation: decodeURIComponent(conversation), card: body.includes("AdaptiveCard"), at });
}

function graph({ channels }: State, body: Buffer) {
  const { displayName, description = "" } = JSON.parse(body.toString()) as Record<string, string>;
  const mark = /\[([^\]]+)\]/.exec(description)?.[1] ?? `${channels.size}`;
  const id = `19:bench-${mark}@thread.tacv2`;
  channels.set(mark, id);
  const webUrl = `https://teams.microsoft.com/l/channel/${encodeURIComponent(id)}/bench`;
  return { status: 201, body: { id, displayName, description, membershipType: "standard", webUrl } };
}

function chatOf(body: Buffer): string {
  const { members } = JSON.parse(body.toString()) as { members: { id: string }[] };
  return `a:chat-${members[0]?.id}`;
}
