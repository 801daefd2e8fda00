/** One POST of JSON to a stranger: no redirects, no retries, a deadline, and no more of the answer than is needed. */
import type { LookupFunction } from "node:net";
import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { type Fault, json, retryAfterMs, words } from "./fault.ts";

export type Posted = Fault & { body: unknown };
export type Post = {
  url: URL;
  body: string;
  headers?: Record<string, string>;
  /** Decides which addresses a name may stand for. */
  lookup?: LookupFunction;
};

const deadlineMs = 10_000;
const answerBytesMax = 64 * 1024;

/** Resolves with the status and the answer, or with status 0 when there was none. Never throws. */
export async function post({ url, body, headers, lookup }: Post): Promise<Posted> {
  const send = url.protocol === "https:" ? secureRequest : plainRequest;
  const all = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "user-agent": "Muster",
    ...headers,
  };
  return await new Promise<Posted>((resolve) => {
    const silent = (error: unknown) => resolve(nothing(error));
    const options = { method: "POST", headers: all, signal: AbortSignal.timeout(deadlineMs) };
    const sent = send(url, lookup === undefined ? options : { ...options, lookup }, (answer) => {
      const status = answer.statusCode ?? 0;
      const afterMs = retryAfterMs(answer.headers["retry-after"]);
      const told = (text: string) =>
        resolve({ status, code: "", message: status < 300 ? "" : words(text), afterMs, body: json(text) });
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= answerBytesMax) chunks.push(chunk);
        else answer.destroy();
      });
      // The status has said what matters: an answer that breaks off, or goes on for ever, is an answer.
      answer.on("close", () => told(Buffer.concat(chunks).toString("utf8")));
      answer.on("error", () => told(""));
    });
    sent.on("error", silent);
    sent.end(body);
  });
}

function nothing(error: unknown): Posted {
  const { name, code, message } = error as { name?: string; code?: unknown; message?: string };
  const late = name === "TimeoutError" || name === "AbortError";
  return {
    status: 0,
    code: typeof code === "string" && !late ? code : "",
    message: late ? "no answer in time" : words(message ?? ""),
    cause: error,
    body: undefined,
  };
}
