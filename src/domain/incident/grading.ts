/** How bad an incident is: raised without a word, lowered with a reason. */
import { type Practice, recorded } from "../practice.ts";
import { Refusal } from "../refusal.ts";
import { needOpen } from "./ending.ts";
import type { Fact, Severity } from "./facts.ts";
import type { Live } from "./incident.ts";

export function changeSeverity(incident: Live, to: Severity, because: string, practice: Practice): Fact[] {
  needOpen(incident);
  const from = incident.severity;
  if (from === to) throw new Refusal(`${incident.id} is severity ${to} already.`);
  if (to > from && because === "")
    throw new Refusal(`Why is it less bad? Say \`severity ${to} because …\`. In doubt it stays severity ${from}.`);
  return [{ type: "severity changed", from, to, because, ...recorded(practice, to) }];
}
