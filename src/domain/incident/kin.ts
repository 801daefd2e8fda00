/** How an incident belongs to others. Titles are as they were when the tie was made. */
import type { Entry, OtherThan } from "./facts.ts";
import type { KinFact } from "./facts/kin.ts";

export type Relative = { id: string; title: string };

export type Kin = {
  related: readonly Relative[];
  /** It goes on there. */
  mergedInto?: Relative & { duplicate?: true };
  /** These go on here. */
  absorbed: readonly (Relative & { duplicate?: true })[];
  parent?: Relative;
  children: readonly Relative[];
};

export const alone: Kin = { related: [], absorbed: [], children: [] };

export function kinAfter(kin: Kin, { fact }: Entry): Kin {
  switch (fact.type) {
    case "related":
      return { ...kin, related: joined(kin.related, { id: fact.to, title: fact.title }) };
    case "merged":
      return { ...kin, mergedInto: { id: fact.into, title: fact.title, ...duplicateOf(fact) } };
    case "absorbed":
      return { ...kin, absorbed: joined(kin.absorbed, { id: fact.from, title: fact.title, ...duplicateOf(fact) }) };
    case "parent set":
      return { ...kin, parent: { id: fact.parent, title: fact.title } };
    case "child added":
      return { ...kin, children: joined(kin.children, { id: fact.child, title: fact.title }) };
    case "work item edited":
    case "work item assigned":
    case "work item lost":
    case "work item restored":
    case "work item wanted":
      return kin;
    default:
      return asItWas(kin, fact);
  }
}

/** Whoever goes on with an incident after all has taken it out of the other one again. */
function asItWas(kin: Kin, { type }: OtherThan<KinFact>): Kin {
  if (type !== "reopened") return kin;
  const { mergedInto: _, ...rest } = kin;
  return rest;
}

const duplicateOf = ({ duplicate }: { duplicate?: true }): { duplicate?: true } =>
  duplicate === undefined ? {} : { duplicate };

const joined = <R extends Relative>(all: readonly R[], one: R): readonly R[] =>
  all.some(({ id }) => id === one.id) ? all : [...all, one];
