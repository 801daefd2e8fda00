/** What went wrong with one request to Microsoft Graph, before anybody has decided what it means. */

/** Stands for the status of an answer that has more in it than we take. Asking for it again would give as much. */
export const tooLarge = 413;

/** `happened`: "no" when Graph refused it or never got it, "perhaps" when nobody can tell whether it was carried out. */
export class GraphFault extends Error {
  override readonly name = "GraphFault";
  /** The HTTP status, or 0 when there was no answer. */
  readonly status: number;
  readonly happened: "no" | "perhaps";
  readonly afterMs: number | undefined;
  constructor(
    message: string,
    told: { status: number; happened: "no" | "perhaps"; afterMs?: number | undefined; cause?: unknown },
  ) {
    super(message, { cause: told.cause });
    this.status = told.status;
    this.happened = told.happened;
    this.afterMs = told.afterMs;
  }
}

/** A gateway's failure: the service behind it may or may not have done the work. 500 is the service's own word, but says no more. */
const perhaps = new Set([408, 500, 502, 503, 504]);

/** The fault that an answer with an error status stands for. Graph nests the telling word: error.code, error.message, error.innerError.code. */
export function faultFromAnswer(status: number, body: unknown, afterMs: number | undefined): GraphFault {
  const error = inside(body, "error");
  const words = [
    text(error, "code"),
    text(error, "message"),
    text(inside(error, "innerError"), "code"),
    text(inside(error, "innerError"), "message"),
  ];
  const message = [...new Set(words.filter((word) => word !== ""))].join(": ").slice(0, 500);
  return new GraphFault(message || `HTTP ${status}`, {
    status,
    happened: perhaps.has(status) ? "perhaps" : "no",
    afterMs,
  });
}

/** Errors of a connection that never came about, so that nothing can have been carried out. */
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** The fault of a request without an answer: refused, cut off, or past its deadline. */
export function faultFromSilence(error: unknown): GraphFault {
  const code = text(error instanceof Error ? error.cause : undefined, "code");
  const late = error instanceof Error && error.name === "TimeoutError";
  const message = late ? "no answer in time" : code || (error instanceof Error ? error.message : "no answer");
  return new GraphFault(message, { status: 0, happened: neverSent.has(code) ? "no" : "perhaps", cause: error });
}

function inside(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function text(value: unknown, key: string): string {
  const found = inside(value, key);
  return typeof found === "string" ? found.trim() : "";
}
