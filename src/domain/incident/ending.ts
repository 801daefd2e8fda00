import type { Fact } from "./facts.ts";
import type { Live } from "./incident.ts";
import { Refusal } from "../refusal.ts";

export function resolve(incident: Live, summary: string): Fact[] {
  if (incident.status !== "open")
    throw new Refusal(`${incident.id} is ${incident.status} already. To go on with it say \`reopen\`.`);
  return [{ type: "resolved", summary }];
}

export function reopen(incident: Live, because: string): Fact[] {
  if (incident.status === "open") throw new Refusal(`${incident.id} is open.`);
  return [{ type: "reopened", because }];
}

export function close(incident: Live): Fact[] {
  if (incident.status === "closed") throw new Refusal(`${incident.id} is closed already.`);
  if (incident.status === "open")
    throw new Refusal(
      `${incident.id} is still open. Say \`resolve\` and what fixed it; close it when the review is done.`,
    );
  return [{ type: "closed" }];
}

/** For everything that only makes sense while people are at work on it. */
export function needOpen(incident: Live): void {
  if (incident.status !== "open")
    throw new Refusal(`${incident.id} is ${incident.status}. If it is not over, say \`reopen\`.`);
}
