/** What Teams holds of what was said. */
import type { Line } from "../ports.ts";

/** A message of a channel as Teams holds it now; times are ISO 8601. Of one that was deleted there are no words. */
export type HeldMessage = Pick<Line, "id" | "from" | "text" | "replyTo" | "attachments" | "mentions"> & {
  /** Muster posted it. */
  own?: true;
  saidAt: string;
  /** When anything about it changed last. */
  changedAt: string;
  editedAt?: string;
  deletedAt?: string;
  /** Who has put a pin (📌) on it, the first first. */
  pins?: { id: string; name: string }[];
};

/** A channel, by the Entra group id of its team; with `thread`, only that thread in it. */
export type ChannelPlace = { team: string; channel: string; thread?: string };

/** What was said in channels, as Teams holds it. */
export interface ChannelMessages {
  /** How far back Teams tells of messages. */
  readonly reachMs: number;
  /**
   * Threads in which something was said or changed since a moment (undefined: ever), with all their messages as they are
   * now, also those that did not change; what happens meanwhile comes too. A few at a time: `page` is the `next` of the
   * page before, and the last has none. The same page again tells the same or more. Throws Outage; again: false where
   * the channel is gone or may not be read.
   */
  changed(place: ChannelPlace, since: Date | undefined, page?: string): Promise<HeldPage>;
}

export type HeldPage = { messages: HeldMessage[]; next?: string };

/** Pictures and files that came with messages, where Teams keeps them. */
export interface Files {
  /**
   * What is at an address that came with a message, `bytesMax` at most. Throws Outage; again: false when it cannot be
   * had: too large, gone, or at an address from which Muster fetches nothing.
   */
  fetch(url: string, bytesMax: number): Promise<{ bytes: Buffer; contentType: string }>;
}
