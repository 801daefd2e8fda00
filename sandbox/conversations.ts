/** The sandbox's own interface: people, conversations, and what people say, change and delete in them. */
import { messageActivity, type Surroundings } from "./activities.ts";
import type { Delivered, Delivery } from "./delivery.ts";
import { makeChannel } from "./graph/channels.ts";
import { type Answer, type Call, created, ok, type Route, route } from "./http.ts";
import { findPerson, people, type Person } from "./people.ts";
import { installedIn } from "./place.ts";
import { membersOf } from "./roster.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";
import type { Store } from "./state.ts";
import { shown } from "./shown.ts";
import type { Place, StoredMessage, Team } from "./world.ts";

export type Talk = {
  store: Store;
  delivery: Delivery;
  serviceUrl: string;
  /** Tells the bot that something happened to a channel. */
  event(type: string, place: Place, team: Team): void;
};

const textLengthMax = 200_000;
const undelivered: Delivered = { status: 0, ms: 0, error: "Muster is not installed here." };

export function conversationRoutes(talk: Talk): Route[] {
  const { store } = talk;
  return [
    route("GET", "/sandbox/people", () => ok(people)),
    route("GET", "/sandbox/conversations", () =>
      ok(store.world.places.filter((place) => place.deletedAt === undefined).map((place) => shownPlace(store, place))),
    ),
    route("POST", "/sandbox/conversations", (call) => {
      const { kind, team: words, name } = sandboxBody(call);
      if (kind !== "channel") throw sandboxError(400, 'kind: only a "channel" can be made.');
      const team = store.world.teams.find(
        (each) => each.group === words || each.name.toLowerCase() === String(words).toLowerCase(),
      );
      if (team === undefined) throw sandboxError(404, `There is no team ${String(words)}.`);
      const place = makeChannel(store, team, name, undefined);
      talk.event("channelCreated", place, team);
      return created(shownPlace(store, place));
    }),
    route("GET", "/sandbox/conversations/{conversation}/messages", (call) => {
      const place = placeAt(store, call.params["conversation"]!);
      return ok(store.messagesIn(place.id).map((message) => shown(message, place, call.query.get("viewer"))));
    }),
    route("POST", "/sandbox/conversations/{conversation}/messages", (call) => say(talk, call)),
    route("PATCH", "/sandbox/conversations/{conversation}/messages/{message}", (call) => {
      const text = readText(sandboxBody(call));
      return change(talk, call, "edited", (message) => Object.assign(message, { text, edited: true }));
    }),
    route("DELETE", "/sandbox/conversations/{conversation}/messages/{message}", (call) =>
      change(talk, call, "deleted", (message) => Object.assign(message, { text: "", deleted: true })),
    ),
    route("POST", "/sandbox/messages/{message}/redeliver", async (call) => {
      const message = messageAt(store, call.params["message"]!);
      if (message.activity === undefined) throw sandboxError(409, "This message was never sent to Muster.");
      const { delivered } = await talk.delivery.deliver(message.activity);
      await talk.delivery.settle();
      return ok({ ...shown(message, placeAt(store, message.conversation)), delivered });
    }),
  ];
}

async function say(talk: Talk, call: Call): Promise<Answer> {
  const { store } = talk;
  const body = sandboxBody(call);
  const place = placeAt(store, call.params["conversation"]!);
  const from = personIn(place, body["from"]);
  const replyTo = place.kind === "channel" ? rootOf(store, place, body["replyTo"]) : undefined;
  const text = readText(body);
  const message: StoredMessage = {
    id: store.nextId(),
    conversation: place.id,
    from: { id: from.id, name: from.name, bot: false },
    text,
    ...(replyTo === undefined ? {} : { replyTo }),
    at: store.now().toISOString(),
  };
  store.add(message);
  const delivered = await tell(talk, "said", message, from, place);
  return ok({ ...shown(message, place), delivered });
}

async function change(
  talk: Talk,
  call: Call,
  kind: "edited" | "deleted",
  apply: (message: StoredMessage) => void,
): Promise<Answer> {
  const { store } = talk;
  const place = placeAt(store, call.params["conversation"]!);
  const message = messageAt(store, call.params["message"]!);
  if (message.conversation !== place.id) throw sandboxError(404, "There is no such message in this conversation.");
  if (message.from.bot) throw sandboxError(403, "People can change only their own messages, not Muster's.");
  const by = call.body.length === 0 ? undefined : sandboxBody(call)["from"];
  if (by !== undefined && personIn(place, by).id !== message.from.id)
    throw sandboxError(403, `Only ${message.from.name} can change this message.`);
  if (message.deleted) throw sandboxError(409, "The message has been deleted.");
  apply(message);
  store.changed({ type: kind, conversation: place.id, id: message.id });
  const delivered = await tell(talk, kind, message, personIn(place, message.from.id), place);
  return ok({ ...shown(message, place), delivered });
}

async function tell(
  talk: Talk,
  kind: "said" | "edited" | "deleted",
  message: StoredMessage,
  from: Person,
  place: Place,
): Promise<Delivered> {
  if (!installedIn(talk.store, place)) return undelivered;
  message.activity = messageActivity(kind, message, from, place, surroundings(talk, place));
  const { delivered } = await talk.delivery.deliver(message.activity);
  await talk.delivery.settle();
  return delivered;
}

export function surroundings(talk: Talk, place: Place): Surroundings {
  return {
    serviceUrl: talk.serviceUrl,
    now: talk.store.now(),
    team: talk.store.world.teams.find((team) => team.group === place.team),
  };
}

export function placeAt(store: Store, id: string): Place {
  const place = store.place(id.split(";messageid=")[0]!);
  if (place === undefined) throw sandboxError(404, "There is no such conversation.");
  return place;
}

export function messageAt(store: Store, id: string): StoredMessage {
  const message = store.message(id);
  if (message === undefined) throw sandboxError(404, "There is no such message.");
  return message;
}

export function personIn(place: Place, words: unknown): Person {
  const person = typeof words === "string" ? findPerson(words) : undefined;
  if (person === undefined)
    throw sandboxError(400, "from: the id, name or user principal name of somebody in GET /sandbox/people.");
  if (!membersOf(place).includes(person)) throw sandboxError(403, `${person.name} is not in this conversation.`);
  return person;
}

function rootOf(store: Store, place: Place, replyTo: unknown): string | undefined {
  if (replyTo === undefined || replyTo === null) return undefined;
  const message = store.message(String(replyTo));
  if (message === undefined || message.conversation !== place.id)
    throw sandboxError(404, "replyTo: there is no such message in this conversation.");
  return message.replyTo ?? message.id;
}

function readText(body: Record<string, unknown>): string {
  const text = body["text"];
  if (typeof text !== "string") throw sandboxError(400, "text is missing.");
  if (text.length > textLengthMax) throw sandboxError(413, `text: at most ${textLengthMax} characters.`);
  return text;
}

function shownPlace(store: Store, place: Place) {
  const team = store.world.teams.find((each) => each.group === place.team);
  return {
    id: place.id,
    kind: place.kind,
    name: place.name,
    ...(team === undefined ? {} : { team: team.name, teamId: team.group }),
    ...(place.members === undefined ? {} : { members: place.members }),
    ...(place.description === undefined ? {} : { description: place.description }),
    ...(place.tabs.length === 0 ? {} : { tabs: place.tabs }),
  };
}
