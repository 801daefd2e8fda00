/**
 * Our own patience with the Bot Connector. It names the statuses that may be tried again and says that no other must be
 * (Microsoft Learn, "Send and receive messages", status codes): a 500 may follow a message that was delivered.
 */
import { Outage } from "../engine/ports.ts";
import { type Failure, failureOf, outageOf } from "./outage.ts";

export type Patience = { now: () => Date; pause: (ms: number) => Promise<void>; callMs: number };

const totalMs = 20_000;
const attemptsMost = 6;
const firstWaitMs = 500;
const longestWaitMs = 8_000;

/**
 * Makes a call until it works, until 20 seconds after `startedAt`, then throws Outage. `repeat` says whether the call
 * may be made again when nobody knows whether it landed (a reset, a timeout): an update may; a post may not, it would
 * be posted twice. A post that ends so is an Outage to try again later, and at most one duplicate is the price.
 */
export async function patiently<T>(
  call: (signal: AbortSignal) => Promise<T>,
  repeat: "always" | "if not landed",
  { now, pause, callMs }: Patience,
  startedAt = now().getTime(),
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const leftMs = totalMs - (now().getTime() - startedAt);
    try {
      return await call(AbortSignal.timeout(Math.max(1, Math.min(callMs, leftMs))));
    } catch (error) {
      if (error instanceof Outage) throw error;
      const failure = failureOf(error, now());
      const waitMs = failure.afterMs ?? backoffMs(attempt);
      const timeLeft = now().getTime() - startedAt + waitMs < totalMs;
      if (!mayRepeat(failure, repeat) || attempt >= attemptsMost || !timeLeft) throw outageOf(failure, error);
      await pause(waitMs);
    }
  }
}

function mayRepeat({ status, landed }: Failure, repeat: "always" | "if not landed"): boolean {
  if (status !== undefined) return [412, 429, 502, 503, 504].includes(status);
  return landed === "no" || repeat === "always";
}

/** Doubles, with up to half off at random, so that two senders who met do not meet again. */
const backoffMs = (attempt: number): number =>
  Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
