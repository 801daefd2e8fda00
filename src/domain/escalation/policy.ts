import type { Severity } from "../incident/facts.ts";
import type { Duty } from "../oncall/roster.ts";

/** A ladder of steps; the last one repeats until a person acts. Minutes are how long a step waits for an answer. */
export type Policy = {
  steps: readonly { page: Duty; minutes: number }[];
  /** How often stakeholders hear something, in minutes, for severity 1 to 4. */
  updateMinutes: readonly number[];
};

export const standardPolicy: Policy = {
  steps: [
    { page: "primary", minutes: 5 },
    { page: "secondary", minutes: 5 },
    { page: "everyone", minutes: 10 },
  ],
  updateMinutes: [20, 30, 60, 240],
};

export const stepOf = (policy: Policy, step: number) => policy.steps[Math.min(step, policy.steps.length - 1)]!;

export const isLastStep = (policy: Policy, step: number): boolean => step >= policy.steps.length - 1;

/** When the next update is promised, counted from `from`. */
export function nextUpdate(policy: Policy, severity: Severity, from: Date): Date {
  return new Date(from.getTime() + policy.updateMinutes[severity - 1]! * 60_000);
}
