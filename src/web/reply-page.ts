/** GET and POST /page/:token: what somebody is wanted for, and two buttons. It works without script, on a phone, in the dark. */
import { createHash, randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Request } from "restify";
import { Refusal } from "../domain/refusal.ts";
import type { Replies } from "../engine/replies.ts";
import type { Answer } from "./answer.ts";
import { readText } from "./body.ts";
import type { Door } from "./door.ts";
import { lookUp } from "./paging-events.ts";
import { answerPage, style, wordsPage } from "./paging-page.ts";

/**
 * A link preview, a mail scanner or another site must not answer for anybody: only a form of this very page does. The
 * referrer may be told to ourselves, since a browser that may not tell it names no origin either.
 */
const headers = {
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "Referrer-Policy": "same-origin",
  "X-Robots-Tag": "noindex, nofollow",
};
const nobodys =
  "This link is no page of ours, or it is too old. If you are on call, open Muster in Teams: what waits for you is there.";
const later = "Muster cannot look that up just now. Try again in a moment; if it stays so, answer in Teams.";
const elsewhere = "Answers are taken from the buttons of this page only. Open it in a browser, and press one.";

export type ReplyDoors = { show: Door; answer: Door };

/** `show` changes nothing, whoever asks. `answer` takes `answer=ack` or `answer=cant` from the page's own form. */
export const replyDoors = (replies: Replies, log: Pick<Logger, "error">): ReplyDoors => ({
  show: (request) => orLater(log, () => show(tokenOf(request), replies, "")),
  async answer(request) {
    const form = new URLSearchParams(await readText(request));
    if (!isFromHere(request)) return page(403, wordsPage("Not answered", elsewhere));
    const event = events.get(form.get("answer") ?? "");
    if (event === undefined) return page(400, wordsPage("Not answered", elsewhere));
    return await orLater(log, async () => {
      const token = tokenOf(request);
      if ((await lookUp(replies, token)) === undefined) return page(404, wordsPage("Nothing here", nobodys));
      const said = await replies.hear(token, event, causeOf(token, form)).catch(refusal);
      return await show(token, replies, said);
    });
  },
});

const events = new Map([
  ["ack", { kind: "acknowledged" }],
  ["cant", { kind: "declined" }],
] as const) as ReadonlyMap<string, { kind: "acknowledged" | "declined" }>;

const tokenOf = (request: Request): string => String(request.params["token"]).slice(0, 500);

async function show(token: string, replies: Replies, said: string): Promise<Answer> {
  const shown = await lookUp(replies, token);
  return shown === undefined
    ? page(404, wordsPage("Nothing here", nobodys))
    : page(200, answerPage(shown, said, randomUUID()));
}

/** Two presses of one button are one answer; a page opened again may be answered anew. */
function causeOf(token: string, form: URLSearchParams): string {
  const once = (form.get("once") ?? "").slice(0, 100);
  return `page ${createHash("sha256")
    .update(`${token} ${once} ${form.get("answer")}`)
    .digest("hex")}`;
}

/** Browsers say where a form is from: all current ones by Sec-Fetch-Site (W3C Fetch Metadata), older ones by Origin. */
function isFromHere({ headers }: Request): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  const origin = URL.parse(headers.origin ?? "");
  return origin !== null && origin.host === headers.host;
}

const refusal = (error: unknown): string => {
  if (error instanceof Refusal) return error.message;
  throw error;
};

async function orLater(log: Pick<Logger, "error">, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    log.error({ err: error }, "A page could not be shown or answered by its link");
    return { ...page(503, wordsPage("Not just now", later)), headers: { ...headers, "Retry-After": "5" } };
  }
}

const page = (status: number, body: string): Answer => ({ status, body, type: "text/html; charset=utf-8", headers });
