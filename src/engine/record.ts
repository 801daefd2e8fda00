/** Facts of an incident, with whatever has become due in the same instant: declaring pages in one append. */
import { nextDeadline, whatIsDue } from "../domain/escalation/due.ts";
import type { Policy } from "../domain/escalation/policy.ts";
import type { Entry, Fact } from "../domain/incident/facts.ts";
import { evolve, fold, type Incident } from "../domain/incident/incident.ts";
import type { Roster } from "../domain/oncall/roster.ts";
import { commit, type Request } from "./commit.ts";
import type { Bell, History, Log } from "./ports.ts";

export type Recorded = { before: Incident; incident: Incident; entries: Entry[]; added: Entry[] };

export type Recorder = {
  /** Decides on the incident as it is and appends; wakes the stream when something was added. */
  record(request: Request, decide: (incident: Incident, at: Date) => Fact[]): Promise<Recorded>;
  /** Appends facts that need no decision, to an incident or to another stream. */
  note<F>(request: Request, facts: F[]): Promise<void>;
};

type Recording = {
  log: Log;
  bell: Bell;
  now: () => Date;
  policy: Policy;
  roster(): Promise<Roster>;
  wakeSoon(stream: string, born?: History): void;
};

/** More than this many consequences of one instant would be a loop. */
const dueMax = 5;

export function recorder(tools: Recording): Recorder {
  const { policy } = tools;

  async function withDue(incident: Incident, decided: Fact[], at: Date, request: Request): Promise<Fact[]> {
    const facts = [...decided];
    let state = decided.reduce((folded, fact) => evolve(folded, unnumbered(fact, at, request)), incident);
    for (let round = 0; round < dueMax; round++) {
      const deadline = nextDeadline(state, policy);
      if (deadline === undefined || deadline > at) break;
      const due = whatIsDue(state, policy, await tools.roster(), at);
      facts.push(...due);
      state = due.reduce((folded, fact) => evolve(folded, unnumbered(fact, at, request)), state);
    }
    return facts;
  }

  return {
    async record(request, decide) {
      let before: Incident = { status: "undeclared", id: request.stream };
      const { entries, added } = await commit<Fact>(tools, request, (read, at) => {
        before = fold(request.stream, read);
        return withDue(before, decide(before, at), at, request);
      });
      if (added.length > 0)
        tools.wakeSoon(request.stream, added.length === entries.length ? newborn(added) : undefined);
      return { before, incident: fold(request.stream, entries), entries, added };
    },
    async note(request, facts) {
      const { added } = await commit(tools, request, () => facts);
      if (added.length > 0) tools.wakeSoon(request.stream);
    },
  };
}

/** A history that began with these entries a moment ago: nobody has reacted to it. */
const newborn = (entries: Entry[]): History => ({ entries, seen: new Map(), receipts: new Map(), alarm: undefined });

/** The state after a fact does not depend on its number; it gets one when it is appended. */
const unnumbered = (fact: Fact, at: Date, { by, from }: Request): Entry => ({
  number: 0,
  at: at.toISOString(),
  by,
  from,
  fact,
});
