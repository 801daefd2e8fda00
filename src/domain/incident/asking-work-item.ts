import { Refusal } from "../refusal.ts";
import type { Fact } from "./facts.ts";
import type { Live } from "./incident.ts";

/** Where there is none: it was lost, or could not be made. */
export function askForWorkItem(incident: Live): Fact[] {
  const { id, workItem } = incident;
  if (workItem !== undefined) throw new Refusal(`${id} has its work item: ${workItem.id}, ${workItem.url}`);
  return [{ type: "work item wanted" }];
}
