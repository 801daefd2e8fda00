import type { Conversation, Entry, Fact } from "../domain/incident/facts.ts";
import { placeOf } from "../domain/incident/incident.ts";
import type { Page } from "../domain/incident/pages.ts";
import { type Chat, isFinal } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { ladderCard } from "../views/ladder-card.ts";

type Posted = { conversation: Conversation; id: string };

/** What changes how a page stands, or where its card is. */
const changing: readonly Fact["type"][] = [
  "page opened",
  "paged",
  "nobody to page",
  "alarm raised",
  "page tried",
  "page reported",
  "page failed",
  "acknowledged",
  "declined",
  "escalated",
  "went quiet",
  "severity changed",
  "channel opened",
  "channel unavailable",
  "resolved",
  "reopened",
];

/** One card for each page in the incident's channel, true at any time: who is waited for, by what means, and what comes next. */
export function keepLadder({ chat }: { chat: Chat }): Reaction {
  const opened = (errand: Errand, { number }: Page): Entry | undefined =>
    errand.entries.find(({ fact }) => fact.type === "page opened" && fact.page === number);

  async function show(errand: Errand, page: Page, place: Conversation): Promise<void> {
    const entry = opened(errand, page);
    if (entry === undefined) return;
    const card = ladderCard(errand.state, page.number);
    const before = errand.receipts().find(({ number, key }) => number === entry.number && key === "card");
    if (before === undefined) {
      const post = async (): Promise<Posted> => ({ conversation: place, id: await chat.post(place, card) });
      await errand.once(entry, "card", post);
    } else {
      const { conversation, id } = before.receipt as Posted;
      await chat.update(conversation, id, card);
    }
  }

  return {
    name: "ladder",
    doing: "show how the page goes",
    reads: (fact) => changing.includes(fact.type),
    async run(errand) {
      const place = placeOf(errand.state);
      if (place === undefined) return;
      const results = await Promise.allSettled(errand.state.pages.map((page) => show(errand, page, place)));
      const failure = results.find((each) => each.status === "rejected" && !isFinal(each.reason));
      if (failure?.status === "rejected") throw failure.reason;
    },
    giveUp: async () => [],
  };
}
