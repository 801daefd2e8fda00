/** A resolved incident of a given severity, and its review as far as a test wants it. */
import type { Entry, Fact, Severity } from "../../src/domain/incident/facts.ts";
import { fold, type Live, type Resolved } from "../../src/domain/incident/incident.ts";
import { openReview } from "../../src/domain/incident/review-steps.ts";
import { muster, type Person } from "../../src/domain/people.ts";
import { ann } from "./given.ts";

/** A Friday. */
export const end = "2026-12-04T10:00:00.000Z";
export const dan: Person = { id: "dan", name: "Dan" };

/** When something happened, what, and who did it: Ann, unless somebody else is named; null is no person. */
export type Happened = readonly [at: string, fact: Fact, who?: Person | null];

export const declaredAs = (severity: Severity): Happened => [
  "2026-12-04T09:00:00.000Z",
  { type: "declared", title: "checkout is down", description: "", severity, said: null },
];
export const over: Happened = [end, { type: "resolved", summary: "" }];

export function incidentOf(...history: Happened[]): Live {
  const entries = history.map(
    ([at, fact, who = ann], index): Entry => ({
      number: index + 1,
      at,
      by: who === null ? muster : { kind: "person", person: who },
      from: "test",
      fact,
    }),
  );
  return fold("INC-1", entries) as Live;
}

/** The same with the review opened at the end. */
export function reviewOf(severity: Severity, ...history: Happened[]): Resolved {
  const resolved = incidentOf(declaredAs(severity), over) as Resolved;
  const opened: Happened = [end, openReview(resolved, "UTC", new Date(end))];
  return incidentOf(declaredAs(severity), over, opened, ...history) as Resolved;
}

export const scheduled = (what: "meeting" | "repair", at: string): Fact => ({ type: "review scheduled", what, at });
export const assigned = (part: "owner" | "facilitator", person: Person): Fact => ({
  type: "review assigned",
  part,
  person,
});
