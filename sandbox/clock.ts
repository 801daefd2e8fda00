/** The sandbox's clock: real time plus an offset that grows on demand, together with Muster's. */
import { z } from "zod";
import { type Deadlines, least } from "./deadlines.ts";
import type { Delivery } from "./delivery.ts";
import { durationMs } from "./duration.ts";
import { ok, type Route, route } from "./http.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";
import type { Store } from "./state.ts";

const stepMsMax = 366 * 86_400_000;
const patienceMs = 300_000;
const stopsMax = 20_000;

export type ClockOptions = {
  store: Store;
  delivery: Delivery;
  botUrl: () => string | undefined;
  /** What happens here by itself: calls that nobody answers, reports that are sent again. */
  deadlines: Deadlines;
};

export function clockRoutes(options: ClockOptions): Route[] {
  const { store, delivery, deadlines } = options;
  const answer = () => ok({ now: store.now().toISOString(), offsetMs: store.world.clockOffsetMs });
  let queue: Promise<unknown> = Promise.resolve();

  /** How far away the next thing is that happens by itself, in Muster or here. */
  const until = (next: string | null | undefined): number => {
    const first = least(next == null ? undefined : Date.parse(next), deadlines.next());
    return first === undefined ? Infinity : Math.max(0, first - store.now().getTime());
  };

  /** From one instant at which something is due to the next, so that what Muster then says carries that time. */
  async function advance(ms: number): Promise<void> {
    await delivery.settle();
    const target = store.now().getTime() + ms;
    for (let stop = 0; stop < stopsMax; stop++) {
      const left = Math.max(0, target - store.now().getTime());
      const bot = await advanceBot(options.botUrl(), 0);
      const step = Math.min(left, until(bot?.next));
      store.world.clockOffsetMs += step;
      await advanceBot(options.botUrl(), step);
      await runDue();
      if (step === left) break;
    }
    await delivery.settle();
    store.changed({ type: "clock" });
  }

  async function runDue(): Promise<void> {
    if ((deadlines.next() ?? Infinity) > store.now().getTime()) return;
    await deadlines.run();
    await delivery.settle();
  }

  return [
    route("GET", "/sandbox/clock", answer),
    route("POST", "/sandbox/clock", async (call) => {
      const { advance: span } = sandboxBody(call);
      const ms = typeof span === "string" ? durationMs(span) : undefined;
      if (ms === undefined || ms > stepMsMax)
        throw sandboxError(400, 'advance: a time span in ISO 8601 like "PT5M", at most 366 days.');
      // One step after another: two at once would leave the clocks apart.
      const step = queue.then(() => advance(ms));
      queue = step.catch(() => undefined);
      await step;
      return answer();
    }),
  ];
}

const clock = z.object({ next: z.string().nullable().optional() });

/** A bot that is down, or that has no such clock, simply finds the time changed when it looks. */
async function advanceBot(url: string | undefined, ms: number): Promise<z.infer<typeof clock> | undefined> {
  if (url === undefined) return undefined;
  const request = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ advance: Math.ceil(ms) }),
    signal: AbortSignal.timeout(patienceMs),
  };
  const response = await fetch(`${url}/dev/clock`, request).catch((error: unknown) => {
    if (error instanceof Error && error.name === "TimeoutError")
      throw sandboxError(502, "Muster did not finish what was due in five minutes.");
    return undefined;
  });
  const text = (await response?.text()) ?? "";
  if (response !== undefined && !response.ok && response.status !== 404)
    throw sandboxError(502, `Muster's clock answered ${response.status}: ${text.slice(0, 500)}`);
  return response?.ok === true ? clock.parse(JSON.parse(text)) : undefined;
}
