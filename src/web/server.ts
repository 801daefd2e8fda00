/** The web server: every address Muster answers at. */
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import restify from "restify";
import type { Config } from "../config.ts";
import { alertDoor, type RecordAlert } from "./alerts.ts";
import type { Answer } from "./answer.ts";
import { readJson } from "./body.ts";
import { clockDoor, type Dev, roundDoor, settleDoor } from "./clock.ts";
import { type Door, open, type Route } from "./door.ts";
import { guard } from "./guard.ts";
import { healthDoor, type Readiness, readyDoor } from "./health.ts";
import { statusJsonDoor, statusPageDoor } from "./status.ts";

export type Routes = {
  /** Takes a Teams activity: checks who sent it, makes it durable, answers. */
  messages(headers: IncomingHttpHeaders, body: unknown): Promise<Pick<Answer, "status" | "body">>;
  alert: RecordAlert;
  statusPage(): Promise<string>;
  statusJson(): Promise<string>;
  ready(): Promise<Readiness>;
  /** Addresses that speak for themselves: paging, calendars, the web API. */
  others: readonly Route[];
  dev?: Dev;
};

export type WebServer = { port: number; close(): Promise<void> };

type Settings = Pick<Config, "HOST" | "PORT" | "ALERT_TOKENS">;

/** How long requests under way may take when we are told to stop. */
const closingMs = 10_000;

export async function startServer({
  config,
  routes,
  log,
}: {
  config: Settings;
  routes: Routes;
  log: Logger;
}): Promise<WebServer> {
  const server = restify.createServer({ name: "", log: log as never });
  guard(server);
  mount(server, config, routes, log);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.PORT, config.HOST, () => resolve());
  });
  server.on("error", (error: Error) => log.error({ err: error }, "The web server has trouble"));
  return { port: (server.server.address() as AddressInfo).port, close: () => close(server) };
}

function mount(server: restify.Server, config: Settings, routes: Routes, log: Logger): void {
  const post = (path: string, door: Door) => server.post(path, open(log, door));
  const get = (path: string, door: Door) => {
    server.get(path, open(log, door));
    server.head(path, open(log, door));
  };
  post("/api/messages", async (request) => routes.messages(request.headers, await readJson(request)));
  post("/api/alerts/:source", alertDoor(config.ALERT_TOKENS, routes.alert, log));
  get("/status", statusPageDoor(routes.statusPage));
  get("/status.json", statusJsonDoor(routes.statusJson));
  get("/healthz", healthDoor);
  get("/readyz", readyDoor(routes.ready));
  for (const { method, path, door } of routes.others) {
    if (method === "get") get(path, door);
    else server[method](path, open(log, door));
  }
  if (routes.dev === undefined) return;
  post("/dev/clock", clockDoor(routes.dev));
  post("/dev/settle", settleDoor(routes.dev));
  post("/dev/round", roundDoor(routes.dev));
}

/** Takes no new requests, lets those under way finish, and then hangs up. */
async function close(server: restify.Server): Promise<void> {
  const hangUp = setTimeout(() => server.server.closeAllConnections(), closingMs);
  // A connection that becomes idle only now would be kept open for the next request, which we no longer take.
  const idle = setInterval(() => server.server.closeIdleConnections(), 50);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(hangUp);
  clearInterval(idle);
}
