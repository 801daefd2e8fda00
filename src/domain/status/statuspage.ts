/** The one incident that is run by hand on the public status page, with the four words of the talk. */
import type { Entry } from "../incident/facts.ts";
import { Refusal } from "../refusal.ts";

export type StatusFact = { type: "opened" | "updated" | "closed"; text: string };

export const statusStream = "statuspage";

export const isOpen = (entries: readonly Entry<StatusFact>[]): boolean => {
  const last = entries.at(-1)?.fact.type;
  return last === "opened" || last === "updated";
};

/** Only one at a time: opening an open one, and updating or closing none, is refused. */
export function decideStatus(open: boolean, fact: StatusFact): StatusFact {
  if (fact.type === "opened" && open) throw new Refusal("There's already an incident open.");
  if (fact.type !== "opened" && !open) throw new Refusal("There is no open incident right now.");
  return fact;
}
