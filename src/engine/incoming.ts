/** What can come in from Teams, once read: a closed union that knows nothing of Bot Framework. */
import type { Conversation } from "../domain/incident/facts.ts";
import type { Pinned } from "../domain/incident/facts/record.ts";
import type { Person } from "../domain/people.ts";
import type { Line } from "./ports.ts";

/**
 * Words with the people named in them. In `text` a mention of `mentions[i]` stands as U+E000, i in decimal, U+E001;
 * those characters never come from outside. The mention of Muster itself is gone, HTML entities are read, and every
 * kind of space but the line break is one plain space.
 */
export type Sentence = { text: string; mentions: Person[] };

type Common = {
  /** Names this request for ever: the same activity delivered again has the same cause. */
  cause: string;
  who: Person;
  /** Where it was said, and where an answer belongs: in a channel, the thread. */
  conversation: Conversation;
  /** The channel itself without the thread; the same as `conversation.id` outside channels. */
  channel: string;
  /** The team's thread id and, where Teams told us, its Entra group id. */
  team?: { thread: string; group?: string };
  kindOfPlace: "channel" | "personal" | "group";
};

export type Incoming =
  /** `toMuster`: mentioned, or said in a personal chat. */
  | (Common & { kind: "said"; toMuster: boolean; sentence: Sentence; line: Line })
  | (Common & { kind: "edited" | "deleted" | "restored"; line: Line })
  /**
   * A button or a form: the words a person could have typed, the incident the card belongs to, the form's fields, the
   * id of the post that holds the card, and the message whose menu it was in.
   */
  | (Common & {
      kind: "pressed";
      sentence: Sentence;
      incident?: string;
      fields: Record<string, string>;
      card?: string;
      about?: Pinned;
    })
  /** Somebody chose a command in a message's menu, and wants its form. */
  | (Common & { kind: "opened"; command: string; about: Pinned })
  /** Somebody put a pin on a message, or took theirs off. */
  | (Common & { kind: "reacted"; message: string; set: boolean })
  /** The client of somebody shows them a card, and asks for their own view of it. */
  | (Common & { kind: "viewed"; incident: string })
  /** People are not in the team any more. */
  | (Common & { kind: "left"; people: Person[] })
  /** Somebody renamed or deleted the channel. */
  | (Common & { kind: "channel" } & ({ now: "renamed"; name: string } | { now: "deleted" }))
  | (Common & { kind: "installed" })
  /** Somebody has read their chat with Muster, up to and with this message. Ids of messages compare as numbers. */
  | (Common & { kind: "read"; upTo: string })
  | { kind: "ignored"; why: string };
