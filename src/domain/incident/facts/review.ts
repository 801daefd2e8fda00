/** What is learned afterwards, and by when. All times are ISO 8601. */
import type { Person } from "../../people.ts";
import type { Severity } from "../facts.ts";

export type ReviewState = "draft" | "in review" | "reviewed";
export type ReviewPart = "owner" | "facilitator";

export type ReviewFact =
  /** `severity` is what the time was counted for, `zone` where its days are days. */
  | { type: "review opened"; owner: Person | null; meetingDueAt: string; severity?: Severity; zone?: string }
  | { type: "review assigned"; part: ReviewPart; person: Person }
  /** `zone` is the one in which it was said. */
  | { type: "review scheduled"; what: "meeting" | "repair"; at: string; zone?: string }
  | { type: "review moved"; to: ReviewState }
  /** `about`: what is missing, of whom. */
  | { type: "review asked"; about: ReviewGap; of: Person | null }
  /** Somebody wants it published. */
  | { type: "review sent"; to: "wiki" }
  /** `beside`: somebody had changed the page that was there, so that this one stands next to it. */
  | { type: "review published"; where: "wiki"; url: string; beside?: string };

export type ReviewGap = "owner" | "facilitator" | "meeting" | "draft" | "outcome";
