/** What went wrong with one request to Azure DevOps, read from the SDK's errors, before it is decided what it means. */

/** `happened`: "no" when it was refused or never arrived, "perhaps" when nobody can tell whether it was carried out. */
export class BoardsFault extends Error {
  override readonly name = "BoardsFault";
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

const perhaps = new Set([408, 500, 502, 503, 504]);
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** The SDK throws Error with `statusCode` and `rateLimit` on it, or the socket's own error with a `code`. */
export function faultFrom(error: unknown): BoardsFault {
  if (error instanceof BoardsFault) return error;
  const told = error as {
    statusCode?: unknown;
    code?: unknown;
    message?: unknown;
    rateLimit?: { retryAfter?: unknown };
  };
  const status = typeof told.statusCode === "number" ? told.statusCode : 0;
  const message = wordsOf(typeof told.message === "string" ? told.message : "") || `HTTP ${status}`;
  if (status === 0)
    return new BoardsFault(message, {
      status,
      happened: neverSent.has(String(told.code)) ? "no" : "perhaps",
      cause: error,
    });
  return new BoardsFault(message, {
    status,
    happened: perhaps.has(status) ? "perhaps" : "no",
    afterMs: afterMs(told.rateLimit),
    cause: error,
  });
}

/** A refused sign-in and a proxy's failure come as a page of HTML: not words for a channel. */
const wordsOf = (message: string): string =>
  /^\s*</.test(message) ? "" : message.replace(/\s+/g, " ").trim().slice(0, 400);

/** What the SDK read from Retry-After, in seconds; it comes with refusals and, as advice, with answers of 200. */
export function afterMs(rateLimit: { retryAfter?: unknown } | undefined): number | undefined {
  const seconds = rateLimit?.retryAfter;
  return typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 0
    ? Math.min(seconds, 3600) * 1000
    : undefined;
}

/** The SDK turns 404 into null, and also the page for signing in that a bad token gets with 203. */
export const nothingThere = (): BoardsFault => new BoardsFault("nothing there", { status: 404, happened: "no" });
