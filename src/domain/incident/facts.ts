/**
 * The closed list of what can happen to an incident. Facts are stored for ever: add to a fact with optional
 * fields only, and never change what a stored one means.
 */
import type { Ladder } from "../escalation/ladder.ts";
import type { Means, Reach } from "../oncall/book.ts";
import type { Actor, Person } from "../people.ts";
import type { KinFact } from "./facts/kin.ts";
import type { RecordFact } from "./facts/record.ts";
import type { ReviewFact } from "./facts/review.ts";
import type { WorkFact } from "./facts/work.ts";

/** 1 is critical with public notice, 4 waits for the morning, 5 is a ticket; src/domain/practice.ts says what each means. */
export type Severity = 1 | 2 | 3 | 4 | 5;
export const severities: readonly Severity[] = [1, 2, 3, 4, 5];

/** A part somebody takes; src/domain/practice.ts has the usual ones, and an organisation may have others. */
export type Role = string;
/** Those whose absence is shown. */
export const roles: readonly Role[] = ["commander", "scribe", "communications", "deputy"];

/** A place in Teams one can post to: a channel, a thread in it, a personal or a group chat. */
export type Conversation = { id: string; serviceUrl: string };

export type Link = { title: string; url: string };

/** What made us look, when it was not a person. `startedAt` is when the source says it began, ISO 8601. */
export type Origin = { source: string; key: string; links: Link[]; startedAt?: string };

/**
 * How far one try to reach somebody has got. Both a failed one and one that is failing, and tried again, make the next
 * means due at once.
 */
export type TryState = "sent" | "delivered" | "seen" | "failing" | "failed";

/**
 * One try: the page and its step, the person's id, and the number of the means in their order, from 0. `paged` is the
 * place in the page's list of those who were paged, where the same person may stand again for the same step; left out, it
 * is the last.
 */
export type TryOf = { page: number; step: number; person: string; order: number; paged?: number };

export type Fact = CoreFact | RecordFact | WorkFact | KinFact | ReviewFact;

/** An incident has one page from the beginning, number 1: a fact that names none is about that one. */
type CoreFact =
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
      /** What the severity meant then, in words; and that it pages nobody by itself. */
      meaning?: string;
      unpaged?: true;
      services?: string[];
      /** It is only practised: everything runs, everything says so, and nothing of it counts. */
      drill?: true;
      /** Not for everybody: neither listed nor public, and worked on in a restricted team. */
      confidential?: true;
    }
  /** `team` is the Entra group id of its team. */
  | { type: "channel opened"; channel: Conversation; name: string; webUrl: string; team?: string }
  /** It runs in this conversation instead (null: there is none, and no chat to run it in). */
  | { type: "channel unavailable"; reason: string; instead: Conversation | null }
  | { type: "work item opened"; id: number; url: string }
  | { type: "work item unavailable"; reason: string }
  /** Somebody is wanted. The ladder is what it climbs, as the policies were; opening page 1 again replaces its ladder. */
  | { type: "page opened"; page: number; because: string; ladder: Ladder }
  /** `reach` is by person's id; who is not in it is reached in Teams. `because` is why, of a page besides the first. */
  | {
      type: "paged";
      page?: number;
      step: number;
      people: Person[];
      reach?: Record<string, readonly Reach[]>;
      because?: string;
    }
  | { type: "nobody to page"; page?: number; step: number }
  /** The ladder is used up: whoever it was for is not coming. */
  | { type: "alarm raised"; page: number; step: number; why: "nobody on call" | "nobody reached" | "nobody answered" }
  | ({ type: "page tried"; means: Means } & TryOf)
  /** `means` and `name` (whom it was for) stand in it where it failed: the timeline says so without looking further back. */
  | ({ type: "page reported"; state: TryState; reason?: string; means?: Means; name?: string } & TryOf)
  /** No means reached them. */
  | { type: "page failed"; page?: number; step: number; person: Person; reason: string }
  | { type: "acknowledged"; page?: number; person: Person; means?: Means }
  | { type: "declined"; page?: number; person: Person }
  | { type: "escalated"; page?: number }
  /** Acknowledged, severe, and nobody has done or said anything since: whoever answered is asked again. */
  | { type: "went quiet"; page: number; person: Person; since: string }
  /** People were talking in the channel, though none of it became a fact; `person` where it was asked of one. */
  | { type: "activity seen"; lastAt: string; person?: Person }
  /** A shift began while it was open. */
  | { type: "shift changed"; schedule: string; from: Person[]; to: Person[] }
  /** `title` is what the role is called; `several`: others may have it too. */
  | { type: "role assigned"; role: Role; person: Person; title?: string; several?: true }
  | { type: "role released"; role: Role; person: Person; title?: string }
  | { type: "severity changed"; from: Severity; to: Severity; because: string; meaning?: string; unpaged?: true }
  | { type: "impact started"; startedAt: string }
  | { type: "noted"; text: string }
  | { type: "update posted"; text: string; nextDueAt: string }
  | { type: "update overdue"; dueAt: string; nextDueAt: string }
  | { type: "resolved"; summary: string }
  | { type: "reopened"; because: string }
  /** `because`: why, before its review was done. */
  | { type: "closed"; because?: string }
  | { type: "gave up"; doing: string; reason: string };

/** All facts but these: for a fold that is done with them, so that forgetting one does not compile. */
export type OtherThan<T extends Fact> = Exclude<Fact, { type: T["type"] }>;

export type FactOf<T extends Fact["type"]> = Extract<Fact, { type: T }>;

/** A fact with what makes it evidence: its number in the history, when (ISO 8601), who, and from where. */
export type Entry<F = Fact> = {
  number: number;
  at: string;
  by: Actor;
  /** The door it came through: "teams <conversation>", "alert azure-monitor", "timer", "reaction open-channel" … */
  from: string;
  /** The id of the message that said it, or that has the button, where it came from Teams. */
  message?: string;
  fact: F;
};
