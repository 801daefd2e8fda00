/** Facts of an incident, with whatever has become due in the same instant: declaring pages in one append. */
import { type Due, whatIsDue } from "../domain/escalation/due.ts";
import type { Rhythm } from "../domain/escalation/rhythm.ts";
import type { Entry, Fact } from "../domain/incident/facts.ts";
import { evolve, fold, type Incident, type Live } from "../domain/incident/incident.ts";
import { firstPage, mainPage } from "../domain/incident/pages.ts";
import { isReviewDue, openReview } from "../domain/incident/review-steps.ts";
import type { Person } from "../domain/people.ts";
import { commit, type Request } from "./commit.ts";
import type { OnCall } from "./on-call.ts";
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
  rhythm: Rhythm;
  onCall: OnCall;
  /** When somebody, or this person, last spoke in the incident's channel. */
  lastSaid(stream: string, who?: Person): Promise<Date | undefined>;
  wakeSoon(stream: string, born?: History): void;
};

/** An append holds 50. What is left over is due in the next one, at once. */
const factsMax = 45;

export function recorder(tools: Recording): Recorder {
  const { rhythm, onCall } = tools;

  /** What came due, as facts: who is to be paged is looked up at this very instant. */
  async function made(due: Due, incident: Live, at: Date): Promise<Fact[]> {
    switch (due.kind) {
      case "fact":
        return [due.fact];
      case "open":
        return [{ type: "page opened", page: due.page, because: "", ladder: await onCall.ladderFor(incident, at) }];
      case "climb":
        return [await climbed(due, incident, at)];
      case "review":
        return isReviewDue(incident) ? [openReview(incident, await onCall.zoneFor(incident), at)] : [];
      case "listen": {
        const last = await tools.lastSaid(incident.id, due.to);
        const talking = last !== undefined && last.getTime() > Date.parse(due.since);
        if (!talking) return [due.otherwise];
        const person = due.to === undefined ? {} : { person: due.to };
        return [{ type: "activity seen", lastAt: last.toISOString(), ...person }];
      }
    }
  }

  async function climbed(due: Extract<Due, { kind: "climb" }>, incident: Live, at: Date): Promise<Fact> {
    const { page, step } = due;
    const { ladder, because } = incident.pages.find(({ number }) => number === page)!;
    const { people, reach } = await onCall.wanted(due.targets, incident, ladder, at);
    if (people.length === 0) return { type: "nobody to page", page, step };
    return { type: "paged", page, step, people, reach, ...(because === "" ? {} : { because }) };
  }

  /** It is worse than was thought: where another policy is for that, its ladder is climbed from the beginning. */
  async function reopened(incident: Live, decided: readonly Fact[], at: Date): Promise<Fact[]> {
    const worse = decided.some((fact) => fact.type === "severity changed" && fact.to < fact.from);
    const page = mainPage(incident);
    if (!worse || page?.paging.state !== "waiting") return [];
    const ladder = await onCall.ladderFor(incident, at);
    return ladder.policy === page.ladder.policy ? [] : [{ type: "page opened", page: firstPage, because: "", ladder }];
  }

  async function withDue(incident: Incident, decided: Fact[], at: Date, request: Request): Promise<Fact[]> {
    const facts: Fact[] = [];
    let state = incident;
    const add = (more: readonly Fact[]): void => {
      facts.push(...more);
      state = more.reduce((folded, fact) => evolve(folded, unnumbered(fact, at, request)), state);
    };
    add(decided);
    if (state.status === "open") add(await reopened(state, decided, at));
    for (let due = whatIsDue(state, rhythm, at); due.length > 0; due = whatIsDue(state, rhythm, at))
      for (const each of due) {
        if (facts.length >= factsMax) return facts;
        add(await made(each, state as Live, at));
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
