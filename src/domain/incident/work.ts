/** The work on an incident: actions with one owner each, follow-ups for later, proposals and what was decided. */
import type { Actor, Person } from "../people.ts";
import type { Entry, OtherThan } from "./facts.ts";
import type { WorkFact } from "./facts/work.ts";

/** `dueAt` is when it is asked about; `asks` is how often it was. */
export type Action = {
  number: number;
  text: string;
  owner: Person;
  by: Actor;
  at: string;
  dueAt?: string;
  /** Where it comes from, when it was carried over from an incident that was merged into this one. */
  carried?: { from: string; action: number };
  state: "open" | "done" | "dropped";
  acknowledgedAt?: string;
  askedAt?: string;
  asks: number;
  /** What came of it, or why it was dropped. */
  result?: string;
  endedAt?: string;
};

export type FollowUp = {
  number: number;
  text: string;
  by: Actor;
  at: string;
  owner?: Person;
  workItem?: { id: number; url: string };
  trouble?: string;
};

export type Objection = { by: Actor; at: string; because: string };
/** `closesAt`: when it counts as decided unless somebody objects. */
export type Proposal = {
  number: number;
  text: string;
  by: Actor;
  at: string;
  closesAt: string;
  objections: readonly Objection[];
  state: "open" | "decided" | "withdrawn";
  /** It was said that somebody has to decide. */
  waiting?: true;
  settled?: { by: Actor; at: string; because: string };
};

/** Something decided; `proposal` is its number where it was proposed first. */
export type Decision = { text: string; at: string; by: Actor; proposal?: number };

export type Work = {
  actions: readonly Action[];
  followUps: readonly FollowUp[];
  proposals: readonly Proposal[];
  decisions: readonly Decision[];
};

export const noWork: Work = { actions: [], followUps: [], proposals: [], decisions: [] };

export const openActions = ({ actions }: Work): Action[] => actions.filter(({ state }) => state === "open");
export const openProposals = ({ proposals }: Work): Proposal[] => proposals.filter(({ state }) => state === "open");

export function workAfter(work: Work, entry: Entry): Work {
  const { fact, at, by } = entry;
  switch (fact.type) {
    case "action opened": {
      const { type: _, action: number, ...told } = fact;
      return { ...work, actions: [...work.actions, { ...told, number, by, at, state: "open", asks: 0 }] };
    }
    case "action acknowledged":
      return withAction(work, fact, (action) => ({ ...action, acknowledgedAt: action.acknowledgedAt ?? at }));
    case "action asked":
      return withAction(work, fact, (action) => ({ ...action, askedAt: at, asks: action.asks + 1 }));
    case "action extended":
      return withAction(work, fact, ({ askedAt: _, ...action }) => ({ ...action, dueAt: fact.dueAt, asks: 0 }));
    case "action done":
      return withAction(work, fact, (action) => ({ ...action, state: "done", result: fact.result, endedAt: at }));
    case "action dropped":
      return withAction(work, fact, (action) => ({ ...action, state: "dropped", result: fact.because, endedAt: at }));
    case "follow-up noted": {
      const { type: _, followUp: number, ...told } = fact;
      return { ...work, followUps: [...work.followUps, { ...told, number, by, at }] };
    }
    case "follow-up filed":
      return withFollowUp(work, fact, ({ trouble: _, ...each }) => ({
        ...each,
        workItem: { id: fact.id, url: fact.url },
      }));
    case "follow-up unfiled":
      return withFollowUp(work, fact, (each) => ({ ...each, trouble: fact.reason }));
    case "decided":
      return { ...work, decisions: [...work.decisions, { text: fact.text, at, by }] };
    case "proposed":
    case "objected":
    case "proposal waiting":
    case "proposal settled":
      return proposalAfter(work, { ...entry, fact });
    case "handover offered":
    case "handover waiting":
    case "handover declined":
    case "commander silent":
    case "person left":
      return work;
    default:
      return asItWas(work, fact);
  }
}

const asItWas = (work: Work, _fact: OtherThan<WorkFact>): Work => work;

type OfProposals = Extract<WorkFact, { proposal: number }>;

function proposalAfter(work: Work, { fact, at, by }: Entry<OfProposals>): Work {
  switch (fact.type) {
    case "proposed": {
      const { type: _, proposal: number, ...told } = fact;
      return { ...work, proposals: [...work.proposals, { ...told, number, by, at, objections: [], state: "open" }] };
    }
    case "objected":
      return withProposal(work, fact, (each) => ({
        ...each,
        objections: [...each.objections, { by, at, because: fact.because }],
      }));
    case "proposal waiting":
      return withProposal(work, fact, (each) => ({ ...each, waiting: true }));
    case "proposal settled": {
      const settled = withProposal(work, fact, (each) => ({
        ...each,
        state: fact.outcome,
        settled: { by, at, because: fact.because },
      }));
      const text = work.proposals.find(({ number }) => number === fact.proposal)?.text;
      if (fact.outcome === "withdrawn" || text === undefined) return settled;
      return { ...settled, decisions: [...work.decisions, { text, at, by, proposal: fact.proposal }] };
    }
  }
}

const withAction = (work: Work, { action }: { action: number }, change: (was: Action) => Action): Work => ({
  ...work,
  actions: work.actions.map((each) => (each.number === action ? change(each) : each)),
});

const withFollowUp = (work: Work, { followUp }: { followUp: number }, change: (was: FollowUp) => FollowUp): Work => ({
  ...work,
  followUps: work.followUps.map((each) => (each.number === followUp ? change(each) : each)),
});

const withProposal = (work: Work, { proposal }: { proposal: number }, change: (was: Proposal) => Proposal): Work => ({
  ...work,
  proposals: work.proposals.map((each) => (each.number === proposal ? change(each) : each)),
});
