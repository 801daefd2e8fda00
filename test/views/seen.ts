import type { Message } from "../../src/engine/ports.ts";
import { expandCard } from "../../src/teams/cards.ts";

type Button = { title: string; data: { say: string; incident?: string } };

/** What a reader sees of a message, without the marks. */
export function seen(message: Message): string {
  if (!("card" in message)) return message.text;
  return JSON.stringify(expandCard(message.card, message.data), (key, value) =>
    key === "inlines" ? value.map((run: { text: string }) => run.text).join("") : value,
  );
}

/** The buttons of a card: what stands on each, and what it says. */
export function buttonsOf(message: Message): [title: string, say: string][] {
  if (!("card" in message)) return [];
  const actions = (expandCard(message.card, message.data)["actions"] ?? []) as Button[];
  return actions.map(({ title, data }) => [title, data.say]);
}
