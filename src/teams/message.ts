/**
 * What Muster says, as an activity. A text or a card, never both: Teams splits them and loses the id (Microsoft Learn,
 * "Channel and group chat conversations").
 */
import type { Activity } from "botbuilder";
import type { Person } from "../domain/people.ts";
import type { Message } from "../engine/ports.ts";
import { expandCard } from "./cards.ts";

const cardType = "application/vnd.microsoft.card.adaptive";

/** Teams gives so many people a view of their own (Microsoft Learn, "User Specific Views"). */
export const viewsMost = 60;

/** `viewers` are the people whose clients ask for a view of their own, as Teams knows them ("29:…"). */
export function activityOf(message: Message, viewers: readonly string[] = []): Partial<Activity> {
  if ("text" in message) {
    const { text, entities } = textWithMentions(message.text, message.mentions ?? []);
    return { type: "message", textFormat: "markdown", text, ...(entities.length > 0 && { entities }) };
  }
  const content = cardOf(message, viewers);
  return { type: "message", summary: message.summary, attachments: [{ contentType: cardType, content }] };
}

/**
 * The message's card; people mentioned in it as `<at>Name</at>` are told Teams in `msteams.entities` (Microsoft Learn,
 * "Format cards in Microsoft Teams").
 */
export function cardOf(message: Extract<Message, { card: string }>, viewers: readonly string[] = []): object {
  const card = { ...expandCard(message.card, message.data), ...refresh(message, viewers) };
  const text = JSON.stringify(card);
  const entities = (message.mentions ?? [])
    .map(mentionOf)
    .filter((entity) => text.includes(JSON.stringify(entity.text).slice(1, -1)));
  if (entities.length === 0) return card;
  const { msteams: before } = card as { msteams?: unknown };
  const msteams = typeof before === "object" && before !== null ? before : {};
  return { ...card, msteams: { ...msteams, entities } };
}

/** Microsoft Learn, "Work with Universal Actions for Adaptive Cards", refresh model. */
function refresh({ views }: Extract<Message, { card: string }>, viewers: readonly string[]): object {
  if (views === undefined || viewers.length === 0) return {};
  const action = { type: "Action.Execute", title: "Refresh", verb: "view", data: { view: views.incident } };
  return { refresh: { action, userIds: viewers.slice(0, viewsMost) } };
}

/** Whoever is mentioned but not named in the text is named in front of it, or nobody would be told. */
function textWithMentions(text: string, mentions: Person[]) {
  const entities = mentions.map(mentionOf);
  const unnamed = entities.filter((entity) => !text.includes(entity.text)).map((entity) => entity.text);
  return { text: [...unnamed, text].join(" "), entities };
}

const mentionOf = (person: Person) => ({
  type: "mention",
  text: `<at>${person.name.replace(/[<>&]/g, "")}</at>`,
  mentioned: { id: person.id, name: person.name },
});
