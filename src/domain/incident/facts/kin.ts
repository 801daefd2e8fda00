/** How an incident belongs to others, and what other systems say of it. The other one's title is as it was then. */
import type { Person } from "../../people.ts";

export type KinFact =
  | { type: "related"; to: string; title: string }
  /** It goes on as another one: a duplicate of it, or merged into it. `url` leads to where that one is worked on. */
  | { type: "merged"; into: string; title: string; url?: string; duplicate?: true }
  /** `aware`: who knows of the one that ended, and is to hear that it goes on here. */
  | { type: "absorbed"; from: string; title: string; duplicate?: true; aware?: Person[] }
  /** What was merged into it is reopened, and goes on by itself. */
  | { type: "released"; from: string; title: string }
  | { type: "parent set"; parent: string; title: string }
  | { type: "parent left"; parent: string; title: string }
  | { type: "child added"; child: string; title: string }
  | { type: "child left"; child: string; title: string }
  /** Which of its parts go on; none: they are all over, `over` says since when (ISO 8601). */
  | { type: "parts told"; open: { id: string; title: string }[]; over?: { id: string; at: string }[] }
  /** Somebody changed the work item in Azure Boards; what it means here stands beside it as facts of its own. */
  | { type: "work item edited"; changes: { field: string; from: string; to: string }[] }
  | { type: "work item assigned"; to: Person | null }
  | { type: "work item lost"; id: number; reason: string };
