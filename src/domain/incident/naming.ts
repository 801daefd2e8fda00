/** What an incident is called: it may change. */
import { Refusal } from "../refusal.ts";
import type { Fact } from "./facts.ts";
import type { Live } from "./incident.ts";

export const titleMax = 150;

export function rename(incident: Live, to: string): Fact[] {
  if (to === "") throw new Refusal("Say what it is called now: `rename payments are down`.");
  if (to.length > titleMax)
    throw new Refusal(`A title is at most ${titleMax} characters, and that is ${to.length}. It stays as it is.`);
  if (to === incident.title) throw new Refusal(`${incident.id} is called that already.`);
  return [{ type: "renamed", from: incident.title, to }];
}
