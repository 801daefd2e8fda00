/** GET /status and /status.json: what anybody on the internet may read. */
import { createHash } from "node:crypto";
import type { Request } from "restify";
import type { Answer } from "./answer.ts";
import type { Door } from "./door.ts";

type Render = () => Promise<string>;

/** Nothing but the page's own lines of script and style; it may be shown inside other pages (a tab in Teams is a frame). */
const pageHeaders = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'",
  "Cache-Control": "public, max-age=5",
};
const jsonHeaders = { "Cache-Control": "public, max-age=5", "Access-Control-Allow-Origin": "*" };

export const statusPageDoor = (render: Render): Door => {
  const together = oneAtATime(render);
  return async (request) => tagged(request, "text/html; charset=utf-8", await together(), pageHeaders);
};

export const statusJsonDoor = (render: Render): Door => {
  const together = oneAtATime(render);
  return async (request) => tagged(request, "application/json; charset=utf-8", await together(), jsonHeaders);
};

/** A crowd reads the page exactly when things are bad: whoever asks while it is being rendered gets that rendering. */
function oneAtATime(render: Render): Render {
  let going: Promise<string> | undefined;
  return () => {
    going ??= render().finally(() => {
      going = undefined;
    });
    return going;
  };
}

/** The body, or 304 for whoever has it already. */
export function tagged(request: Request, type: string, body: string, headers: Record<string, string>): Answer {
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const same = (request.headers["if-none-match"] ?? "")
    .split(",")
    .some((each) => each.trim().replace(/^W\//, "") === tag);
  return { ...(same ? { status: 304 } : { status: 200, body, type }), headers: { ...headers, ETag: tag } };
}
