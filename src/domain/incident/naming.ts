/** What an incident is called, and whether it has a channel: both may change. */
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

export function askForChannel(incident: Live): Fact[] {
  const { id, channel, noChannel, status } = incident;
  if (status === "closed") throw new Refusal(`${id} is closed. If it is not over, say \`reopen ${id}\` first.`);
  if (channel !== undefined) throw new Refusal(`${id} has its channel: ${channel.name}.`);
  if (noChannel === undefined) throw new Refusal(`The channel of ${id} is being opened.`);
  return [{ type: "channel asked" }];
}

/** The Entra group id of the team that a channel is in: its address says it (Microsoft Learn, "Create deep links"). */
export function teamOf({ webUrl }: { webUrl: string }): string | undefined {
  const group = URL.canParse(webUrl) ? new URL(webUrl).searchParams.get("groupId") : null;
  return group ?? undefined;
}
