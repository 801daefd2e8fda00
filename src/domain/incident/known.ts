/** What is known of an incident beside its course: times set, how it was noticed, who is affected, who knows. */
import { type Actor, type Person, samePerson } from "../people.ts";
import type { Entry, Link, OtherThan } from "./facts.ts";
import type { Blank, Milestone, Noticed, Phase, Pinned, RecordFact } from "./facts/record.ts";

export type Known = {
  /** Moments that somebody has set, with why. */
  set: Partial<Record<Milestone, { at: string; because: string; by: Actor }>>;
  detection?: { by: Noticed; through: string; url?: string };
  affected?: { who: string; count?: number };
  services: readonly string[];
  /** Everybody who has shown that they know, in the order in which they did. */
  aware: readonly { person: Person; how: "spoke" | "saw" }[];
  phase: Phase;
  /** When it was last said that the impact is contained. */
  mitigatedAt?: string;
  /** Blanks that are not asked for any more, with why. */
  quieted: Partial<Record<Blank | "all", string>>;
  asked?: { at: string; round: number };
  pins: readonly (Pinned & { by: Actor })[];
  links: readonly Link[];
  /** When the transcript was last compared with Teams, and whether it was whole then. */
  compared?: { at: string; gaps: number };
};

export const nothingKnown = (services: readonly string[]): Known => ({
  set: {},
  services,
  aware: [],
  phase: "investigating",
  quieted: {},
  pins: [],
  links: [],
});

export function knownAfter(known: Known, { fact, at, by }: Entry): Known {
  switch (fact.type) {
    case "time set":
      return { ...known, set: { ...known.set, [fact.which]: { at: fact.at, because: fact.because, by } } };
    case "detection told":
      return { ...known, detection: withoutType(fact) };
    case "affected told":
      return { ...known, affected: withoutType(fact) };
    case "services told":
      return { ...known, services: fact.services };
    case "phase changed":
      return { ...known, phase: fact.to, ...(fact.to === "mitigated" ? { mitigatedAt: at } : {}) };
    case "aware":
      return { ...known, aware: awareToo(known.aware, fact.person, fact.how) };
    case "blanks asked":
      return { ...known, asked: { at, round: fact.round } };
    case "blank quieted":
      return { ...known, quieted: { ...known.quieted, [fact.blank]: fact.because } };
    case "pinned":
      return known.pins.some(({ id }) => id === fact.message.id)
        ? known
        : { ...known, pins: [...known.pins, { ...fact.message, by }] };
    case "unpinned":
      return { ...known, pins: known.pins.filter(({ id }) => id !== fact.id) };
    case "linked":
      return known.links.some(({ url }) => url === fact.url)
        ? known
        : { ...known, links: [...known.links, { url: fact.url, title: fact.title }] };
    case "transcript compared":
      return { ...known, compared: { at, gaps: fact.gaps } };
    case "renamed":
    case "channel renamed":
    case "channel lost":
    case "channel asked":
    case "words erased":
    case "transcript removed":
      return known;
    default:
      return asItWas(known, fact);
  }
}

const asItWas = (known: Known, { type }: OtherThan<RecordFact>): Known =>
  type === "reopened" ? begunAgain(known) : known;

/** Back to work: what is still blank is asked for anew, and neither the mitigation nor the recovery was the last. */
function begunAgain({ asked: _, mitigatedAt: _contained, set, ...known }: Known): Known {
  const { mitigated: _mitigated, recovered: _recovered, ...still } = set;
  return { ...known, set: still, phase: "investigating" };
}

function withoutType<F extends { type: string }>({ type: _, ...rest }: F): Omit<F, "type"> {
  return rest;
}

/** Somebody who has spoken knows more than somebody whose card was shown. */
function awareToo(all: Known["aware"], person: Person, how: "spoke" | "saw"): Known["aware"] {
  const before = all.find((each) => samePerson(each.person, person));
  if (before === undefined) return [...all, { person, how }];
  return how === "saw" ? all : all.map((each) => (each === before ? { person, how } : each));
}
