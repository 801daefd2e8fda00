/** POST /dev/clock, /dev/settle and /dev/round, only where time is under control: in the sandbox and in tests, on the loopback. */
import { z } from "zod";
import { HttpError } from "./answer.ts";
import { readJson } from "./body.ts";
import type { Door } from "./door.ts";

export type Dev = {
  /**
   * Steps the clock through every deadline; resolves when all that is due by then has happened. `next` is when
   * something will be due next, if anything will.
   */
  advance(milliseconds: number): Promise<{ now: string; offsetMs: number; next: string | null }>;
  /** Resolves when no work is under way. */
  settle(): Promise<void>;
  /** Makes the round of the minute now. */
  round(): Promise<void>;
};

const yearMs = 366 * 24 * 3_600_000;
const schema = z.object({ advance: z.number().int().min(0).max(yearMs) });

export const clockDoor =
  (dev: Dev): Door =>
  async (request) => {
    const read = schema.safeParse(await readJson(request));
    if (!read.success) throw new HttpError(400, 'Send {"advance": milliseconds}, a whole number up to a year.');
    return { status: 200, body: await dev.advance(read.data.advance) };
  };

export const settleDoor =
  (dev: Dev): Door =>
  async () => {
    await dev.settle();
    return { status: 200, body: { settled: true } };
  };

export const roundDoor =
  (dev: Dev): Door =>
  async () => {
    await dev.round();
    return { status: 200, body: { made: true } };
  };
