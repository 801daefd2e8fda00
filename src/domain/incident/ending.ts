import type { Fact } from "./facts.ts";
import type { Live } from "./incident.ts";
import { Refusal } from "../refusal.ts";
import { owesReview } from "./review-steps.ts";

export function resolve(incident: Live, summary: string): Fact[] {
  if (incident.status !== "open")
    throw new Refusal(`${incident.id} is ${incident.status} already. To go on with it say \`reopen\`.`);
  return [{ type: "resolved", summary }];
}

export function reopen(incident: Live, because: string): Fact[] {
  if (incident.status === "open") throw new Refusal(`${incident.id} is open.`);
  return [{ type: "reopened", because }];
}

/** `anyway`: why it is closed though its review is not done, "" where nobody says so. */
export function close(incident: Live, anyway = ""): Fact[] {
  if (incident.status === "closed") throw new Refusal(`${incident.id} is closed already.`);
  if (incident.status === "open")
    throw new Refusal(
      `${incident.id} is still open. Say \`resolve\` and what fixed it; close it when the review is done.`,
    );
  if (!owesReview(incident) || incident.review?.state === "reviewed") return [{ type: "closed" }];
  if (anyway !== "") return [{ type: "closed", because: anyway }];
  throw new Refusal(
    `${incident.id} is severity ${incident.severity}, and not reviewed yet. Say \`review done\` once it is, or \`close anyway because …\`.`,
  );
}

/** For everything that only makes sense while people are at work on it. */
export function needOpen(incident: Live): void {
  if (incident.status !== "open")
    throw new Refusal(`${incident.id} is ${incident.status}. If it is not over, say \`reopen\`.`);
}
