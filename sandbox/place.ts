/** Where the bot may speak: conversations that exist and that it is part of. */
import { connectorError } from "./posts.ts";
import type { Store } from "./state.ts";
import type { Place } from "./world.ts";

/** The place behind a conversation id of the Connector, and the thread if it names one. */
export function placeOf(store: Store, conversation: string): { place: Place; thread: string | undefined } {
  const [id, thread] = conversation.split(";messageid=") as [string, string | undefined];
  const place = store.place(id);
  if (place === undefined) throw connectorError(404, "ConversationNotFound", "Conversation not found.");
  if (!installedIn(store, place)) throw notInRoster();
  return { place, thread };
}

/** Whether Muster is in this chat or in the team of this channel. */
export const installedIn = (store: Store, place: Place): boolean =>
  place.kind === "channel"
    ? (store.world.teams.find((team) => team.group === place.team)?.installed ?? false)
    : place.installed !== false;

const notInRoster = () =>
  connectorError(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
