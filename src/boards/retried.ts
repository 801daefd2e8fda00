import type { BoardsTools } from "./client.ts";
import { BoardsFault } from "./fault.ts";

const attemptsMax = 3;
/** Who has to wait longer is told when to come again. */
export const patienceMs = 5_000;

/**
 * Does one piece of work up to three times, where `mayRepeat` lets it and the wait is short. `service` is for the log. Throws
 * what the last attempt threw.
 */
export async function retried<T>(
  { pause, log }: Pick<BoardsTools, "pause" | "log">,
  service: string,
  mayRepeat: (fault: BoardsFault) => boolean,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof BoardsFault)) throw error;
      const waitMs = error.afterMs ?? 400 * 2 ** (tries - 1);
      if (tries >= attemptsMax || waitMs > patienceMs || !mayRepeat(error)) throw error;
      log.warn({ status: error.status, attempt: tries }, `${service}: ${error.message}`);
      await pause(waitMs);
    }
  }
}
