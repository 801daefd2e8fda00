/** The one way by which anything is written into a history: read, decide, ring, append, and again on a conflict. */
import type { Actor } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Entry } from "../domain/incident/facts.ts";
import { AlreadyDone, type Bell, Conflict, type History, type Log } from "./ports.ts";

/**
 * What is asked of a history. The same cause never appends twice. `before: "nothing"` is the caller's word that the
 * history is empty, which saves reading it and deciding before the bell; where it is wrong, that costs a second try.
 */
export type Request = {
  stream: string;
  cause: string;
  by: Actor;
  from: string;
  /** The message that asks it, where one does. */
  message?: string;
  before?: "nothing";
};
export type Committed<F> = { entries: Entry<F>[]; added: Entry<F>[] };

const attemptsMax = 10;
/**
 * The bell that guards an append rings this much later: longer than an append may take, so that it never rings
 * before the facts are there to be found.
 */
export const graceMs = 15_000;

type Stores = { log: Log; bell: Bell; now: () => Date };

/**
 * Appends what `decide` makes of the history. Nothing is appended when it decides nothing, throws, or when the cause
 * was seen before. Throws what `decide` throws, and Conflict when ten others in a row were faster.
 */
export async function commit<F>(
  { log, bell, now }: Stores,
  { stream, cause, by, from, message, before }: Request,
  decide: (entries: Entry<F>[], at: Date) => Promise<F[]> | F[],
): Promise<Committed<F>> {
  /** What has been done already is often refused when it is asked for again: that is not for the person to read. */
  async function unlessDone(decided: () => Promise<F[]> | F[]): Promise<F[]> {
    try {
      return await decided();
    } catch (error) {
      if (error instanceof Refusal && (await log.knows(stream, cause))) return [];
      throw error;
    }
  }

  for (let attempt = 1; ; attempt++) {
    const begins = before === "nothing" && attempt === 1;
    const { entries } = begins ? { entries: [] } : ((await log.read(stream)) as History<F>);
    const at = now();
    const ring = () => bell.ring(stream, new Date(at.getTime() + graceMs));
    const after = entries.at(-1)?.number ?? 0;
    const [facts] = await Promise.all([unlessDone(() => decide(entries, at)), begins ? ring() : undefined]);
    if (facts.length === 0) return { entries, added: [] };
    const origin = { at: at.toISOString(), by, from, ...(message === undefined ? {} : { message }) };
    const added = facts.map((fact, index) => ({ number: after + 1 + index, ...origin, fact }));
    // The bell comes first: if we die after the append, it still rings and the wake-up finds the facts.
    if (!begins) await ring();
    try {
      await log.append(stream, after, cause, added);
      return { entries: [...entries, ...added], added };
    } catch (error) {
      if (error instanceof AlreadyDone) return { entries: ((await log.read(stream)) as History<F>).entries, added: [] };
      if (!(error instanceof Conflict) || attempt === attemptsMax) throw error;
    }
  }
}
