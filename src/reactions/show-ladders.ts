import type { Conversation, Entry } from "../domain/incident/facts.ts";
import { type Live, placeOf } from "../domain/incident/incident.ts";
import type { Page } from "../domain/incident/pages.ts";
import { type Chat, isFinal } from "../engine/ports.ts";
import type { Errand } from "../engine/reaction.ts";
import { ladderCard } from "../views/ladder-card.ts";
import { hasChanged } from "./before.ts";

type Posted = { conversation: Conversation; id: string };

/**
 * One card for each page where people work on the incident, true at any time: who is waited for, by what means, and what
 * comes next. Nothing is shown before there is a place. `before` are the receipts of earlier runs: what is shown since
 * then is true already.
 */
export async function showLadders(chat: Chat, errand: Errand, before: ReturnType<Errand["receipts"]>): Promise<void> {
  const place = placeOf(errand.state);
  if (place === undefined) return;
  const results = await Promise.allSettled(
    errand.state.pages.map((page) => show(chat, errand, { page, place, before })),
  );
  const failure = results.find((each) => each.status === "rejected" && !isFinal(each.reason));
  if (failure?.status === "rejected") throw failure.reason;
}

type Showing = { page: Page; place: Conversation; before: ReturnType<Errand["receipts"]> };

async function show(chat: Chat, errand: Errand, { page: { number }, place, before }: Showing): Promise<void> {
  const entry = openingOf(errand, number);
  if (entry === undefined) return;
  const card = (incident: Live) =>
    incident.pages.some((page) => page.number === number) ? ladderCard(incident, number) : { text: "" };
  const own = (each: { number: number; key: string }) => each.number === entry.number && each.key === "ladder";
  const shown = before.find(own);
  if (!errand.receipts().some(own)) {
    const post = async (): Promise<Posted> => ({ conversation: place, id: await chat.post(place, card(errand.state)) });
    await errand.once(entry, "ladder", post);
  } else if (shown !== undefined && hasChanged(errand, card)) {
    const { conversation, id } = shown.receipt as Posted;
    await chat.update(conversation, id, card(errand.state));
  }
}

/** The fact that opened the page, in whose name its card is kept. */
const openingOf = ({ entries }: Errand, page: number): Entry | undefined =>
  entries.find(({ fact }) => fact.type === "page opened" && fact.page === page);
