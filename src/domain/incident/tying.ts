/** Which ties between two incidents make sense. That they make no ring is looked at where all of them are known. */
import { Refusal } from "../refusal.ts";
import type { FactOf } from "./facts.ts";
import type { Live } from "./incident.ts";

const relatedMax = 50;
const childrenMax = 50;
const absorbedMax = 100;

/** "merged" and "duplicate" end an incident, which goes on as the other; a "part" has the other as its parent. */
export type TieKind = "related" | "merged" | "duplicate" | "part";

/** What a tie writes into the history of the incident that has it. Throws a Refusal where it makes no sense. */
export function tied(kind: Exclude<TieKind, "related">, one: Live, other: Live): FactOf<"merged" | "parent set"> {
  needComparable(one, other);
  return kind === "part" ? partOf(one, other) : merge(one, other, kind === "duplicate");
}

/** Nobody may learn of an incident, or take a drill for the real thing, by what another one says of it. */
function needComparable(one: Live, other: Live): void {
  if (one.id === other.id) throw new Refusal(`That is ${one.id} itself: name another incident.`);
  if ((one.confidential === true) !== (other.confidential === true))
    throw new Refusal(
      "One of the two is confidential, and the other would tell of it. Declare a confidential one for what belongs together.",
    );
  if ((one.drill === true) !== (other.drill === true))
    throw new Refusal("One of the two is a drill, and the other is not: they stay apart.");
}

export function relate(one: Live, other: Live): FactOf<"related"> {
  needComparable(one, other);
  needNotMerged(one);
  needNotMerged(other);
  if (one.kin.related.some(({ id }) => id === other.id))
    throw new Refusal(`${one.id} and ${other.id} are related already.`);
  if (one.kin.related.length >= relatedMax || other.kin.related.length >= relatedMax)
    throw new Refusal(`An incident is related to ${relatedMax} others at most.`);
  return { type: "related", to: other.id, title: other.title };
}

function merge(one: Live, other: Live, duplicate: boolean): FactOf<"merged"> {
  needNotMerged(one);
  if (one.status === "closed")
    throw new Refusal(`${one.id} is closed: there is nothing of it to go on. Say \`reopen ${one.id}\` first.`);
  needNotMerged(other);
  if (other.status !== "open")
    throw new Refusal(
      `${other.id} is ${other.status}: nothing can go on there. If it is not over, say \`reopen ${other.id}\` first.`,
    );
  if (other.kin.absorbed.length >= absorbedMax)
    throw new Refusal(`${absorbedMax} incidents are merged into ${other.id} already; that is the most.`);
  const url = other.channel?.webUrl;
  return {
    type: "merged",
    into: other.id,
    title: other.title,
    ...(url === undefined ? {} : { url }),
    ...(duplicate ? { duplicate } : {}),
  };
}

function partOf(one: Live, other: Live): FactOf<"parent set"> {
  needNotMerged(one);
  needNotMerged(other);
  if (one.kin.parent?.id === other.id) throw new Refusal(`${one.id} is a part of ${other.id} already.`);
  if (other.status === "closed")
    throw new Refusal(`${other.id} is closed. If it is not over, say \`reopen ${other.id}\` first.`);
  if (other.kin.children.length >= childrenMax)
    throw new Refusal(`${other.id} has ${childrenMax} parts; that is the most.`);
  return { type: "parent set", parent: other.id, title: other.title };
}

/** Ties are made between incidents that go on by themselves. */
export function needNotMerged({ id, kin }: Live): void {
  if (kin.mergedInto !== undefined)
    throw new Refusal(`${id} is merged into ${kin.mergedInto.id} already: name that one, or say \`reopen ${id}\`.`);
}

export function leaveParent(one: Live): FactOf<"parent left">[] {
  const { parent } = one.kin;
  if (parent === undefined) throw new Refusal(`${one.id} is no part of another incident.`);
  return [{ type: "parent left", parent: parent.id, title: parent.title }];
}
