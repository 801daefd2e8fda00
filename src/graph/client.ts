/** Microsoft Graph over plain fetch: a token, a deadline, and retries of what may be retried. See docs/adr/0005. */
import type { Logger } from "pino";
import { Outage, type Tokens } from "../engine/ports.ts";
import { faultFromAnswer, faultFromSilence, GraphFault, tooLarge } from "./fault.ts";

export type GraphRequest = { method: "GET" | "POST" | "PATCH" | "DELETE"; path: string; body?: unknown };
export type GraphAnswer = { status: number; body: unknown; location: string | undefined };

/** Sends one request and returns a 2xx answer, or throws GraphFault. */
export type Graph = (request: GraphRequest) => Promise<GraphAnswer>;

export type GraphTools = {
  config: { GRAPH_URL: string };
  tokens: Tokens;
  pause: (ms: number) => Promise<void>;
  log: Pick<Logger, "warn" | "info">;
  /** For one request; 10 seconds unless said otherwise. */
  deadlineMs?: number;
  /** Of one answer; 8 MiB unless said otherwise. */
  answerBytesMax?: number;
};

const scope = "https://graph.microsoft.com/.default";
const usualDeadlineMs = 10_000;
const attemptsMax = 3;
/** Somebody waits for a channel: when Graph asks for more patience than this, the caller's retry is the better place for it. */
const patienceMs = 5_000;
const usualAnswerBytes = 8 * 1024 * 1024;

export function graphClient({ config, tokens, pause, log, ...limits }: GraphTools): Graph {
  const { deadlineMs = usualDeadlineMs, answerBytesMax = usualAnswerBytes } = limits;
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send(config.GRAPH_URL, await bearer(tokens), request, { deadlineMs, answerBytesMax });
      } catch (error) {
        if (!(error instanceof GraphFault)) throw error;
        const waitMs = error.afterMs ?? 400 * 2 ** (attempt - 1);
        if (attempt >= attemptsMax || waitMs > patienceMs || !mayRepeat(request, error)) throw error;
        log.warn(
          { method: request.method, path: request.path, status: error.status, attempt },
          `Graph: ${error.message}`,
        );
        await pause(waitMs);
      }
    }
  };
}

async function bearer(tokens: Tokens): Promise<string> {
  try {
    return await tokens.token(scope);
  } catch (error) {
    if (error instanceof Outage) throw error;
    throw new Outage("Muster cannot sign in to Microsoft Graph: check BOT_APP_ID, BOT_APP_SECRET and BOT_APP_TENANT.", {
      again: true,
      cause: error,
    });
  }
}

/**
 * Throttled, or failed without doing anything: always. Perhaps done: only what does no harm twice; after a POST the
 * caller looks first whether it was done. A refusal stays a refusal.
 */
function mayRepeat(request: GraphRequest, fault: GraphFault): boolean {
  if (fault.status === 429) return true;
  if (fault.happened === "no") return fault.status === 0;
  return request.method !== "POST" && fault.status !== 500;
}

async function send(
  base: string,
  token: string,
  { method, path, body }: GraphRequest,
  { deadlineMs, answerBytesMax }: { deadlineMs: number; answerBytesMax: number },
): Promise<GraphAnswer> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  let response: Response;
  let answer: unknown;
  try {
    const rest = body === undefined ? {} : { body: JSON.stringify(body) };
    response = await fetch(`${base}${path}`, {
      method,
      headers,
      redirect: "error",
      signal: AbortSignal.timeout(deadlineMs),
      ...rest,
    });
    answer = await read(response, answerBytesMax);
  } catch (error) {
    throw error instanceof GraphFault ? error : faultFromSilence(error);
  }
  if (!response.ok) throw faultFromAnswer(response.status, answer, retryAfterMs(response.headers.get("retry-after")));
  const location = response.headers.get("location") ?? response.headers.get("content-location") ?? undefined;
  return { status: response.status, body: answer, location };
}

/** An empty or unreadable body is undefined: the status has said what matters. */
async function read(response: Response, answerBytesMax: number): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > answerBytesMax) throw new GraphFault("the answer is too large", { status: tooLarge, happened: "no" });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Graph names seconds; a date would also be lawful HTTP but needs a clock that agrees, so it counts as not named. */
function retryAfterMs(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1000 : undefined;
}
