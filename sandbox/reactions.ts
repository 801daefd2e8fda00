/** Reactions to messages: who gave which, and when the bot hears of it. */
import { randomUUID } from "node:crypto";
import { type Activity, baseActivity, type Surroundings } from "./activities.ts";
import { messageAt, personIn, placeAt, surroundings, type Talk } from "./conversations.ts";
import { type Answer, type Call, ok, type Route, route } from "./http.ts";
import { botFacingId, type Person } from "./people.ts";
import { installedIn } from "./place.ts";
import { findReaction, reactions, type ReactionKind } from "./reaction-kinds.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";
import { shown } from "./shown.ts";
import type { Place, StoredMessage } from "./world.ts";

export const reactionRoutes = (talk: Talk): Route[] => [
  route("PUT", "/sandbox/messages/{message}/reactions", (call) => react(talk, call)),
];

/** The same again changes nothing, and nobody hears of it. */
async function react(talk: Talk, call: Call): Promise<Answer> {
  const { store } = talk;
  const body = sandboxBody(call);
  const message = messageAt(store, call.params["message"]!);
  const place = placeAt(store, message.conversation);
  const from = personIn(store, place, body["from"]);
  const kind = findReaction(body["reaction"]);
  if (kind === undefined) throw sandboxError(400, `reaction: one of ${reactions.map(({ name }) => name).join(", ")}.`);
  if (typeof body["set"] !== "boolean") throw sandboxError(400, "set: true or false.");
  if (message.deletedAt !== undefined) throw sandboxError(409, "The message has been deleted.");
  const given = message.reactions ?? [];
  const others = given.filter((each) => each.type !== kind.name || each.by !== from.id);
  if (body["set"] === others.length < given.length) return ok(shown(message, place));
  const now = { type: kind.name, by: from.id, at: store.now().toISOString() };
  message.reactions = body["set"] ? [...given, now] : others;
  store.touch("edited", message, now.at);
  if (body["silent"] === true || !isHeard(talk, message, place)) return ok(shown(message, place));
  const activity = reactionActivity(body["set"], kind, message, from, place, surroundings(talk, place));
  const { delivered } = await talk.delivery.deliver(activity);
  await talk.delivery.settle();
  return ok({ ...shown(message, place), delivered });
}

const isHeard = ({ store }: Talk, message: StoredMessage, place: Place): boolean =>
  installedIn(store, place) && (message.from.bot || store.world.settings.reactionsOnAllMessages);

/** It names whoever reacted by ids only. Source: Microsoft Learn, "Conversation events", message reactions. */
const reactionActivity = (
  set: boolean,
  { inActivities }: ReactionKind,
  message: StoredMessage,
  from: Person,
  place: Place,
  around: Surroundings,
): Activity => ({
  ...baseActivity(from, place, message.replyTo ?? message.id, around),
  type: "messageReaction",
  id: `f:${randomUUID()}`,
  from: { id: botFacingId(from), aadObjectId: from.id },
  replyToId: message.id,
  [set ? "reactionsAdded" : "reactionsRemoved"]: [{ type: inActivities }],
});
