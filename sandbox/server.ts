/** The one HTTP server: who may speak to it, which surface answers, and the trouble and record-keeping in between. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import { boardsError } from "./boards/errors.ts";
import { addedHeaders, type Fault, type Faults } from "./faults.ts";
import { graphError } from "./graph/access.ts";
import type { Traffic } from "./har.ts";
import {
  type Answer,
  bodyBytesMax,
  type Call,
  findRoute,
  Rejection,
  readBody,
  type Route,
  send,
  serialize,
} from "./http.ts";
import { acsError } from "./paging/access.ts";
import { connectorError } from "./posts.ts";
import { sandboxError } from "./sandbox-error.ts";

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
export type Dispatch = {
  url: string;
  routes: readonly Route[];
  faults: Faults;
  traffic: Traffic;
  /** Saves what has changed. */
  keep: () => void;
  /** Takes requests whose answer is not one value: streams and what is passed on. */
  special(path: string, request: IncomingMessage, response: ServerResponse): boolean;
};

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;
/** Communication Services stand at the root: their clients take no address with a path. */
const communication = /^\/(sms$|emails:|emails\/|calling\/)/i;
/** The addresses that Muster speaks to; everything there is recorded and can be made to fail. */
const upstream = /^\/(connector|graph|devops|login|pagerduty|hooks)\//i;

/** Binds to the loopback address, to `port` or to any free one. */
export async function listen(port: number, handle: () => Handle | undefined): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, (request, response) => {
    const ready = handle();
    if (ready === undefined)
      send(response, { status: 503, body: { error: { code: "Unavailable", message: "The sandbox is starting." } } });
    else
      ready(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

export function createHandle(dispatch: Dispatch): Handle {
  return async (request, response) => {
    const [path = "/", search = ""] = (request.url ?? "/").split(/\?(.*)/s);
    const stranger = strangerIn(request);
    if (stranger !== undefined) return send(response, sandboxError(403, stranger).answer);
    if (dispatch.special(path, request, response)) return;
    const call: Call = {
      method: request.method ?? "GET",
      path,
      query: new URLSearchParams(search),
      headers: request.headers,
      params: {},
      body: Buffer.alloc(0),
    };
    const found = findRoute(dispatch.routes, call.method, path);
    const most = found?.bodyBytesMax ?? bodyBytesMax;
    const body = await readBody(request, most);
    if (body !== undefined) call.body = body;
    const act = (): Promise<Answer> =>
      body === undefined ? Promise.resolve(tooLarge(path, most)) : answer(found, call);
    if (upstream.test(path) || communication.test(path)) return recorded(dispatch, call, search, response, act);
    const answered = await act();
    // What a person has been told is done must still be there after a crash.
    if (call.method !== "GET") dispatch.keep();
    send(response, answered);
  };
}

/** A web page of somebody else must not reach us by a name that it points here, nor by a form that it sends here. */
function strangerIn(request: IncomingMessage): string | undefined {
  if (!loopback.test(request.headers.host ?? "")) return "Only local addresses are served.";
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== `http://${request.headers.host}`)
    return "Requests of other sites are not served.";
  return undefined;
}

async function answer(found: ReturnType<typeof findRoute>, call: Call): Promise<Answer> {
  if (found === undefined)
    return inTheShapeOf(call.path, 404, "NotFound", `There is no ${call.method} ${call.path}.`).answer;
  try {
    return await found.handler({ ...call, params: found.params });
  } catch (error) {
    if (error instanceof Rejection) return error.answer;
    process.stderr.write(
      `sandbox: ${call.method} ${call.path}: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    return inTheShapeOf(call.path, 500, "InternalServerError", "The sandbox made a mistake; its log says which.")
      .answer;
  }
}

const tooLarge = (path: string, most: number): Answer =>
  inTheShapeOf(path, 413, "RequestEntityTooLarge", `The body is larger than ${most} bytes.`).answer;

/** Each surface has its own way of telling trouble. */
function inTheShapeOf(path: string, status: number, code: string, message: string): Rejection {
  if (/^\/graph\//i.test(path)) return graphError(status, code, message);
  if (/^\/devops\//i.test(path)) return boardsError(status, `${code}Exception`, message);
  if (/^\/login\//i.test(path)) return new Rejection({ status, body: { error: code, error_description: message } });
  if (communication.test(path)) return acsError(status, code, message);
  if (/^\/pagerduty\//i.test(path))
    return new Rejection({ status, body: { status: code, message, errors: [message] } });
  return /^\/connector\//i.test(path) ? connectorError(status, code, message) : sandboxError(status, message);
}

async function recorded(
  dispatch: Dispatch,
  call: Call,
  search: string,
  response: ServerResponse,
  act: () => Promise<Answer>,
): Promise<void> {
  const startedAt = new Date();
  const started = performance.now();
  const url = search === "" ? call.path : `${call.path}?${search}`;
  const fault = dispatch.faults.take(call.method, url);
  if (fault?.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  const given = await answerTo(call.path, fault, act);
  const cut = fault?.drop !== undefined || fault?.hang !== undefined;
  const { headers, payload } = serialize(given ?? { status: 0 });
  dispatch.traffic.record({
    startedAt,
    ms: performance.now() - started,
    method: call.method,
    url: `${dispatch.url}${url}`,
    requestHeaders: call.headers,
    requestBody: call.body,
    status: cut ? 0 : given!.status,
    responseHeaders: cut ? {} : headers,
    responseBody: cut ? Buffer.alloc(0) : payload,
    ...(fault === undefined ? {} : { comment: `fault ${fault.id}` }),
  });
  if (fault?.drop === "reset") response.socket?.resetAndDestroy();
  else if (fault?.drop !== undefined) response.destroy();
  else if (fault?.hang === undefined) send(response, given!);
}

/** What the surface says, unless the fault says something else or nothing is to happen at all. */
async function answerTo(
  path: string,
  fault: Fault | undefined,
  act: () => Promise<Answer>,
): Promise<Answer | undefined> {
  const nothing = fault?.drop === "before" || fault?.drop === "reset" || fault?.hang === "before";
  if (nothing && fault.status === undefined) return undefined;
  const given = fault?.status === undefined ? await act() : troubled(path, fault.status);
  return fault === undefined ? given : { ...given, headers: { ...given.headers, ...addedHeaders(fault) } };
}

function troubled(path: string, status: number): Answer {
  const code = status === 429 ? "TooManyRequests" : "ServiceError";
  return inTheShapeOf(path, status, code, "The sandbox was told to answer so.").answer;
}
