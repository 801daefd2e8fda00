/** A small HTTP server on the loopback whose answers a test scripts, and which remembers what it was asked. */
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = { method: string; path: string; headers: IncomingMessage["headers"]; body: unknown };
export type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | "hang" | "reset";

export type TestServer = { url: string; asked: Asked[]; stop(): Promise<void> };

/** Starts it; `reply` decides about each request. */
export async function startServer(reply: (asked: Asked) => Reply): Promise<TestServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const one = {
      method: request.method ?? "",
      path: decodeURIComponent(request.url ?? ""),
      headers: request.headers,
      body: text.startsWith("{") ? JSON.parse(text) : text,
    };
    asked.push(one);
    send(response, reply(one));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === "hang") return;
  if (reply === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
  response.end(reply.body === undefined ? "" : JSON.stringify(reply.body));
}

/** An address at which nobody listens. */
export async function nobodyThere(): Promise<string> {
  const server = await startServer(() => ({ status: 200 }));
  await server.stop();
  return server.url;
}
