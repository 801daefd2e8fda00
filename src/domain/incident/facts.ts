/**
 * The closed list of what can happen to an incident. Facts are stored for ever: add to a fact with optional
 * fields only, and never change what a stored one means.
 */
import type { Actor, Person } from "../people.ts";

/** 1 is critical with public notice, 4 waits for the morning. */
export type Severity = 1 | 2 | 3 | 4;
export const severities: readonly Severity[] = [1, 2, 3, 4];

export type Role = "commander" | "scribe" | "communications" | "deputy";
export const roles: readonly Role[] = ["commander", "scribe", "communications", "deputy"];

/** A place in Teams one can post to: a channel, a thread in it, a personal or a group chat. */
export type Conversation = { id: string; serviceUrl: string };

export type Link = { title: string; url: string };

/** What made us look, when it was not a person. `startedAt` is when the source says it began, ISO 8601. */
export type Origin = { source: string; key: string; links: Link[]; startedAt?: string };

export type Fact =
  | {
      type: "declared";
      title: string;
      description: string;
      severity: Severity;
      /** Where it was said; null when no conversation was involved. */
      said: Conversation | null;
      /** The Entra group id of the team it was said in, where Teams told us. */
      team?: string;
      /** The Teams thread id of that team, by which its group can be asked for. */
      teamThread?: string;
      alert?: Origin;
    }
  | { type: "channel opened"; channel: Conversation; name: string; webUrl: string }
  /** It runs in this conversation instead (null: there is none, and no chat to run it in). */
  | { type: "channel unavailable"; reason: string; instead: Conversation | null }
  | { type: "work item opened"; id: number; url: string }
  | { type: "work item unavailable"; reason: string }
  | { type: "paged"; step: number; people: Person[] }
  | { type: "nobody to page"; step: number }
  | { type: "page failed"; step: number; person: Person; reason: string }
  | { type: "acknowledged"; person: Person }
  | { type: "declined"; person: Person }
  | { type: "escalated" }
  | { type: "role assigned"; role: Role; person: Person }
  | { type: "role released"; role: Role; person: Person }
  | { type: "severity changed"; from: Severity; to: Severity; because: string }
  | { type: "impact started"; startedAt: string }
  | { type: "noted"; text: string }
  | { type: "update posted"; text: string; nextDueAt: string }
  | { type: "update overdue"; dueAt: string; nextDueAt: string }
  | { type: "resolved"; summary: string }
  | { type: "reopened"; because: string }
  | { type: "closed" }
  | { type: "gave up"; doing: string; reason: string };

export type FactOf<T extends Fact["type"]> = Extract<Fact, { type: T }>;

/** A fact with what makes it evidence: its number in the history, when (ISO 8601), who, and from where. */
export type Entry<F = Fact> = {
  number: number;
  at: string;
  by: Actor;
  /** The door it came through: "teams <conversation>", "alert azure-monitor", "timer", "reaction open-channel" … */
  from: string;
  fact: F;
};
