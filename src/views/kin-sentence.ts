/** The facts about other incidents and the work item as sentences; see sentence.ts. */
import type { Fact, FactOf } from "../domain/incident/facts.ts";
import type { KinFact } from "../domain/incident/facts/kin.ts";
import { unreachable } from "../domain/refusal.ts";
import { stop } from "./phrase.ts";
import { brief } from "./text.ts";

const about: Record<KinFact["type"], true> = {
  related: true,
  merged: true,
  absorbed: true,
  released: true,
  "parent set": true,
  "parent left": true,
  "child added": true,
  "child left": true,
  "parts told": true,
  "work item edited": true,
  "work item assigned": true,
  "work item lost": true,
};

export const isAboutKin = (fact: Fact): fact is KinFact => fact.type in about;

const changesMax = 5;

export function kinSentence(fact: KinFact, who: string, wordsMax: number): string {
  const other = (id: string, title: string) => `${id} (${brief(title, Math.min(wordsMax, 120))})`;
  switch (fact.type) {
    case "related":
      return `${who} related it to ${other(fact.to, fact.title)}.`;
    case "merged":
      return fact.duplicate === true
        ? `${who} marked it as a duplicate of ${other(fact.into, fact.title)}: it goes on there.`
        : `${who} merged it into ${other(fact.into, fact.title)}: it goes on there.`;
    case "absorbed":
      return fact.duplicate === true
        ? `${other(fact.from, fact.title)} is a duplicate of this.`
        : `${other(fact.from, fact.title)} is merged into this.`;
    case "released":
      return `${other(fact.from, fact.title)} is reopened, and goes on by itself again.`;
    case "parent set":
      return `${who} made it a part of ${other(fact.parent, fact.title)}.`;
    case "parent left":
      return `${who} took it out of ${other(fact.parent, fact.title)}: it is no part of that any more.`;
    case "child added":
      return `${other(fact.child, fact.title)} is a part of this.`;
    case "child left":
      return `${other(fact.child, fact.title)} is no part of this any more.`;
    case "parts told":
      return partsTold(fact, wordsMax);
    case "work item edited":
      return edited(fact, who, wordsMax);
    case "work item assigned":
      return fact.to === null
        ? `${who} took the work item from whoever had it.`
        : `${who} assigned the work item to ${brief(fact.to.name)}.`;
    case "work item lost":
      return stop(`Work item ${fact.id} is gone: ${brief(fact.reason, wordsMax)}`);
    default:
      return unreachable(fact);
  }
}

const partsMax = 10;

function partsTold({ open, over = [] }: FactOf<"parts told">, wordsMax: number): string {
  if (open.length === 0) return `All parts of it are over: ${over.map(({ id }) => id).join(", ")}.`;
  const named = open.slice(0, partsMax).map(({ id, title }) => `${id} (${brief(title, Math.min(wordsMax, 80))})`);
  const more = open.length > partsMax ? ` and ${open.length - partsMax} more` : "";
  return `Parts of it are still open: ${named.join(", ")}${more}.`;
}

function edited({ changes }: FactOf<"work item edited">, who: string, wordsMax: number): string {
  const words = changes
    .slice(0, changesMax)
    .map(({ field, from, to }) => `${brief(field, 60)} from “${brief(from, 80)}” to “${brief(to, 80)}”`);
  return stop(brief(`${who} changed in Azure Boards: ${words.join("; ")}`, wordsMax + 100));
}
