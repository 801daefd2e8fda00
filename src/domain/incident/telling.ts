import type { Fact } from "./facts.ts";

/** What the cards show well enough, or another post says, is not said in words too. */
const shown: readonly Fact["type"][] = [
  "declared",
  "channel opened",
  "channel unavailable",
  "work item opened",
  "work item unavailable",
  "page tried",
  "page reported",
  "activity seen",
  "resolved",
  "closed",
  "aware",
  "action opened",
  "action acknowledged",
  "action extended",
  "follow-up filed",
  "proposed",
  "handover offered",
  "channel renamed",
  "transcript compared",
  "words erased",
  "transcript removed",
  "review opened",
];

/** Whether people are told of it in a sentence. A page says by its card that it began, and whom its first step wakes. */
export function isTold(fact: Fact): boolean {
  if (fact.type === "page opened") return false;
  if (fact.type === "paged") return fact.step > 0;
  return !shown.includes(fact.type);
}

const consequences: readonly Fact["type"][] = [
  "page opened",
  "paged",
  "nobody to page",
  "alarm raised",
  "page tried",
  "action acknowledged",
  "review opened",
  "review asked",
];

/** Whether it is what somebody did, not what followed from it in the same instant. */
export const isDeed = (fact: Fact): boolean => !consequences.includes(fact.type);
