/** What people say, change, take back and bring back, and how the bot hears of it. */
import { type MessageKind, messageActivity } from "./activities.ts";
import { refreshesFor } from "./card-refresh.ts";
import { messageAt, personIn, placeAt, surroundings, type Talk } from "./conversations.ts";
import type { Delivered } from "./delivery.ts";
import { type Answer, type Call, ok, type Route, route } from "./http.ts";
import { findPerson, type Person } from "./people.ts";
import { installedIn } from "./place.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";
import { keepFiles, sendingBytesMax } from "./sent-files.ts";
import { shown } from "./shown.ts";
import type { Store } from "./state.ts";
import { edit, remove, restore, versionsMax, versionsOf } from "./versions.ts";
import type { Place, StoredMessage } from "./world.ts";

const textLengthMax = 200_000;
const notHeard = (error: string): Delivered => ({ status: 0, ms: 0, error });
const messages = "/sandbox/conversations/{conversation}/messages";

export function talkingRoutes(talk: Talk): Route[] {
  const { store } = talk;
  return [
    route("GET", messages, (call) => {
      const place = placeAt(store, call.params["conversation"]!);
      return ok(store.messagesIn(place.id).map((message) => listed(store, message, place, call)));
    }),
    route("POST", messages, (call) => say(talk, call), sendingBytesMax),
    route("PATCH", `${messages}/{message}`, (call) => {
      const text = readText(sandboxBody(call));
      return change(talk, call, "edited", (message) => {
        if (versionsOf(message).length >= versionsMax)
          throw sandboxError(409, `A message can be changed ${versionsMax} times.`);
        edit(store, message, text);
      });
    }),
    route("DELETE", `${messages}/{message}`, (call) =>
      change(talk, call, "deleted", (message) => remove(store, message)),
    ),
    route("POST", `${messages}/{message}/restore`, (call) =>
      change(talk, call, "restored", (message) => restore(store, message)),
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

/** `refresh`: whether the viewer's card is asked for again by itself, or only when they say so. */
function listed(store: Store, message: StoredMessage, place: Place, { query }: Call) {
  const viewer = query.get("viewer");
  const person = viewer === null ? undefined : findPerson(viewer);
  const refresh = person === undefined ? undefined : refreshesFor(store, message, place, person);
  return {
    ...shown(message, place, viewer),
    ...(refresh === undefined ? {} : { refresh }),
    ...(query.get("versions") === "true" ? { versions: versionsOf(message) } : {}),
  };
}

async function say(talk: Talk, call: Call): Promise<Answer> {
  const { store } = talk;
  const body = sandboxBody(call);
  const place = placeAt(store, call.params["conversation"]!);
  const from = personIn(store, place, body["from"]);
  const replyTo = place.kind === "channel" ? rootOf(store, place, body["replyTo"]) : undefined;
  const isFile = Array.isArray(body["attachments"]) && body["attachments"].length > 0;
  const text = isFile && body["text"] === undefined ? "" : readText(body);
  const files = keepFiles(talk.bytes, body["attachments"]);
  const message: StoredMessage = {
    id: store.nextId(),
    conversation: place.id,
    from: { id: from.id, name: from.name, bot: false },
    text,
    ...(files.length === 0 ? {} : { files }),
    ...(replyTo === undefined ? {} : { replyTo }),
    at: store.now().toISOString(),
  };
  store.add(message);
  return told(talk, { kind: "said", message, from, place }, body);
}

/** What somebody does to a message of their own; `act` does it. */
async function change(
  talk: Talk,
  call: Call,
  kind: "edited" | "deleted" | "restored",
  act: (message: StoredMessage) => void,
): Promise<Answer> {
  const place = placeAt(talk.store, call.params["conversation"]!);
  const message = messageAt(talk.store, call.params["message"]!);
  if (message.conversation !== place.id) throw sandboxError(404, "There is no such message in this conversation.");
  if (message.from.bot) throw sandboxError(403, "People can change only their own messages, not Muster's.");
  const body = call.body.length === 0 ? {} : sandboxBody(call);
  const from = personIn(talk.store, place, message.from.id);
  if (body["from"] !== undefined && personIn(talk.store, place, body["from"]) !== from)
    throw sandboxError(403, `Only ${message.from.name} can change this message.`);
  const isDeleted = message.deletedAt !== undefined;
  if (isDeleted !== (kind === "restored"))
    throw sandboxError(409, isDeleted ? "The message has been deleted." : "The message has not been deleted.");
  act(message);
  return told(talk, { kind, message, from, place }, body);
}

type News = { kind: MessageKind; message: StoredMessage; from: Person; place: Place };

/** Lets the bot know, unless Teams is to forget that (`silent`). */
async function told(talk: Talk, news: News, { silent }: Record<string, unknown>): Promise<Answer> {
  const delivered = silent === true ? notHeard("Muster was not told.") : await tell(talk, news);
  return ok({ ...shown(news.message, news.place), delivered });
}

async function tell(talk: Talk, { kind, message, from, place }: News): Promise<Delivered> {
  if (!installedIn(talk.store, place)) return notHeard("Muster is not installed here.");
  message.activity = messageActivity(kind, message, from, place, surroundings(talk, place));
  const { delivered } = await talk.delivery.deliver(message.activity);
  await talk.delivery.settle();
  return delivered;
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
