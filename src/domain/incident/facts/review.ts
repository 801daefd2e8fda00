/** What is learned afterwards, and by when. All times are ISO 8601. */
import type { Person } from "../../people.ts";

export type ReviewState = "draft" | "in review" | "reviewed";
export type ReviewPart = "owner" | "facilitator";

export type ReviewFact =
  | { type: "review opened"; owner: Person | null; meetingDueAt: string }
  | { type: "review assigned"; part: ReviewPart; person: Person }
  | { type: "review scheduled"; what: "meeting" | "repair"; at: string }
  | { type: "review moved"; to: ReviewState }
  /** `about`: what is missing, of whom. */
  | { type: "review asked"; about: "owner" | "facilitator" | "meeting" | "draft" | "outcome"; of: Person | null }
  | { type: "review published"; where: "wiki"; url: string };
