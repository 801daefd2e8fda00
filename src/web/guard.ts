/** What restify 12 leaves open between the network and our handlers. */
import type { Server as HttpServer } from "node:http";
import type { Request, Response, Server } from "restify";
import { careful } from "./answer.ts";
import { letGo } from "./body.ts";

const requestMs = 30_000;
const headersMs = 15_000;
/** Longer than load balancers keep an idle connection, so that they hang up first and never write into a closed one. */
const idleMs = 245_000;

export function guard(server: Server): void {
  const http = server.server as HttpServer;
  http.requestTimeout = requestMs;
  http.headersTimeout = headersMs;
  http.keepAliveTimeout = idleMs;
  // restify listens for upgrades and forgets them; without a listener Node answers them like any other request.
  http.removeAllListeners("upgrade");
  // The type definitions do not know `first` (restify.com/docs/server-api/#first).
  (server as Server & { first(handler: typeof readableAddress): void }).first(readableAddress);
  server.on("restifyError", answerRouting);
}

/** A Host header or a target that makes no address throws inside restify's router, outside every handler: that would end the process. */
function readableAddress(request: Request, response: Response): boolean {
  try {
    request.getUrl();
    return true;
  } catch {
    response.writeHead(400, { "Content-Length": 0, Connection: "close" });
    response.end();
    return false;
  }
}

type RoutingError = { statusCode?: number; toJSON?: () => unknown };

/** No such address, or not with this method: our words instead of restify's, which repeat what was asked for. */
function answerRouting(request: Request, response: Response, error: RoutingError, done: () => void): void {
  for (const [name, value] of Object.entries(careful)) response.setHeader(name, value);
  error.toJSON = () => ({ error: words[error.statusCode ?? 500] ?? "Something went wrong here." });
  letGo(request);
  done();
}

const words: Record<number, string> = {
  404: "There is nothing at this address.",
  405: "This address does not answer this method.",
};
