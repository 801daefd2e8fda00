/** An Action.Execute on its way to the bot, and the card that may come back for the one who asked. */
import { executeActivity, type Trigger } from "./activities.ts";
import { isObject, type Json } from "./card-actions.ts";
import { surroundings, type Talk } from "./conversations.ts";
import type { Delivered } from "./delivery.ts";
import type { Person } from "./people.ts";
import type { Place, StoredMessage } from "./world.ts";

export type Executed = { delivered: Delivered; response: Json | undefined };

const cardType = "application/vnd.microsoft.card.adaptive";

/** A card in the answer is from now on what this person sees in place of the message's own. */
export async function execute(
  talk: Talk,
  { message, place, from }: { message: StoredMessage; place: Place; from: Person },
  action: Json,
  data: unknown,
  trigger: Trigger,
): Promise<Executed> {
  const sent = {
    type: "Action.Execute",
    ...(typeof action["id"] === "string" ? { id: action["id"] } : {}),
    title: action["title"],
    verb: action["verb"] ?? "",
    data,
  };
  const asked = message.card;
  const { delivered, body } = await talk.delivery.deliver(
    executeActivity(sent, trigger, message, from, place, surroundings(talk, place)),
  );
  await talk.delivery.settle();
  const response = isObject(body) ? body : undefined;
  // What a client asked by itself about a card that is another one by now, nobody needs to see.
  const late = trigger === "automatic" && message.card !== asked;
  if (delivered.status === 200 && response?.["type"] === cardType && isObject(response["value"]) && !late) {
    message.views = { ...message.views, [from.id]: response["value"] };
    talk.store.changed({ type: "edited", conversation: place.id, id: message.id });
  }
  return { delivered, response };
}
