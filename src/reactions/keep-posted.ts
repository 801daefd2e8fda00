import type { Conversation, Entry, Fact } from "../domain/incident/facts.ts";
import { placeOf } from "../domain/incident/incident.ts";
import { Outage } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { escapeMarkdown } from "../views/escape.ts";
import { incidentCard } from "../views/incident-card.ts";
import { sentence } from "../views/sentence.ts";
import { bringRunbooks, type RunbookTools } from "./bring-runbooks.ts";

const doing = "keep the incident's card and channel up to date";

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
export function keepPosted(tools: RunbookTools): Reaction {
  const { chat } = tools;

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

  async function carry(errand: Errand, entry: Entry): Promise<void> {
    const { fact } = entry;
    if (fact.type === "declared" && errand.state.said !== null) await postCard(errand, entry, errand.state.said);
    else if (fact.type === "channel opened") await postCard(errand, entry, fact.channel);
    else await tell(errand, entry);
    if (fact.type === "channel opened" || fact.type === "channel unavailable")
      await bringRunbooks(tools, errand, entry);
  }

  return {
    name: "keep-posted",
    doing,
    reads: () => true,
    async run(errand) {
      const before = errand
        .receipts()
        .filter(({ key }) => key === "card")
        .map(({ receipt }) => receipt as Posted);
      for (const entry of errand.pending)
        await carry(errand, entry).catch(async (error: unknown) => {
          // A place that is closed to us is not worth stopping for: the other places still want to know.
          if (mayWork(error)) throw error;
          await errand.record(entry, "unsaid", complaint([entry], (error as Outage).message));
        });
      await refresh(errand, before);
    },
    giveUp: async ({ pending }, reason) => complaint(pending, reason),
  };
}

/** A complaint that cannot be posted is not complained of again. */
const complaint = (pending: readonly Entry[], reason: string): Fact[] =>
  pending.every(({ fact }) => fact.type === "gave up") ? [] : [{ type: "gave up", doing, reason }];

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
