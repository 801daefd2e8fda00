import { Refusal } from "../refusal.ts";
import type { Fact } from "./facts.ts";
import type { Milestone } from "./facts/record.ts";
import type { Live } from "./incident.ts";

/** A moment further back than this, before the declaration, is a slip of the pen, and would spoil every statistic. */
const beforeMaxMs = 366 * 86_400_000;

/** Says when one of an incident's moments really was. An order that cannot be is shown, not refused: clocks disagree. */
export function setTime(incident: Live, which: Milestone, at: Date, because: string): Fact[] {
  if (Date.parse(incident.declaredAt) - at.getTime() > beforeMaxMs)
    throw new Refusal(`${at.toISOString()} is more than a year before ${incident.id} was declared. Is that a slip?`);
  if (which === "recovered" && incident.status === "open")
    throw new Refusal(`${incident.id} is open. Say \`resolve\` first; then its time can be set.`);
  return [{ type: "time set", which, at: at.toISOString(), because }];
}
