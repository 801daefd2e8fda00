/** How every door answers: one shape, security headers, and never a word about our insides. */
import type { Request, Response } from "restify";

export type Answer = {
  status: number;
  /** An object is sent as JSON. */
  body?: unknown;
  type?: string;
  headers?: Record<string, string>;
};

/** Refuses a request with a status and a sentence for the caller. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: number;
  readonly headers: Record<string, string>;
  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** For answers that are not pages: nothing in them may be run, framed, guessed at or kept. */
export const careful = {
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

/** Sends the answer, unless the caller has gone or has been answered. */
export function send(request: Request, response: Response, answer: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const body = bodyOf(answer);
  const headers: Record<string, string | number> = { ...careful, ...answer.headers };
  if (answer.status !== 204 && answer.status !== 304) {
    headers["Content-Type"] =
      answer.type ?? (typeof answer.body === "string" ? "text/plain; charset=utf-8" : "application/json");
    headers["Content-Length"] = Buffer.byteLength(body);
  }
  response.writeHead(answer.status, headers);
  response.end(request.method === "HEAD" ? undefined : body);
}

function bodyOf({ body }: Answer): string {
  if (body === undefined) return "";
  return typeof body === "string" ? body : JSON.stringify(body);
}

/** An answer for a caller who made a mistake. */
export const refuse = ({ status, message, headers }: HttpError): Answer => ({
  status,
  body: { error: message },
  headers,
});
