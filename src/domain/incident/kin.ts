/** How an incident belongs to others. Titles are as they were when the tie was made. */
import type { Entry, OtherThan } from "./facts.ts";
import type { KinFact } from "./facts/kin.ts";

export type Relative = { id: string; title: string };

export type Kin = {
  related: readonly Relative[];
  /** It goes on there. */
  mergedInto?: Relative & { url?: string; duplicate?: true };
  /** These go on here. */
  absorbed: readonly (Relative & { duplicate?: true })[];
  parent?: Relative;
  children: readonly Relative[];
  /** Its parts were all over, each since then: that was said. */
  partsOver?: readonly { id: string; at: string }[];
};

export const alone: Kin = { related: [], absorbed: [], children: [] };

export function kinAfter(kin: Kin, { fact }: Entry): Kin {
  switch (fact.type) {
    case "related":
      return { ...kin, related: joined(kin.related, { id: fact.to, title: fact.title }) };
    case "merged":
      return { ...kin, mergedInto: { id: fact.into, title: fact.title, ...urlOf(fact), ...duplicateOf(fact) } };
    case "absorbed":
      return { ...kin, absorbed: joined(kin.absorbed, { id: fact.from, title: fact.title, ...duplicateOf(fact) }) };
    case "released":
      return { ...kin, absorbed: without(kin.absorbed, fact.from) };
    case "parent set":
      return { ...kin, parent: { id: fact.parent, title: fact.title } };
    case "parent left":
      return withoutParent(kin, fact.parent);
    case "child added":
      return { ...kin, children: joined(kin.children, { id: fact.child, title: fact.title }) };
    case "child left":
      return { ...kin, children: without(kin.children, fact.child) };
    case "parts told":
      return fact.over === undefined ? kin : { ...kin, partsOver: fact.over };
    case "work item edited":
    case "work item assigned":
    case "work item lost":
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

function withoutParent(kin: Kin, parent: string): Kin {
  if (kin.parent?.id !== parent) return kin;
  const { parent: _, ...rest } = kin;
  return rest;
}

const urlOf = ({ url }: { url?: string }): { url?: string } => (url === undefined ? {} : { url });

const duplicateOf = ({ duplicate }: { duplicate?: true }): { duplicate?: true } =>
  duplicate === undefined ? {} : { duplicate };

const joined = <R extends Relative>(all: readonly R[], one: R): readonly R[] =>
  all.some(({ id }) => id === one.id) ? all : [...all, one];

const without = <R extends Relative>(all: readonly R[], id: string): readonly R[] =>
  all.filter((each) => each.id !== id);
