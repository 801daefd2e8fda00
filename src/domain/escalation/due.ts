/** What time alone makes happen. An escalation ends by an answer or a person's decision, never by silence. */
import type { Fact } from "../incident/facts.ts";
import type { Incident, Open, Paging } from "../incident/incident.ts";
import { onDuty, type Roster } from "../oncall/roster.ts";
import { isLastStep, nextUpdate, type Policy, stepOf } from "./policy.ts";

/** The earliest instant at which `whatIsDue` will have something to say. */
export function nextDeadline(incident: Incident, policy: Policy): Date | undefined {
  if (incident.status !== "open") return undefined;
  const deadlines = [pageDeadline(incident.paging, policy), updateDeadline(incident, policy)].filter(
    (at) => at !== undefined,
  );
  return deadlines.length === 0 ? undefined : new Date(Math.min(...deadlines.map((at) => at.getTime())));
}

/** The facts that have become due; empty when it is too early or nothing waits. */
export function whatIsDue(incident: Incident, policy: Policy, roster: Roster, now: Date): Fact[] {
  if (incident.status !== "open") return [];
  const page = pageDeadline(incident.paging, policy);
  if (page !== undefined && page <= now) return [nextPage(incident, policy, roster)];
  const update = updateDeadline(incident, policy);
  if (update === undefined || update > now) return [];
  const nextDueAt = nextUpdate(policy, incident.severity, now).toISOString();
  return [{ type: "update overdue", dueAt: update.toISOString(), nextDueAt }];
}

function pageDeadline(paging: Paging, policy: Policy): Date | undefined {
  if (paging.state === "acknowledged") return undefined;
  const waitMs = movesOnAtOnce(paging, policy) ? 0 : stepOf(policy, paging.step).minutes * 60_000;
  return new Date(new Date(paging.since).getTime() + waitMs);
}

/** Waiting is pointless when nobody paged in this step can come. The last step waits all the same: it would spin. */
function movesOnAtOnce(paging: Extract<Paging, { state: "waiting" }>, policy: Policy): boolean {
  if (paging.hurry) return true;
  return paging.out.length >= paging.people.length && !isLastStep(policy, paging.step);
}

function nextPage(incident: Open, policy: Policy, roster: Roster): Fact {
  const step = incident.paging.step + 1;
  const people = onDuty(roster, stepOf(policy, step).page);
  return people.length === 0 ? { type: "nobody to page", step } : { type: "paged", step, people };
}

/** Severity 1 and 2 owe stakeholders a first update; the others only once somebody has promised the next. */
function updateDeadline(incident: Open, policy: Policy): Date | undefined {
  if (incident.nextUpdateAt !== undefined) return new Date(incident.nextUpdateAt);
  return incident.severity <= 2 ? nextUpdate(policy, incident.severity, new Date(incident.declaredAt)) : undefined;
}
