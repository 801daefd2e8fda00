import type { Conversation, Entry, Fact } from "../domain/incident/facts.ts";
import { placeOf } from "../domain/incident/incident.ts";
import { isTold } from "../domain/incident/telling.ts";
import type { Places } from "../engine/places.ts";
import { isFinal } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { incidentCard } from "../views/incident-card.ts";
import { toldText } from "../views/told.ts";
import { hasChanged } from "./before.ts";
import { bringRunbooks, type RunbookTools } from "./bring-runbooks.ts";
import { keepCard } from "./kept-card.ts";
import { ladders } from "./show-ladders.ts";
import { workCards } from "./show-work.ts";

const doing = "keep the incident's card and channel up to date";

type Posted = { conversation: Conversation; id: string };

/**
 * The incident's card, where it was declared and as the first post of its channel, true at any time; and in the
 * channel one sentence for each thing that happens.
 */
export function keepPosted(tools: RunbookTools & { places: Places }): Reaction {
  const { chat, places } = tools;

  /** Where its first card stands: where it was declared or, so that nobody else reads it, with whoever declared it. */
  async function homeOf({ stream, state }: Errand): Promise<Conversation | null> {
    if (state.confidential !== true) return state.said;
    if (state.declaredBy.kind !== "person") return null;
    const chatWith = await chat.personal(state.declaredBy.person);
    await places.set(chatWith.id, { stream, record: false });
    return chatWith;
  }

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

  /** What happened in one instant is told in one post. */
  async function tell(errand: Errand, together: readonly Entry[]): Promise<void> {
    const place = placeOf(errand.state);
    const since = placedAt(errand.entries);
    const worth = together.filter(({ fact, number }) => isTold(fact) && number > since);
    const [first] = worth;
    if (place === undefined || first === undefined) return;
    await errand.once(first, "told", () => chat.post(besideWords(place, first), toldText(worth, errand.state)));
  }

  async function refresh(errand: Errand, cards: Posted[]): Promise<void> {
    const results = await Promise.allSettled(
      cards.map(({ conversation, id }) => chat.update(conversation, id, incidentCard(errand.state))),
    );
    const failure = results.find((result) => result.status === "rejected" && !isFinal(result.reason));
    if (failure?.status === "rejected") throw failure.reason;
  }

  /** The cards about pages, actions, proposals and handovers. One that cannot be shown holds up no other. */
  async function showCards(errand: Errand, before: ReturnType<Errand["receipts"]>): Promise<void> {
    const all = [...ladders(errand), ...workCards(chat, errand)];
    const results = await Promise.allSettled(all.map((kept) => keepCard(chat, errand, before, kept)));
    const failure = results.find((each) => each.status === "rejected" && !isFinal(each.reason));
    if (failure?.status === "rejected") throw failure.reason;
  }

  async function carry(errand: Errand, together: readonly Entry[]): Promise<void> {
    for (const entry of together) {
      const { fact } = entry;
      const home = fact.type === "declared" ? await homeOf(errand) : null;
      if (home !== null) await postCard(errand, entry, home);
      if (fact.type === "channel opened") await postCard(errand, entry, fact.channel);
      if (fact.type === "channel opened" || fact.type === "channel unavailable") {
        await showCards(errand, []);
        await bringRunbooks(tools, errand, entry);
      }
    }
    await tell(errand, together);
  }

  return {
    name: "keep-posted",
    doing,
    reads: () => true,
    async run(errand) {
      const before = errand.receipts();
      for (const together of byInstant(errand.pending))
        await carry(errand, together).catch(async (error: unknown) => {
          // A place that is closed to us is not worth stopping for: the other places still want to know.
          if (!isFinal(error)) throw error;
          await errand.record(together[0]!, "unsaid", complaint(together, error.message));
        });
      const cards = before.filter(({ key }) => key === "card").map(({ receipt }) => receipt as Posted);
      const stale = cards.length > 0 && !errand.pending.every(isLook) && hasChanged(errand, incidentCard);
      await Promise.all([showCards(errand, before), ...(stale ? [refresh(errand, cards)] : [])]);
    },
    giveUp: async ({ pending }, reason) => complaint(pending, reason),
  };
}

/** A complaint that cannot be posted is not complained of again. */
const complaint = (pending: readonly Entry[], reason: string): Fact[] =>
  pending.every(({ fact }) => fact.type === "gave up") ? [] : [{ type: "gave up", doing, reason }];

/** Each update makes every client look again: a card that was updated for every look would never come to rest. */
const isLook = ({ fact }: Entry): boolean => fact.type === "aware" && fact.how === "saw";

/** Facts that were recorded at once, in their order. */
function byInstant(entries: readonly Entry[]): Entry[][] {
  const groups: Entry[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last?.[0]?.at === entry.at && last[0].from === entry.from) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/** Words said in the place are answered in their thread; what comes from elsewhere begins a thread. */
function besideWords(place: Conversation, { from }: Entry): Conversation {
  return from.startsWith(`teams ${place.id};messageid=`) ? { ...place, id: from.slice("teams ".length) } : place;
}

/** The number of the fact since which there is a place to tell things in. */
const placedAt = (entries: readonly Entry[]): number =>
  entries.find(({ fact }) => fact.type === "channel opened" || fact.type === "channel unavailable")?.number ?? 0;
