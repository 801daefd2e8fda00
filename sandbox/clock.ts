/** The sandbox's clock: real time plus an offset that grows on demand, together with Muster's. */
import type { Delivery } from "./delivery.ts";
import { durationMs } from "./duration.ts";
import { ok, type Route, route } from "./http.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";
import type { Store } from "./state.ts";

const stepMsMax = 366 * 86_400_000;
const patienceMs = 300_000;

export function clockRoutes(options: { store: Store; delivery: Delivery; botUrl: () => string | undefined }): Route[] {
  const { store, delivery } = options;
  const answer = () => ok({ now: store.now().toISOString(), offsetMs: store.world.clockOffsetMs });
  let queue: Promise<unknown> = Promise.resolve();

  async function advance(ms: number): Promise<void> {
    await delivery.settle();
    store.world.clockOffsetMs += ms;
    const url = options.botUrl();
    if (url !== undefined)
      await advanceBot(url, ms).catch((error: unknown) => {
        store.world.clockOffsetMs -= ms;
        throw error;
      });
    await delivery.settle();
    store.changed({ type: "clock" });
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

/** A bot that is down, or that has no such clock, simply finds the time changed when it looks. */
async function advanceBot(url: string, ms: number): Promise<void> {
  const request = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ advance: ms }),
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
}
