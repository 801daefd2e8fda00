/** Runs one reaction over what it has not read: claim the cursor, act, give the cursor back moved. */
import type { Entry } from "../domain/incident/facts.ts";
import type { Errand, Reaction } from "./reaction.ts";
import { type Bell, Conflict, type History, isFinal, type Log, Outage, type Seen } from "./ports.ts";

/** How long a claim on a cursor keeps others away; every effect is over well before. */
export const claimMs = 40_000;
const renewBelowMs = 25_000;
const usual = { failuresMax: 6, waitMaxMs: 600_000 };
/** From the sixth on, every 32 seconds. */
const doublingsMax = 5;
const nobody = { holder: "", until: "", failures: 0 };

export type Reacting = {
  log: Log;
  bell: Bell;
  /** Rings the bell once for all who ask for about the same time. */
  ringSoon(stream: string, at: Date): Promise<void>;
  now: () => Date;
  /** This replica, to tell its claims from those of others. A claim of its own that it finds is from a life before. */
  holder: string;
  warn(error: unknown, about: { stream: string; reaction: string; failures: number }): void;
};

/** What belongs to one run of a reaction, not to the state of the incident. */
export type OfThisRun = "pending" | "tried" | "once" | "receipts";

type Work<S, F> = {
  stream: string;
  history: History<F>;
  errand: Omit<Errand<S, F>, OfThisRun>;
};

/** The facts that this reaction still has to read. */
export function unread<S, F>(reaction: Reaction<S, F>, { entries, seen, receipts }: History<F>): Entry<F>[] {
  const { name, reads, follows } = reaction;
  const number = seen.get(name)?.number ?? 0;
  const begun = follows !== undefined && [...receipts.keys()].some((key) => key.startsWith(`${name}-`));
  return entries.filter(
    ({ number: own, fact }) => own > number && (reads(fact) || (begun && follows?.(fact) === true)),
  );
}

/**
 * Resolves to "done" when the reaction has read everything, or a bell has been rung for trying again; to "stale" when
 * somebody else moved the cursor meanwhile.
 */
export async function react<S, F>(
  tools: Reacting,
  reaction: Reaction<S, F>,
  work: Work<S, F>,
): Promise<"done" | "stale"> {
  const { stream, history } = work;
  const was = history.seen.get(reaction.name);
  const pending = unread(reaction, history);
  if (pending.length === 0) return "done";
  if (was !== undefined && waits(was, tools)) {
    await comeBack(tools, stream, was);
    return "done";
  }
  try {
    const claimed = await claim(tools, stream, reaction.name, was);
    await carryOut(tools, reaction, work, { pending, last: history.entries.at(-1)!.number, claimed });
    return "done";
  } catch (error) {
    if (error instanceof Conflict) return "stale";
    throw error;
  }
}

const waits = (was: Seen, { now, holder }: Reacting): boolean =>
  was.until !== "" && new Date(was.until) > now() && was.holder !== holder;

/** Somebody else is at it, or it waits before another try: look again soon after. */
async function comeBack({ ringSoon, now }: Reacting, stream: string, seen: Seen): Promise<void> {
  const patienceMs = seen.holder === "" ? Number.POSITIVE_INFINITY : 2_000;
  await ringSoon(stream, new Date(Math.min(new Date(seen.until).getTime(), now().getTime() + patienceMs)));
}

function claim({ log, now, holder }: Reacting, stream: string, name: string, was: Seen | undefined): Promise<Seen> {
  const until = new Date(now().getTime() + claimMs).toISOString();
  return log.move(stream, name, was, { number: was?.number ?? 0, failures: was?.failures ?? 0, holder, until });
}

type Claim<F> = { pending: Entry<F>[]; last: number; claimed: Seen };

async function carryOut<S, F>(
  tools: Reacting,
  reaction: Reaction<S, F>,
  work: Work<S, F>,
  { pending, last, claimed }: Claim<F>,
): Promise<void> {
  const { stream, history } = work;
  const { log } = tools;
  let cursor = claimed;
  const prefix = `${reaction.name}-`;
  const errand: Errand<S, F> = {
    ...work.errand,
    pending,
    tried: history.seen.has(reaction.name) ? "perhaps" : "never",
    async once<T>(entry: Entry<F>, key: string, effect: () => Promise<T>): Promise<T> {
      const name = `${prefix}${entry.number}-${key}`;
      if (history.receipts.has(name)) return history.receipts.get(name) as T;
      cursor = await renewed(tools, stream, reaction.name, cursor);
      const receipt = await effect();
      await log.keep(stream, name, receipt ?? null);
      history.receipts.set(name, receipt);
      return receipt;
    },
    receipts: () =>
      [...history.receipts].flatMap(([name, receipt]) => {
        const match = name.startsWith(prefix) ? /^(\d+)-(.*)$/s.exec(name.slice(prefix.length)) : null;
        return match === null ? [] : [{ number: Number(match[1]), key: match[2]!, receipt }];
      }),
  };
  try {
    await reaction.run(errand);
  } catch (error) {
    return failed(tools, reaction, errand, { cursor, last, error });
  }
  await log.move(stream, reaction.name, cursor, { ...nobody, number: last });
}

/** Keeps a long piece of work claimed; throws Conflict when it has taken so long that somebody else took over. */
async function renewed({ log, now, holder }: Reacting, stream: string, name: string, cursor: Seen): Promise<Seen> {
  if (new Date(cursor.until).getTime() - now().getTime() > renewBelowMs) return cursor;
  const until = new Date(now().getTime() + claimMs).toISOString();
  return log.move(stream, name, cursor, { number: cursor.number, failures: cursor.failures, holder, until });
}

type Failure = { cursor: Seen; last: number; error: unknown };

async function failed<S, F>(
  tools: Reacting,
  reaction: Reaction<S, F>,
  errand: Errand<S, F>,
  { cursor, last, error }: Failure,
): Promise<void> {
  if (error instanceof Conflict) throw error;
  const failures = cursor.failures + 1;
  tools.warn(error, { stream: errand.stream, reaction: reaction.name, failures });
  const { failuresMax, waitMaxMs } = reaction.persistence ?? usual;
  if (isFinal(error) || failures >= failuresMax) {
    const reason = error instanceof Outage ? error.message : "something unexpected went wrong; the log has the details";
    const facts = (await reaction.giveUp?.(errand, reason)) ?? [];
    if (facts.length > 0) await errand.record(errand.pending[0]!, "gave up", facts);
    await tools.log.move(errand.stream, reaction.name, cursor, { ...nobody, number: last });
    return;
  }
  const until = new Date(tools.now().getTime() + Math.min(backoffMs(failures, error), waitMaxMs));
  // The bell comes first here too: a failure that nobody is woken for is a silent one.
  await tools.bell.ring(errand.stream, until);
  await tools.log.move(errand.stream, reaction.name, cursor, {
    number: cursor.number,
    failures,
    holder: "",
    until: until.toISOString(),
  });
}

/** 1, 2, 4, 8, 16, 32 seconds, or what the other side asked for. */
function backoffMs(failures: number, error: unknown): number {
  const asked = error instanceof Outage ? (error.afterMs ?? 0) : 0;
  return Math.max(1_000 * 2 ** Math.min(failures - 1, doublingsMax), asked);
}
