/** Reading JSON from a stranger. restify's own reader keeps taking in what is too long, and a broken gzip stops the process. */
import type { Request } from "restify";
import { HttpError } from "./answer.ts";

/** Teams sends at most 100 KB, Azure Monitor 256 KB. */
export const bodyMax = 256 * 1024;

/** The body as text. Throws HttpError: 413 when it is longer than `bodyMax`, 415 when it is packed. */
export async function readText(request: Request): Promise<string> {
  const packed = request.headers["content-encoding"];
  if (packed !== undefined && packed !== "identity")
    throw new HttpError(415, "Send the body as it is, without Content-Encoding.");
  if (Number(request.headers["content-length"] ?? 0) > bodyMax) throw tooLarge();
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length > bodyMax) request.off("data", take);
      if (length > bodyMax) reject(tooLarge());
      else chunks.push(chunk);
    };
    request.on("data", take);
    request.once("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    const cut = () => {
      if (!request.readableEnded) reject(new HttpError(400, "The request ended before its body did."));
    };
    request.once("close", cut);
    request.once("error", cut);
  });
}

/** Throws HttpError 400 when the text is not JSON. */
export function parseJson(text: string): unknown {
  if (text.trim() === "") throw new HttpError(400, "The body is empty; JSON is expected.");
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, "The body is not JSON.");
  }
}

export const readJson = async (request: Request): Promise<unknown> => parseJson(await readText(request));

const tooLarge = () => new HttpError(413, `The body is longer than ${bodyMax / 1024} KB.`);

/**
 * Lets go of what a refused caller still sends: hanging up at once would lose them the answer, so what comes is
 * thrown away for a few seconds, and then we do hang up.
 */
export function letGo(request: Request, patienceMs = 5_000): void {
  if (request.complete || request.destroyed) return;
  const hangUp = setTimeout(() => request.socket.destroy(), patienceMs).unref();
  request.once("close", () => clearTimeout(hangUp));
  request.resume();
}
