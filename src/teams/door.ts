/**
 * The door for POST /api/messages: who is it, what does it say, and one answer. Nothing slow happens before the answer
 * and nothing is built for it: Teams waits about 15 seconds for a message and 5 for an invoke
 * (MicrosoftDocs/msteams-docs#6084; Microsoft Learn, "Respond to task module submit").
 */
import type { Logger } from "pino";
import type { Incoming } from "../engine/incoming.ts";
import { isFinal, type Message } from "../engine/ports.ts";
import { type Activity, parseActivity } from "./activity.ts";
import type { Authenticate } from "./authenticate.ts";
import type { TeamsChat } from "./connector.ts";
import { dialogAnswer } from "./dialog.ts";
import { cardOf } from "./message.ts";
import { isOfMenu } from "./message-menu.ts";
import { readActivity } from "./read.ts";

export type Answer = { status: number; body?: unknown };

export type MessagesDoor = {
  /** Answers one request. `body` is the parsed JSON, or the text as it came. Never throws. */
  (headers: Record<string, string | string[] | undefined>, body: unknown): Promise<Answer>;
  /** Resolves when every answer that is being posted has been, or has failed and been logged. */
  settled(): Promise<void>;
};

type Parts = {
  authenticate: (activity: Activity, authorization: string | undefined) => ReturnType<Authenticate>;
  /** Durable when it resolves. */
  receive: (incoming: Incoming) => Promise<Message | undefined>;
  chat: Pick<TeamsChat, "post" | "update" | "identify">;
  now: () => Date;
  log: Logger;
};

export function messagesDoor({ authenticate, receive, chat, now, log }: Parts): MessagesDoor {
  const answers = poster(chat, log);
  const answer: (...request: Parameters<MessagesDoor>) => Promise<Answer> = async (headers, body) => {
    const activity = parseActivity(jsonOf(body));
    if (activity === undefined) return { status: 400, body: { error: "The body is not an activity." } };
    const authorization = headers["authorization"];
    const rejection = await authenticate(activity, typeof authorization === "string" ? authorization : undefined);
    if (rejection !== undefined) {
      log.warn({ status: rejection.status, why: rejection.why, type: activity.type }, "an activity was turned away");
      return { status: rejection.status };
    }
    const incoming = readActivity(activity, now());
    try {
      const reply = await receive(await identified(incoming, chat)).catch(inWords);
      if (reply !== undefined && isPosted(incoming, activity, reply)) answers.post(incoming, reply);
      return answerTo(activity, reply);
    } catch (error) {
      log.error({ err: error, id: activity.id, type: activity.type }, "an activity could not be taken in");
      return { status: 500 };
    }
  };
  return Object.assign(answer, { settled: answers.settled });
}

/** A 500 makes Teams deliver again, which is right while that may help; otherwise the person hears why not. */
function inWords(error: unknown): Message {
  if (isFinal(error)) return { text: error.message };
  throw error;
}

/** Posts answers after the 200, so that Teams does not wait for itself. */
function poster(chat: Parts["chat"], log: Logger) {
  const posting = new Set<Promise<void>>();
  const say = async ({ conversation, ...incoming }: Known, message: Message): Promise<void> => {
    if ("card" in message && message.first !== undefined) await chat.post(conversation, message.first);
    if (takesPlace(message) && incoming.kind === "pressed" && incoming.card !== undefined)
      await chat.update(conversation, incoming.card, message);
    else await chat.post(conversation, message);
  };
  return {
    post: (incoming: Known, message: Message): void => {
      const posted = say(incoming, message).catch((error: unknown) =>
        log.error({ err: error, cause: incoming.cause }, "an answer could not be posted"),
      );
      posting.add(posted);
      void posted.finally(() => posting.delete(posted));
    },
    settled: async (): Promise<void> => {
      while (posting.size > 0) await Promise.all(posting);
    },
  };
}

const takesPlace = (message: Message): boolean => "card" in message && message.inPlace === true;

/** A text in answer to a button is shown to whoever pressed; it is not posted. */
const isWord = (activity: Activity, message: Message): boolean => activity.type === "invoke" && "text" in message;

type Known = Exclude<Incoming, { kind: "ignored" }>;

/** A view of somebody's own is for their client alone, and so is a dialog. */
const isPosted = (incoming: Incoming, activity: Activity, reply: Message): incoming is Known =>
  incoming.kind !== "ignored" && incoming.kind !== "viewed" && !isOfMenu(activity) && !isWord(activity, reply);

function jsonOf(body: unknown): unknown {
  if (typeof body !== "string" && !Buffer.isBuffer(body)) return body;
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** People in a command are known by their Entra id, whatever the mention called them. */
async function identified(incoming: Incoming, chat: Parts["chat"]): Promise<Incoming> {
  if (incoming.kind !== "said" || !incoming.toMuster || incoming.sentence.mentions.length === 0) return incoming;
  const people = incoming.sentence.mentions.map((person) => chat.identify(incoming.conversation, person));
  return { ...incoming, sentence: { ...incoming.sentence, mentions: await Promise.all(people) } };
}

function wordsOrCard(reply: Message) {
  if ("text" in reply) return reply.text;
  return takesPlace(reply) ? cardOf(reply) : "It is posted below.";
}

function answerTo(activity: Activity, reply: Message | undefined): Answer {
  if (activity.type !== "invoke") return { status: 200 };
  return isOfMenu(activity) ? { status: 200, body: dialogAnswer(reply, activity.id ?? "") } : invokeAnswer(reply);
}

/**
 * Answers to a button: a text is shown to whoever pressed, a card takes the card's place before their eyes (Microsoft
 * Learn, "Universal Actions for Adaptive Cards"). A card that should not hide the one with the button is posted instead.
 */
function invokeAnswer(reply: Message | undefined): Answer {
  const value = reply === undefined ? "Done." : wordsOrCard(reply);
  const type =
    typeof value === "string"
      ? "application/vnd.microsoft.activity.message"
      : "application/vnd.microsoft.card.adaptive";
  return { status: 200, body: { statusCode: 200, type, value } };
}
