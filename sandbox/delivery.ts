/** Brings activities to the bot as Teams does: signed, one HTTP request each, with the time-out that Teams has. */
import type { Activity } from "./activities.ts";
import type { Tokens } from "./tokens.ts";

/** What came of it. `status` 0: the bot could not be reached or did not answer in time. */
export type Delivered = { status: number; ms: number; error?: string };
type Told = { delivered: Delivered; body: unknown };
export type Delivery = ReturnType<typeof createDelivery>;

/** Teams sends a message again when the bot has not answered by then. */
const patienceMs = 15_000;
/** Dialogs wait no longer (Learn, "Respond to task module submit"). */
export const dialogPatienceMs = 5_000;
const usualSettleMs = 5_000;
const responseBytesMax = 1024 * 1024;

export function createDelivery(options: {
  tokens: Tokens;
  serviceUrl: string;
  botUrl: () => string | undefined;
  settleMs?: number | undefined;
}) {
  const { settleMs = usualSettleMs } = options;
  const underWay = new Set<Promise<unknown>>();

  async function deliver(activity: Activity, patience = patienceMs): Promise<Told> {
    const url = options.botUrl();
    if (url === undefined) return { delivered: { status: 0, ms: 0, error: "No bot is running." }, body: undefined };
    const token = await options.tokens.forBot(options.serviceUrl);
    return post(`${url}/api/messages`, { authorization: `Bearer ${token}` }, JSON.stringify(activity), patience);
  }

  /** Waits until nothing is under way, here and in the bot, at most `settleMs`. */
  async function settle(): Promise<void> {
    const deadline = performance.now() + settleMs;
    do {
      await Promise.race([Promise.allSettled(underWay), wait(deadline - performance.now())]);
      const url = options.botUrl();
      const leftMs = Math.max(1, Math.round(deadline - performance.now()));
      // No such route, or no bot: then there is nothing to wait for.
      if (url === undefined || !(await settled(url, leftMs))) return;
    } while (underWay.size > 0 && performance.now() < deadline);
  }

  const track = (started: Promise<unknown>): void => {
    const work = started.finally(() => underWay.delete(work));
    underWay.add(work);
  };

  return {
    deliver,
    settle,
    /** Tells the bot without making anybody wait for it, as Teams does with events. */
    announce: (activity: Activity): void => track(deliver(activity)),
    /** Does something in a moment, after what is being answered now has been answered. */
    soon: (act: () => Promise<unknown>): void => track(wait(soonMs).then(act)),
  };
}

const soonMs = 50;

/** One request with JSON in it; trouble is told, not thrown. */
export async function post(
  address: string,
  headers: Record<string, string>,
  content: string,
  patience = patienceMs,
): Promise<Told> {
  const started = performance.now();
  const took = (): number => Math.round(performance.now() - started);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", ...headers },
      body: content,
      signal: AbortSignal.timeout(patience),
    });
    const text = (await response.text()).slice(0, responseBytesMax);
    return { delivered: { status: response.status, ms: took() }, body: parse(text) };
  } catch (error) {
    return { delivered: { status: 0, ms: took(), error: reason(error) }, body: undefined };
  }
}

async function settled(url: string, patienceMs: number): Promise<boolean> {
  try {
    const response = await fetch(`${url}/dev/settle`, { method: "POST", signal: AbortSignal.timeout(patienceMs) });
    await response.text();
    return response.ok;
  } catch {
    return false;
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)).unref());

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === "" ? undefined : text;
  }
}

function reason(error: unknown): string {
  const { cause, message, name } = error as { cause?: { code?: string }; message?: string; name?: string };
  if (name === "TimeoutError") return "No answer in time.";
  return cause?.code ?? message ?? String(error);
}
