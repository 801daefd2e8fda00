import type { Conversation, Fact } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import type { Chat } from "../engine/ports.ts";
import type { Reaction } from "../engine/reaction.ts";
import { updateCard } from "../views/update-card.ts";

type Tools = { chat: Chat; channel: Conversation | undefined; statusPageUrl: string | undefined };

/** Carries updates for stakeholders to the one channel where they look, and says there when it is over. */
export function broadcast({ chat, channel, statusPageUrl }: Tools): Reaction {
  return {
    name: "broadcast",
    doing: "post the update in the broadcast channel",
    reads: (fact) => channel !== undefined && (fact.type === "update posted" || fact.type === "resolved"),
    async run(errand) {
      if (channel === undefined) return;
      for (const entry of errand.pending) {
        const text = told(errand.state, entry.fact);
        if (text === undefined) continue;
        const nextDueAt = entry.fact.type === "update posted" ? entry.fact.nextDueAt : undefined;
        const card = updateCard(errand.state, { text, at: entry.at, by: entry.by, nextDueAt }, statusPageUrl);
        await errand.once(entry, "post", () => chat.post(channel, card));
      }
    },
    giveUp: async (_, reason) => [{ type: "gave up", doing: "post in the broadcast channel", reason }],
  };
}

/** The end is told to those who were told of it before. */
function told(incident: Live, fact: Fact): string | undefined {
  if (fact.type === "update posted") return fact.text;
  const heard = incident.lastUpdate !== undefined || incident.severity <= 2;
  if (fact.type !== "resolved" || !heard) return undefined;
  return fact.summary === "" ? "It is resolved." : `It is resolved: ${fact.summary}`;
}
