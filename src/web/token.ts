/** Whether a caller knows one of our tokens, found out in a time that says nothing about them. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Request } from "restify";
import { HttpError } from "./answer.ts";

/** Throws HttpError 401 unless the request carries one of these, as `Authorization: Bearer …` or as `?token=…`. */
export function requireToken(request: Request, tokens: readonly string[]): void {
  const given = bearer(request) ?? queryToken(request);
  const known = tokens.map((token) => given !== undefined && timingSafeEqual(digest(given), digest(token)));
  if (!known.includes(true))
    throw new HttpError(401, "Send a token: Authorization: Bearer <token>.", { "WWW-Authenticate": "Bearer" });
}

const digest = (text: string) => createHash("sha256").update(text).digest();

const bearer = (request: Request): string | undefined =>
  /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? "")?.[1];

/** Azure's action groups cannot set headers: their address carries the token. It must never reach a log. */
const queryToken = (request: Request): string | undefined => {
  const query = (request.url ?? "").split("?", 2)[1];
  return query === undefined ? undefined : (new URLSearchParams(query).get("token") ?? undefined);
};
