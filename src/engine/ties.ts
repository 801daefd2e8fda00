/**
 * The ties that must make no ring: what was merged into what, and what is a part of what. An incident has one of each kind at
 * most; the ties of a kind lie in one partition with an edition, so that of two people who tie at the same instant one
 * is refused. The tie is written before the fact: whoever meets one without its fact writes the fact first, and a bell
 * brings it about when nobody does. A tie whose fact was undone since, by reopening, holds nobody.
 */
import type { FactOf } from "../domain/incident/facts.ts";
import type { Incident } from "../domain/incident/incident.ts";
import type { Actor } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { graceMs } from "./commit.ts";
import { type Bell, Conflict, type Document, type Documents, type Log } from "./ports.ts";
import type { Recorder } from "./record.ts";

type TieFact = FactOf<"merged" | "parent set">;
export type Tying = { stream: string; cause: string; by: Actor; from: string };

/** `fact` is what the tie says in the history of the incident that has it. */
type Tie = Omit<Tying, "stream"> & { to: string; fact: TieFact };

export type Ties = {
  /**
   * Ties the incident to another one. `decide` reads both as they are and says what to record, or throws a Refusal. The
   * same cause ties once. Throws a Refusal where it would make a ring.
   */
  bind(request: Tying, kind: TieFact["type"], decide: () => Promise<TieFact>): Promise<void>;
  /** Whether this is the bell of a tie. */
  isBell(stream: string): boolean;
  /** Writes the facts that a process left unwritten when it died. */
  heal(stream: string): Promise<void>;
};

type Tools = { log: Pick<Log, "knows">; documents: Documents; bell: Bell; recorder: Recorder; now: () => Date };

const kinds = { merged: "tie-merged", "parent set": "tie-part" } as const;
const editionId = "edition";
const prefix = "ties-";
const attemptsMax = 20;
const hopsMax = 200;

export function tiesOf({ log, documents, bell, recorder, now }: Tools): Ties {
  const read = (kind: TieFact["type"], id: string) => documents.read<Tie>(kinds[kind], id);

  /** Its fact is there afterwards, unless it was undone meanwhile. The state may be that of a moment ago. */
  async function carryOut(stream: string, { cause, by, from, fact }: Tie): Promise<Incident> {
    const { incident } = await recorder.record({ stream, cause, by, from }, (before) =>
      before.status === "undeclared" || holds(before, fact) ? [] : [fact],
    );
    return incident;
  }

  /** Follows the ties upwards; each that holds is a fact when we have passed it. */
  async function needNoRing(kind: TieFact["type"], stream: string, to: string): Promise<void> {
    let at = to;
    for (let hop = 0; hop < hopsMax; hop++) {
      if (at === stream) throw new Refusal(ring(kind, stream, to));
      const tie = (await read(kind, at))?.value;
      if (tie === undefined || !holds(await carryOut(at, tie), tie.fact)) return;
      at = tie.to;
    }
    throw new Refusal(`${to} hangs on more than ${hopsMax} others; that is the most.`);
  }

  async function write(request: Tying, fact: TieFact, was: Document<Tie> | undefined, edition: Edition): Promise<Tie> {
    const { stream, cause, by, from } = request;
    const tie: Tie = { to: otherOf(fact), cause, by, from, fact };
    // The bell comes first: if we die after the tie, it still rings and its fact is written.
    await bell.ring(`${prefix}${stream}`, new Date(now().getTime() + graceMs));
    await documents.writeAll(kinds[fact.type], [
      { id: editionId, value: (edition?.value ?? 0) + 1, version: edition?.version },
      { id: stream, value: tie, version: was?.version },
    ]);
    return tie;
  }

  return {
    async bind(request, kind, decide) {
      for (let attempt = 1; ; attempt++) {
        // Before everything that is read after it: whoever ties meanwhile makes us look again.
        const edition: Edition = await documents.read<number>(kinds[kind], editionId);
        const was = await read(kind, request.stream);
        if (was !== undefined) await carryOut(request.stream, was.value);
        // Done before, and perhaps undone since: a tie written again would be one without its fact.
        if (await log.knows(request.stream, request.cause)) return;
        const fact = await decide();
        await needNoRing(kind, request.stream, otherOf(fact));
        try {
          await carryOut(request.stream, await write(request, fact, was, edition));
          return;
        } catch (error) {
          if (!(error instanceof Conflict) || attempt === attemptsMax) throw error;
        }
      }
    },
    isBell: (stream) => stream.startsWith(prefix),
    async heal(bellOf) {
      const stream = bellOf.slice(prefix.length);
      for (const kind of ["merged", "parent set"] as const) {
        const tie = await read(kind, stream);
        if (tie !== undefined) await carryOut(stream, tie.value);
      }
    },
  };
}

type Edition = Document<number> | undefined;

const otherOf = (fact: TieFact): string => (fact.type === "merged" ? fact.into : fact.parent);

/** Whether the history says what the tie says. */
function holds(incident: Incident, fact: TieFact): boolean {
  if (incident.status === "undeclared") return false;
  const { mergedInto, parent } = incident.kin;
  return fact.type === "merged" ? mergedInto?.id === fact.into : parent?.id === fact.parent;
}

const ring = (kind: TieFact["type"], one: string, other: string): string =>
  kind === "merged"
    ? `${other} goes on as ${one} already: the two cannot be merged into each other.`
    : `${other} is a part of ${one} already, itself or through others: neither can be a part of the other.`;
