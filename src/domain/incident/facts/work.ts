/** Who does what, what is put off, and what was decided. Each is known by a number of its own. */
import type { Person } from "../../people.ts";

export type WorkFact =
  /** `carried`: it was an action of the incident that was merged into this one. */
  | {
      type: "action opened";
      action: number;
      text: string;
      owner: Person;
      dueAt?: string;
      carried?: { from: string; action: number };
    }
  | { type: "action acknowledged"; action: number }
  /** Its time is up, and nobody has said how it went. */
  | { type: "action asked"; action: number }
  | { type: "action extended"; action: number; dueAt: string }
  | { type: "action done"; action: number; result: string }
  | { type: "action dropped"; action: number; because: string }
  | { type: "follow-up noted"; followUp: number; text: string; owner?: Person }
  | { type: "follow-up filed"; followUp: number; id: number; url: string }
  | { type: "follow-up unfiled"; followUp: number; reason: string }
  | { type: "proposed"; proposal: number; text: string; closesAt: string }
  | { type: "objected"; proposal: number; because: string }
  /** Its time is up, and there are objections: somebody has to decide. */
  | { type: "proposal waiting"; proposal: number }
  | { type: "proposal settled"; proposal: number; outcome: "decided" | "withdrawn"; because: string }
  | { type: "decided"; text: string }
  | { type: "handover offered"; to: Person }
  | { type: "handover waiting"; to: Person }
  | { type: "handover declined"; to: Person; because: string }
  /** Whoever commands has done and said nothing since. */
  | { type: "commander silent"; person: Person; since: string }
  /** Somebody with a part in it is not in the team any more. */
  | { type: "person left"; person: Person };
