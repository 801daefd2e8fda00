import type { Conversation, Entry, Fact } from "../domain/incident/facts.ts";
import { placeOf } from "../domain/incident/incident.ts";
import { type Chat, Outage } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { escapeMarkdown } from "../views/escape.ts";
import { incidentCard } from "../views/incident-card.ts";
import { sentence } from "../views/sentence.ts";

type Posted = { conversation: Conversation; id: string };

/** What the card shows well enough, or another post says, is not said again. */
const untold: readonly Fact["type"][] = [
  "declared",
  "channel opened",
  "channel unavailable",
  "work item opened",
  "work item unavailable",
  "resolved",
  "closed",
];

/**
 * The incident's card, where it was declared and as the first post of its channel, true at any time; and in the
 * channel one sentence for each thing that happens.
 */
export function keepPosted({ chat }: { chat: Chat }): Reaction {
  async function postCard(errand: Errand, entry: Entry, conversation: Conversation): Promise<void> {
    await errand.once(
      entry,
      "card",
      async (): Promise<Posted> => ({
        conversation,
        id: await chat.post(conversation, incidentCard(errand.state)),
      }),
    );
  }

  async function tell(errand: Errand, entry: Entry): Promise<void> {
    const place = placeOf(errand.state);
    if (place === undefined || untold.includes(entry.fact.type) || entry.number < placedAt(errand.entries)) return;
    await errand.once(entry, "told", () => chat.post(place, { text: told(entry) }));
  }

  async function refresh(errand: Errand, cards: Posted[]): Promise<void> {
    const results = await Promise.allSettled(
      cards.map(({ conversation, id }) => chat.update(conversation, id, incidentCard(errand.state))),
    );
    const failure = results.find((result) => result.status === "rejected" && mayWork(result.reason));
    if (failure?.status === "rejected") throw failure.reason;
  }

  return {
    name: "keep-posted",
    doing: "keep the incident's card and channel up to date",
    reads: () => true,
    async run(errand) {
      const before = errand
        .receipts()
        .filter(({ key }) => key === "card")
        .map(({ receipt }) => receipt as Posted);
      for (const entry of errand.pending) {
        if (entry.fact.type === "declared" && errand.state.said !== null)
          await postCard(errand, entry, errand.state.said);
        else if (entry.fact.type === "channel opened") await postCard(errand, entry, entry.fact.channel);
        else await tell(errand, entry);
      }
      await refresh(errand, before);
    },
  };
}

/** What happened and, where something is to be done about it, the words that do it. */
function told(entry: Entry): string {
  const happened = escapeMarkdown(sentence(entry));
  const { type } = entry.fact;
  if (type === "update overdue") return `${happened} Say \`update\` and what is known now.`;
  if (type === "nobody to page") return `${happened} Say \`oncall primary @someone\`, or take it with \`ack\`.`;
  return happened;
}

/** The number of the fact since which there is a place to tell things in. */
const placedAt = (entries: readonly Entry[]): number =>
  entries.find(({ fact }) => fact.type === "channel opened" || fact.type === "channel unavailable")?.number ?? 0;

const mayWork = (error: unknown): boolean => !(error instanceof Outage) || error.again;
