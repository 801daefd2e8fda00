import type { Conversation, Entry } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import type { Chat, Message } from "../engine/ports.ts";
import type { Errand } from "../engine/reaction.ts";
import { hasChanged } from "./before.ts";

type Posted = { conversation: Conversation; id: string };

/** A card kept true at its place, in the name of the fact that it is about. */
export type Kept = {
  entry: Entry;
  key: string;
  place(): Promise<Conversation> | Conversation;
  /** Undefined where the incident does not have it yet. */
  card(incident: Live): Message | undefined;
};

/** `before` are the receipts of earlier runs: what is shown since then is true already. */
export async function keepCard(
  chat: Chat,
  errand: Errand,
  before: ReturnType<Errand["receipts"]>,
  { entry, key, place, card }: Kept,
): Promise<void> {
  const own = (each: { number: number; key: string }) => each.number === entry.number && each.key === key;
  const shown = before.find(own);
  const now = card(errand.state);
  if (now === undefined) return;
  if (!errand.receipts().some(own)) {
    await errand.once(entry, key, async (): Promise<Posted> => {
      const conversation = await place();
      return { conversation, id: await chat.post(conversation, now) };
    });
  } else if (shown !== undefined && hasChanged(errand, (incident) => card(incident) ?? { text: "" })) {
    const { conversation, id } = shown.receipt as Posted;
    await chat.update(conversation, id, now);
  }
}
