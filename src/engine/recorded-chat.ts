import type { Conversation } from "../domain/incident/facts.ts";
import { type Places, recordedIn, threadOf, withoutThread } from "./places.ts";
import type { Chat, Line, Message, Transcript } from "./ports.ts";

type Recording = {
  places: Places;
  transcript: Transcript;
  now: () => Date;
  bot: { id: string; name: string };
  warn(error: unknown): void;
};

/**
 * A chat in which Muster's own posts go into the transcript of the incident whose place they are made in. What a card says
 * later, when it is brought up to date in place, is in the history and not in the transcript.
 */
export function recordedChat(chat: Chat, { places, transcript, now, bot, warn }: Recording): Chat {
  return {
    ...chat,
    async post(to, message) {
      const id = await chat.post(to, message);
      try {
        const found = await places.find(to.id, withoutThread(to.id));
        const line: Line = {
          id,
          kind: "bot",
          at: now().toISOString(),
          from: bot,
          text: textOf(message),
          ...inThread(to),
        };
        await Promise.all(recordedIn(found).map((stream) => transcript.append(stream, line)));
      } catch (error) {
        // It is said; saying it again because it could not be written down would be worse.
        warn(error);
      }
      return id;
    },
  };
}

function inThread({ id }: Conversation): Pick<Line, "replyTo"> {
  const replyTo = threadOf(id);
  return replyTo === undefined ? {} : { replyTo };
}

const textOf = (message: Message): string => ("text" in message ? message.text : message.summary);
