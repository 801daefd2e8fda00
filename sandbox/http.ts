/** A small HTTP router: templates like "/sandbox/messages/{id}/press", bounded bodies, and answers as values. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";

export type Call = {
  method: string;
  /** The path as it was sent, without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** What the template's names matched, decoded. */
  params: Record<string, string>;
  body: Buffer;
};
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };
export type Handler = (call: Call) => Answer | Promise<Answer>;
export type Route = { method: string; pattern: RegExp; names: string[]; handler: Handler; bodyBytesMax: number };

/** An answer other than the wished-for one, thrown from anywhere in a handler. */
export class Rejection extends Error {
  override readonly name = "Rejection";
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(`${answer.status} ${JSON.stringify(answer.body)}`);
    this.answer = answer;
  }
}

/** Longer bodies are refused, but where a route takes more. */
export const bodyBytesMax = 4 * 1024 * 1024;

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const nothing: Answer = { status: 204 };

/** `{name}` matches one segment, `{name*}` the rest of the path. Letter case is ignored, as Microsoft's services do. */
export function route(method: string, template: string, handler: Handler, most = bodyBytesMax): Route {
  const names: string[] = [];
  const source = template.replace(
    /\{(\w+)(\*?)\}|[.*+?^$()|[\]\\]/g,
    (part, name: string | undefined, rest: string) => {
      if (name === undefined) return `\\${part}`;
      names.push(name);
      return rest === "*" ? "(.*)" : "([^/]+)";
    },
  );
  return { method, pattern: new RegExp(`^${source}$`, "i"), names, handler, bodyBytesMax: most };
}

/** The route for a request with its parameters; undefined when no template fits. */
export function findRoute(routes: readonly Route[], method: string, path: string) {
  for (const each of routes) {
    if (each.method !== method) continue;
    const match = each.pattern.exec(path);
    if (match === null) continue;
    const params = Object.fromEntries(each.names.map((name, index) => [name, decode(match[index + 1] ?? "")]));
    return { ...each, params };
  }
  return undefined;
}

export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The whole body, or undefined when it is longer than `most`. */
export async function readBody(request: IncomingMessage, most = bodyBytesMax): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= most) chunks.push(chunk);
  }
  return length <= most ? Buffer.concat(chunks) : undefined;
}

/** The body as a JSON object. `reject` makes the surface's own error out of a sentence. */
export function jsonObject(call: Call, reject: (message: string) => Rejection): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(call.body.toString("utf8"));
  } catch {
    throw reject("The body is not JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw reject("The body is not a JSON object.");
  return value as Record<string, unknown>;
}

/** Text and headers of an answer as they go over the wire. */
export function serialize(answer: Answer): { headers: Record<string, string>; payload: Buffer } {
  const { body } = answer;
  if (body === undefined) return { headers: { ...answer.headers }, payload: Buffer.alloc(0) };
  if (Buffer.isBuffer(body)) return { headers: { ...answer.headers }, payload: body };
  const payload = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return { headers: { "content-type": "application/json; charset=utf-8", ...answer.headers }, payload };
}

export function send(response: ServerResponse, answer: Answer): void {
  const { headers, payload } = serialize(answer);
  const length = answer.status === 204 || answer.status === 304 ? {} : { "content-length": `${payload.length}` };
  response.writeHead(answer.status, {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
    ...length,
  });
  response.end(payload);
}
