/** One reaction for each means of paging, each with a cursor of its own: a Teams that is throttled holds up no call. */
import type { Entry, Fact, FactOf } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import { pagedBy, reportOf } from "../domain/incident/pages.ts";
import type { Means } from "../domain/oncall/book.ts";
import type { Person } from "../domain/people.ts";
import { isFinal, Outage } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";

export type Tried = Entry<FactOf<"page tried">>;

/** How a means reaches one person, and keeps what it left there true. */
export type Road = {
  means: Means;
  /** Resolves to what it left, for `follow`, and how far it got. */
  reach(errand: Errand, entry: Tried, person: Person): Promise<{ left: unknown; state: "sent" | "delivered" }>;
  /** Once it is known that they were reached: what makes it louder. Its failure is nobody's trouble. */
  louder?(errand: Errand, person: Person): Promise<void>;
  /** The incident has changed since. */
  follow(errand: Errand, left: unknown, entry: Tried): Promise<void>;
};

/** Facts that change what a page says or whether it still asks for an answer. */
const changing: readonly Fact["type"][] = [
  "page opened",
  "paged",
  "nobody to page",
  "acknowledged",
  "declined",
  "escalated",
  "severity changed",
  "channel opened",
  "channel unavailable",
  "channel lost",
  "renamed",
  "merged",
  "resolved",
  "reopened",
  "closed",
];

const receiptKey = "try";
/**
 * Half an hour of an outage: the next means and the next step do not wait for it, and an answer ends it. A service that
 * asks for a longer pause does so for one person; the others' pages by that means go out within the minute.
 */
const persistence = { failuresMax: 60, waitMaxMs: 60_000 };

export function pageBy(road: Road): Reaction {
  const isOurs = (entry: Entry): entry is Tried => entry.fact.type === "page tried" && entry.fact.means === road.means;

  /** What came of a try is a fact: the next means, and the ladder's card, go by it. */
  async function tryOne(errand: Errand, entry: Tried): Promise<unknown> {
    const person = pagedBy(errand.state, entry.fact)?.person;
    if (person === undefined || !isWanted(errand.state, entry.fact)) return undefined;
    try {
      const { state } = await errand.once(entry, receiptKey, () => road.reach(errand, entry, person));
      await errand.record(entry, "sent", [reportOf(errand.state, entry.fact, state)]);
      await road.louder?.(errand, person);
      return undefined;
    } catch (error) {
      if (!(error instanceof Outage)) return error;
      const final = isFinal(error);
      await errand.record(entry, final ? "failed" : "failing", [
        reportOf(errand.state, entry.fact, final ? "failed" : "failing", error.message),
      ]);
      return final ? undefined : error;
    }
  }

  async function followAll(errand: Errand, before: ReadonlySet<number>): Promise<unknown[]> {
    const left = errand.receipts().filter(({ key, number }) => key === receiptKey && before.has(number));
    const results = await Promise.allSettled(
      left.map(async ({ number, receipt }) => {
        const entry = errand.entries.find((each) => each.number === number);
        if (entry !== undefined && isOurs(entry)) await road.follow(errand, (receipt as { left: unknown }).left, entry);
      }),
    );
    // What is gone for good is nobody's trouble.
    return results.flatMap((each) => (each.status === "rejected" && !isFinal(each.reason) ? [each.reason] : []));
  }

  return {
    name: `page-${road.means}`,
    persistence,
    doing: `page people by ${road.means}`,
    reads: (fact) => fact.type === "page tried" && fact.means === road.means,
    follows: (fact) => changing.includes(fact.type),
    async run(errand) {
      const before = new Set(errand.receipts().map(({ number }) => number));
      const failures = await Promise.all([
        ...errand.pending.filter(isOurs).map((entry) => tryOne(errand, entry)),
        ...(errand.pending.some(({ fact }) => changing.includes(fact.type)) ? [followAll(errand, before)] : []),
      ]);
      const first = failures.flat().find((each) => each !== undefined);
      if (first !== undefined) throw first;
    },
    async giveUp(errand, reason) {
      const reached = new Set(errand.receipts().map(({ number }) => number));
      return errand.pending
        .filter(isOurs)
        .filter(({ number }) => !reached.has(number))
        .map(({ fact }) => reportOf(errand.state, fact, "failed", reason));
    },
  };
}

/** Whoever has been answered for in the meantime is not woken, nor is somebody for what was before a new beginning. */
function isWanted(incident: Live, fact: FactOf<"page tried">): boolean {
  const page = incident.pages.find(({ number }) => number === fact.page);
  return incident.status === "open" && page?.paging.state === "waiting" && pagedBy(incident, fact)?.over === undefined;
}
