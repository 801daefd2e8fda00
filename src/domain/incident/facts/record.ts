/** What is known of an incident, told or set after the fact. */
import type { Person } from "../../people.ts";

/** The moments that the times of an incident are counted between. */
export type Milestone = "impact" | "detected" | "declared" | "acknowledged" | "mitigated" | "recovered";
export const milestones: readonly Milestone[] = [
  "impact",
  "detected",
  "declared",
  "acknowledged",
  "mitigated",
  "recovered",
];

export type Phase = "investigating" | "identified" | "mitigated" | "monitoring";

/** Who noticed. */
export type Noticed = "monitor" | "customer" | "employee";

/** What an incident's card asks for while nobody has said it. */
export type Blank = "start" | "how" | "affected" | "services" | "command" | "work";
export const blanks: readonly Blank[] = ["start", "how", "affected", "services", "command", "work"];

/** Something said in Teams, as it was when it was pinned. `url` leads to it. */
export type Pinned = { id: string; text: string; author: Person; saidAt: string; url?: string };

export type RecordFact =
  /** Somebody says when it really was. */
  | { type: "time set"; which: Milestone; at: string; because: string }
  | { type: "detection told"; by: Noticed; through: string; url?: string }
  /** `count`: how many, where a number was said. */
  | { type: "affected told"; who: string; count?: number }
  | { type: "services told"; services: string[] }
  | { type: "phase changed"; to: Phase; text: string }
  /** Somebody has shown for the first time that they know: by a word in its channel, or because their card was shown. */
  | { type: "aware"; person: Person; how: "spoke" | "saw" }
  | { type: "blanks asked"; blanks: Blank[]; of: Person | null; round: number }
  | { type: "blank quieted"; blank: Blank | "all"; because: string }
  | { type: "pinned"; message: Pinned; note: string }
  | { type: "unpinned"; id: string }
  | { type: "linked"; url: string; title: string }
  | { type: "renamed"; from: string; to: string }
  | { type: "channel renamed"; name: string }
  | { type: "channel lost"; reason: string }
  /** Somebody wants a channel for it after all. */
  | { type: "channel asked" }
  /** The transcript was compared with what Teams holds; `hash` is its last line's then. */
  | {
      type: "transcript compared";
      added: number;
      edited: number;
      deleted: number;
      restored?: number;
      gaps: number;
      lines: number;
      hash: string;
    }
  | { type: "words erased"; whose: string; lines: number; because: string }
  | { type: "transcript removed"; lines: number; hash: string; because: string };
