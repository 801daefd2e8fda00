/**
 * Who may use Communication Services: whoever signs the request with the key of the resource, over its method, address,
 * time, host and body (communication-services/tutorials/hmac-header-tutorial.md).
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { type Call, type Handler, Rejection, type Route, route } from "../http.ts";
import { accessKey } from "./identity.ts";

const latenessMsMax = 15 * 60_000;
const scheme = /^HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=(\S+)$/i;

export const acsError = (status: number, code: string, message: string): Rejection =>
  new Rejection({ status, body: { error: { code, message } }, headers: { "x-ms-error-code": code } });

export const badRequest = (message: string): Rejection => acsError(400, "BadRequest", message);

/** A route that only a signed request reaches. */
export const signed = (method: string, template: string, handler: Handler): Route =>
  route(method, template, (call) => {
    const problem = problemWith(call);
    if (problem !== undefined) throw acsError(401, "Denied", `Denied by the resource provider: ${problem}`);
    return handler(call);
  });

/** The clock here is the real one: the client signs by its own, whatever time it is in the sandbox. */
function problemWith({ method, path, query, headers, body }: Call): string | undefined {
  const signature = scheme.exec(headers.authorization ?? "")?.[1];
  if (signature === undefined) return "the request is not signed.";
  const date = String(headers["x-ms-date"] ?? "");
  if (!(Math.abs(Date.parse(date) - Date.now()) <= latenessMsMax)) return "x-ms-date is not now.";
  const hash = createHash("sha256").update(body).digest("base64");
  if (headers["x-ms-content-sha256"] !== hash) return "x-ms-content-sha256 does not fit the body.";
  const address = query.size === 0 ? path : `${path}?${query}`;
  const text = `${method}\n${address}\n${date};${headers.host};${hash}`;
  const expected = createHmac("sha256", Buffer.from(accessKey, "base64")).update(text).digest();
  const given = Buffer.from(signature, "base64");
  const genuine = given.length === expected.length && timingSafeEqual(given, expected);
  return genuine ? undefined : "the signature does not fit the request.";
}
