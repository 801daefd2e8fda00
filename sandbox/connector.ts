/** The Bot Connector's routes that a Teams bot uses, with what Teams refuses. */
import { type Answer, type Call, created, jsonObject, ok, route, type Route } from "./http.ts";
import { botFacingId, everybody, tenant } from "./people.ts";
import { badArgument, connectorError, keepPost, readContent, removePost, replacePost } from "./posts.ts";
import { placeOf } from "./place.ts";
import type { Store } from "./state.ts";
import { createThrottle } from "./throttle.ts";
import type { Place, StoredMessage } from "./world.ts";
import { rosterRoutes } from "./roster.ts";

export type ConnectorOptions = { store: Store; serviceUrl: string; throttled: boolean };

export function connectorRoutes({ store, serviceUrl, throttled }: ConnectorOptions): Route[] {
  const throttle = createThrottle(() => store.now().getTime());
  const body = (call: Call) => jsonObject(call, badArgument);
  const take: Take = (thread) => {
    const seconds = throttled ? throttle.take(thread) : undefined;
    if (seconds !== undefined)
      throw connectorError(429, "Throttled", "Too many requests for this thread.", { "retry-after": `${seconds}` });
  };
  const post = (call: Call) => send(store, call, body(call), take);
  return [
    route("POST", "/connector/v3/conversations", (call) => open(store, serviceUrl, body(call), take)),
    route("POST", "/connector/v3/conversations/{conversation}/activities", post),
    route("POST", "/connector/v3/conversations/{conversation}/activities/{activity}", post),
    route("PUT", "/connector/v3/conversations/{conversation}/activities/{activity}", (call) => {
      const message = ownMessage(store, call);
      replacePost(store, message, readContent(body(call)));
      return ok({ id: message.id });
    }),
    route("DELETE", "/connector/v3/conversations/{conversation}/activities/{activity}", (call) => {
      removePost(store, ownMessage(store, call));
      return { status: 200 };
    }),
    ...rosterRoutes(store),
  ];
}

type Take = (thread: string) => void;

/** A message in a conversation, or in a thread of a channel. */
function send(store: Store, call: Call, activity: Record<string, unknown>, take: Take): Answer {
  const { place, thread } = placeOf(store, call.params["conversation"]!);
  if (call.query.get("isTargetedActivity") === "true") throw badArgument("Targeted messages are not enabled here.");
  const answered = call.params["activity"] === undefined ? undefined : messageIn(store, place, call.params["activity"]);
  const root = place.kind === "channel" ? (thread ?? answered?.replyTo ?? answered?.id) : undefined;
  if (root !== undefined) messageIn(store, place, root);
  take(root === undefined ? place.id : `${place.id};messageid=${root}`);
  if (activity["type"] === "typing") return created({ id: store.nextId() });
  if (activity["type"] !== "message") throw badArgument(`Activity type ${String(activity["type"])} cannot be sent.`);
  const id = keepPost(store, place, root, readContent(activity));
  return created(id === undefined ? {} : { id });
}

/** A new thread in a channel, or the personal chat with somebody. */
function open(store: Store, serviceUrl: string, request: Record<string, unknown>, take: Take): Answer {
  const group = request["isGroup"] === true;
  const { place } = group ? openThread(store, request) : openPersonal(request, store);
  take(place.id);
  const activity = request["activity"] as Record<string, unknown> | undefined;
  const activityId = activity === undefined ? undefined : keepPost(store, place, undefined, readContent(activity));
  if (activityId === undefined) return created({ id: place.id, serviceUrl });
  return created({ id: group ? `${place.id};messageid=${activityId}` : place.id, activityId, serviceUrl });
}

function messageIn(store: Store, place: Place, id: string): StoredMessage {
  const message = store.message(id);
  if (message === undefined || message.conversation !== place.id)
    throw connectorError(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");
  return message;
}

function ownMessage(store: Store, call: Call): StoredMessage {
  const { place } = placeOf(store, call.params["conversation"]!);
  const message = messageIn(store, place, call.params["activity"]!);
  if (message.deletedAt !== undefined)
    throw connectorError(404, "ActivityNotFoundInConversation", "The activity was deleted.");
  if (!message.from.bot) throw connectorError(403, "NotEnoughPermissions", "A bot can change only its own messages.");
  return message;
}

/** A new thread in a channel. A bot cannot make channels or group chats. */
function openThread(store: Store, request: Record<string, unknown>): { place: Place } {
  const channel = (request["channelData"] as { channel?: { id?: unknown } } | undefined)?.channel?.id;
  if (typeof channel !== "string")
    throw connectorError(400, "BadSyntax", "Bot cannot create group chats; a thread needs channelData.channel.id.");
  if (typeof request["activity"] !== "object" || request["activity"] === null)
    throw badArgument("A new thread needs an activity.");
  const { place } = placeOf(store, channel);
  if (place.kind !== "channel") throw badArgument("channelData.channel.id is not a channel.");
  return { place };
}

/** The personal chat with one person, who must have the app. */
function openPersonal(request: Record<string, unknown>, store: Store): { place: Place } {
  const members = request["members"];
  if (!Array.isArray(members) || members.length !== 1)
    throw connectorError(400, "BadSyntax", "A personal chat has exactly one member besides the bot.");
  const asked =
    request["tenantId"] ?? (request["channelData"] as { tenant?: { id?: unknown } } | undefined)?.tenant?.id;
  if (asked !== tenant) throw badArgument("tenantId is missing or not this tenant's.");
  const id = (members[0] as { id?: unknown } | null)?.id;
  // No proactive message by user principal name: only an object id or the id that Teams gave.
  const person =
    typeof id === "string"
      ? everybody.find((each) => each.id === id.toLowerCase() || botFacingId(each) === id)
      : undefined;
  if (person === undefined) throw badArgument("Invalid user identity in provided tenant.");
  const place = store.world.places.find((each) => each.kind === "personal" && each.members?.[0] === person.id);
  if (place === undefined || place.installed === false)
    throw connectorError(403, "ForbiddenOperationException", "The bot is not installed in the user's personal scope.");
  return { place };
}
