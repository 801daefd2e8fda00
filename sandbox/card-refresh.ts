/**
 * Cards that refresh: the client asks for the card of the one who looks at it. Source: Microsoft Learn, "Work with
 * Universal Actions for Adaptive Cards" and "User Specific Views".
 */
import { isObject, type Json } from "./card-actions.ts";
import { execute } from "./executing.ts";
import { messageAt, personIn, placeAt, type Talk } from "./conversations.ts";
import { type Answer, type Call, ok, type Route, route } from "./http.ts";
import { membersOf } from "./membership.ts";
import { botFacingId, type Person } from "./people.ts";
import { installedIn } from "./place.ts";
import { refreshUsersMax } from "./posts.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";
import { shown } from "./shown.ts";
import type { Store } from "./state.ts";
import type { Place, StoredMessage } from "./world.ts";

/** The client does not ask again for the same card sooner. */
const againMs = 60_000;

/** When each person was last asked for, by the card that everybody sees: another one is another version. */
const asked = new WeakMap<object, Map<string, number>>();

/** Whether this person's client asks by itself or only when told to; undefined when the card does not refresh. */
export function refreshesFor(store: Store, message: StoredMessage, place: Place, person: Person) {
  const refresh = refreshOf(message, person);
  if (refresh === undefined) return undefined;
  const { userIds } = refresh;
  const automatic = Array.isArray(userIds)
    ? userIds.includes(botFacingId(person))
    : memberCount(store, place) <= refreshUsersMax;
  return automatic ? "automatic" : "manual";
}

/** What the card in view says of it or, where that is silent, the card that everybody sees. */
function refreshOf(message: StoredMessage, person: Person): Json | undefined {
  if (!message.from.bot || message.deletedAt !== undefined) return undefined;
  const cards = [message.views?.[person.id], message.card];
  return cards.map((card) => (isObject(card) ? card["refresh"] : undefined)).find(isObject);
}

const memberCount = (store: Store, place: Place): number => place.members?.length ?? membersOf(store, place).length;

export const cardRefreshRoutes = (talk: Talk): Route[] => [
  route("POST", "/sandbox/messages/{message}/refresh", (call) => look(talk, call)),
];

/** Somebody looks at a card, or asks for it (`manual`). Where Teams would ask nothing, nothing is asked. */
async function look(talk: Talk, call: Call): Promise<Answer> {
  const { store } = talk;
  const body = sandboxBody(call);
  const message = messageAt(store, call.params["message"]!);
  const place = placeAt(store, message.conversation);
  const from = personIn(store, place, body["from"]);
  const kind = refreshesFor(store, message, place, from);
  if (kind === undefined) throw sandboxError(404, "The message has no card that refreshes.");
  const manual = body["manual"] === true;
  const seen = () => shown(message, place, from.id);
  if (!installedIn(store, place) || (!manual && (kind === "manual" || isTooSoon(store, message, from))))
    return ok({ message: seen() });
  const action = refreshOf(message, from)?.["action"];
  if (!isObject(action)) throw sandboxError(404, "The card says nothing to ask for.");
  const trigger = manual ? "manual" : "automatic";
  const { delivered, response } = await execute(talk, { message, place, from }, action, action["data"], trigger);
  return ok({ response, delivered, message: seen() });
}

/** Takes the minute, where there is one to take. */
function isTooSoon(store: Store, { card }: StoredMessage, { id }: Person): boolean {
  if (!isObject(card)) return true;
  const times = asked.get(card) ?? new Map<string, number>();
  asked.set(card, times);
  const now = store.now().getTime();
  const soon = now - (times.get(id) ?? Number.NEGATIVE_INFINITY) < againMs;
  if (!soon) times.set(id, now);
  return soon;
}
