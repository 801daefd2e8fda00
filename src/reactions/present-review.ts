import { placeOf } from "../domain/incident/incident.ts";
import type { Chat, Transcript } from "../engine/ports.ts";
import type { Reaction } from "../engine/reaction.ts";
import { resolvedCard } from "../views/resolved-card.ts";
import { review } from "../views/review.ts";
import { reviewMessage } from "../views/review-message.ts";

type Tools = { chat: Chat; transcript: Transcript };

/** After the end: the times, the timeline, and a review document to start from. */
export function presentReview({ chat, transcript }: Tools): Reaction {
  return {
    name: "review",
    doing: "post the review document",
    reads: (fact) => fact.type === "resolved",
    async run({ state, stream, entries, pending, once }) {
      const place = placeOf(state);
      const entry = pending.at(-1)!;
      if (place === undefined || state.status === "open") return;
      await once(entry, "card", () => chat.post(place, resolvedCard(state, entries)));
      const lines = (await transcript.read(stream)).length;
      await once(entry, "document", () => chat.post(place, reviewMessage(state, review(state, entries, { lines }))));
    },
    giveUp: async (_, reason) => [{ type: "gave up", doing: "post the review document", reason }],
  };
}
