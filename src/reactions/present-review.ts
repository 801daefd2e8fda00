import type { Conversation, Entry, Fact, FactOf } from "../domain/incident/facts.ts";
import { fold, placeOf, type Resolved } from "../domain/incident/incident.ts";
import type { Person } from "../domain/people.ts";
import { besides, reviewMessage, type ReviewTools } from "../engine/review-turn.ts";
import type { Chat } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { resolvedCard } from "../views/resolved-card.ts";
import { reviewCard } from "../views/review-card.ts";
import { reviewReminder } from "../views/review-reminder.ts";
import { isAboutReview } from "../views/review-sentence.ts";
import { besideTheRest } from "./beside-the-rest.ts";
import { keepCard, type Kept } from "./kept-card.ts";

type Tools = Pick<ReviewTools, "transcript" | "documents" | "log"> & { chat: Chat; wiki: object | undefined };

/** What changes the cards once they are there. */
const changing: readonly Fact["type"][] = [
  "closed",
  "reopened",
  "merged",
  "severity changed",
  "renamed",
  "acknowledged",
];

/**
 * After the end: the times, the timeline, a review document to start from, and a card of its review, which whoever owns
 * it, or is to lead it, has in their own chat too. Both cards are true at any time. Who is asked for something in the
 * channel is asked in their own chat as well.
 */
export function presentReview(tools: Tools): Reaction {
  const { chat } = tools;
  return {
    name: "review",
    doing: "present the review",
    reads: (fact) => fact.type === "resolved" || isAboutReview(fact),
    follows: (fact) => changing.includes(fact.type),
    async run(errand) {
      const before = errand.receipts();
      const place = placeOf(errand.state);
      if (place !== undefined) {
        for (const kept of ends(errand, place)) await keepCard(chat, errand, before, kept);
        await postDocument(tools, errand, place);
        for (const kept of reviews(errand, place, tools)) await keepCard(chat, errand, before, kept);
      }
      for (const kept of ownReviews(errand, tools)) await besideTheRest(() => keepCard(chat, errand, before, kept));
      for (const entry of errand.pending) if (isAsking(entry)) await remind(chat, errand, entry);
    },
    giveUp: async (_, reason) => [{ type: "gave up", doing: "present the review", reason }],
  };
}

/** The card of the latest end. Cards from before they were kept true have only their id as a receipt, and stay. */
function ends(errand: Errand, place: Conversation): Kept[] {
  const entry = errand.entries.findLast(({ fact }) => fact.type === "resolved");
  const receipt = errand.receipts().find(({ number, key }) => number === entry?.number && key === "card")?.receipt;
  if (entry === undefined || typeof receipt === "string") return [];
  const upTo = errand.entries.filter(({ number }) => number <= entry.number);
  const then = fold(errand.stream, upTo) as Resolved;
  return [
    {
      entry,
      key: "card",
      place: () => place,
      card: (now) => (now.status === "open" ? resolvedCard(then, upTo, { again: true }) : resolvedCard(now, upTo)),
    },
  ];
}

async function postDocument(tools: Tools, errand: Errand, place: Conversation): Promise<void> {
  const { state, entries, pending, once } = errand;
  const entry = pending.findLast(({ fact }) => fact.type === "resolved");
  if (entry === undefined || state.status === "open") return;
  const known = await besides(tools, state);
  await once(entry, "document", () => tools.chat.post(place, reviewMessage(state, entries, known)));
}

/** One card for each end: a review that is opened again in between has its card already. */
function reviews({ entries }: Errand, place: Conversation, { wiki }: Tools): Kept[] {
  const openings = entries.filter(({ fact }) => fact.type === "resolved" || fact.type === "review opened");
  const entry = openings.findLast(
    ({ fact }, index) => fact.type === "review opened" && openings[index - 1]?.fact.type !== "review opened",
  );
  if (entry === undefined) return [];
  return [{ entry, key: "review", place: () => place, card: (now) => cardIfAny(now, wiki) }];
}

const cardIfAny = (now: Errand["state"], wiki: object | undefined) =>
  now.review === undefined ? undefined : reviewCard(now, wiki !== undefined);

/** The same card for whoever owns it and whoever is to lead it, each once. */
function ownReviews({ entries, state }: Errand, { chat, wiki }: Tools): Kept[] {
  const all = entries.flatMap((entry) => {
    const person = givenTo(entry.fact);
    return person === undefined ? [] : [{ entry, person }];
  });
  const firsts = all.filter(({ person }, index) => all.findIndex((other) => other.person.id === person.id) === index);
  return state.review === undefined
    ? []
    : firsts.map(({ entry, person }) => ({
        entry,
        key: `review of ${person.id}`.slice(0, 150),
        place: () => chat.personal(person),
        card: (now) => cardIfAny(now, wiki),
      }));
}

function givenTo(fact: Fact): Person | undefined {
  if (fact.type === "review opened") return fact.owner ?? undefined;
  return fact.type === "review assigned" ? fact.person : undefined;
}

type Asking = Entry<FactOf<"review asked">>;
const isAsking = (entry: Entry): entry is Asking => entry.fact.type === "review asked";

async function remind(chat: Chat, { state, once }: Errand, entry: Asking): Promise<void> {
  const { of } = entry.fact;
  if (of === null) return;
  await besideTheRest(() =>
    once(entry, "reminder", async () => chat.post(await chat.personal(of), reviewReminder(state, entry.fact))),
  );
}
