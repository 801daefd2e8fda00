/** GET /healthz: the process answers. GET /readyz: and so does what it needs. */
import { Outage } from "../engine/ports.ts";
import type { Answer } from "./answer.ts";
import type { Door } from "./door.ts";

export type Readiness = { ok: boolean; checks: Record<string, string> };

export const healthDoor: Door = async () => ({ status: 200, body: { ok: true } });

export const readyDoor =
  (ready: () => Promise<Readiness>): Door =>
  async (): Promise<Answer> => {
    const readiness = await ready().catch(
      (error: unknown): Readiness => ({ ok: false, checks: { why: words(error) } }),
    );
    return { status: readiness.ok ? 200 : 503, body: readiness };
  };

const words = (error: unknown): string =>
  error instanceof Outage ? error.message : "Something it needs does not work.";
