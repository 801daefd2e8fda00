/**
 * What Muster needs from the world. Each comment is a promise that the port's contract suite in test/contracts checks
 * for every implementation.
 */
import type { Entry, Conversation } from "../domain/incident/facts.ts";
import type { Person } from "../domain/people.ts";

export type { ChannelMessages, ChannelPlace, Files, HeldMessage, HeldPage } from "./ports/held.ts";
export type { Media } from "./ports/media.ts";
export type { Pager, Pagers, Sending, Summons } from "./ports/pager.ts";
export type { Line, LoggedLine, Transcript } from "./ports/transcript.ts";
export type { Wiki, WikiPage } from "./ports/wiki.ts";

/** Somebody else changed it first. Read again and decide again. */
export class Conflict extends Error {
  override readonly name = "Conflict";
}

/** The request behind this cause was carried out before. */
export class AlreadyDone extends Error {
  override readonly name = "AlreadyDone";
}

/**
 * Something outside did not work. `again` says whether the same call may succeed later (then `afterMs`, where the
 * other side named it, is how long to leave it alone). The message is a sentence for the person who can mend it.
 */
export class Outage extends Error {
  override readonly name = "Outage";
  readonly again: boolean;
  readonly afterMs: number | undefined;
  constructor(message: string, options: { again: boolean; afterMs?: number | undefined; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.again = options.again;
    this.afterMs = options.afterMs;
  }
}

/** An outage that the same call will meet again: somebody has to mend something first. */
export const isFinal = (error: unknown): error is Outage => error instanceof Outage && !error.again;

/** How far a reaction has read, and who is at it now. `version` changes with every write. */
export type Seen = {
  number: number;
  failures: number;
  holder: string;
  /** ISO 8601; until then the holder has it to itself. Empty holder: nobody has. */
  until: string;
  version: string;
};

export type History<F = unknown> = {
  entries: Entry<F>[];
  seen: Map<string, Seen>;
  receipts: Map<string, unknown>;
  /** The next deadline that has been rung for, ISO 8601. */
  alarm: string | undefined;
};

/** A part of a history in order of number, and how many entries come before it. */
export type HistoryPage<F = unknown> = { entries: Entry<F>[]; earlier: number };

/**
 * Histories, one stream each ("INC-42", "statuspage"). Stream names match /^[A-Za-z0-9-]{1,64}$/.
 */
export interface Log {
  /** The whole stream in order of number (1, 2, 3 …), with cursors and receipts. An unknown stream is empty. */
  read(stream: string): Promise<History>;
  /**
   * The last `most` (1 to 1,000) entries with numbers below `before`, or of all. It costs as much in a long stream as in
   * a short one: these entries are read, and which is the last.
   */
  page(stream: string, wanted: { before?: number | undefined; most: number }): Promise<HistoryPage>;
  /**
   * Appends 1 to 50 entries, numbered from `after + 1`, all or none, with a marker for `cause`.
   * Throws AlreadyDone if this cause was appended to this stream before (even if `after` is stale too), and Conflict
   * if `after` is no longer the last number. Of two racing writers exactly one gets through.
   */
  append(stream: string, after: number, cause: string, entries: Entry<unknown>[]): Promise<void>;
  /** Whether this cause was appended to this stream before. */
  knows(stream: string, cause: string): Promise<boolean>;
  /** Takes or renews or gives back a cursor: replaces `was` (undefined: there was none) by `now`, or throws Conflict. Numbers never move backwards: throws Conflict too. */
  move(stream: string, reaction: string, was: Seen | undefined, now: Omit<Seen, "version">): Promise<Seen>;
  /** Keeps a receipt under a key (any text up to 200 characters). The same key again replaces it. JSON up to 30,000 characters. */
  keep(stream: string, key: string, receipt: unknown): Promise<void>;
  /** Remembers the deadline that has been rung for. */
  setAlarm(stream: string, at: string | undefined): Promise<void>;
}

export type Document<T> = { value: T; version: string };

/** Plain documents with versions, by kind and id (kinds: /^[a-z-]{1,40}$/, ids: any text up to 500 characters). */
export interface Documents {
  read<T>(kind: string, id: string): Promise<Document<T> | undefined>;
  /** Replaces the version that was read (undefined: creates), or throws Conflict; returns the new version. JSON up to 500,000 characters. */
  write<T>(kind: string, id: string, value: T, version: string | undefined): Promise<string>;
  /** Removes it; removing what is not there is not an error. */
  remove(kind: string, id: string): Promise<void>;
  /**
   * All of a kind, in order of id, at most `limit` (default 1,000), and no more than that is read. `begins` leaves out
   * ids that do not begin so, `after` those up to and including this one, which need not be there (any more).
   */
  list<T>(kind: string, limit?: number, begins?: string, after?: string): Promise<({ id: string } & Document<T>)[]>;
  /**
   * Writes and removes 1 to 90 documents of one kind, all or none; each replaces the version that was read (undefined:
   * creates). Throws Conflict when one that is written has another version by now; what is removed is removed whatever
   * its version. JSON up to 3,000,000 bytes together.
   */
  writeAll(kind: string, changes: readonly DocumentChange[]): Promise<void>;
}

/** `value` undefined removes the document. */
export type DocumentChange = { id: string; value: unknown; version: string | undefined };

export type Ring = { stream: string; at: Date; done(): Promise<void> };

export interface Bell {
  /** Wakes the stream at a time. May ring twice, or late, or for nothing; never not at all. Any distance in the future. */
  ring(stream: string, at: Date): Promise<void>;
  /** Rings that are due (at most 32), each hidden from others for a minute; one not done() by then comes back. */
  due(): Promise<Ring[]>;
}

/** What anybody on the internet may read. */
export interface Site {
  /**
   * Replaces a public file by what `render` returns. When another machine replaced it meanwhile, renders again, so
   * the last word always comes from the latest data. Names like "index.html", "status.json".
   */
  publish(name: string, contentType: string, render: () => Promise<string>): Promise<void>;
  read(name: string): Promise<string | undefined>;
}

/**
 * What Muster says: a plain text (Markdown as Teams reads it) or a card from cards/ with its data. `summary` is for
 * notifications and the transcript. `inPlace`: as the answer to a button, it takes the place of the card with it.
 * `first` is an answer too, and is posted before it.
 */
export type Message =
  | { text: string; mentions?: Person[] }
  | {
      card: string;
      data: unknown;
      summary: string;
      mentions?: Person[];
      inPlace?: true;
      views?: Views;
      first?: Message;
    };

/**
 * A card of which people see views of their own: the client of each asks for theirs ("viewed" in engine/incoming.ts).
 * Teams gives this to 60 people at most; these come before whoever else is there.
 */
export type Views = { incident: string; first: readonly Person[] };

/** "absent": not there at all; "outside": of another organisation; "unknown": it could not be found out. */
export type Standing = "member" | "guest" | "outside" | "absent" | "unknown";

export interface Chat {
  /** Posts and returns the id by which the post can be updated. Throws Outage. Retries what the platform says may be retried, within 20 seconds. */
  post(to: Conversation, message: Message): Promise<string>;
  /** Replaces an earlier post in place. */
  update(to: Conversation, id: string, message: Message): Promise<void>;
  /** The personal chat with somebody, opened if need be. Throws Outage (again: false) when the app is not installed for them. */
  personal(person: Person): Promise<Conversation>;
  /** Whether somebody can be spoken to there. Takes two seconds at most, and never throws. */
  standing(where: Conversation, person: Person): Promise<Standing>;
  /** The Entra group id of the team behind a Teams team thread id. */
  teamGroup(serviceUrl: string, teamThread: string): Promise<string>;
}

/** Shows a notice in somebody's activity feed in Teams, which rings their phone. Throws Outage. */
export interface Feed {
  notify(
    person: Person,
    notice: { team: string; channel: string | undefined; text: string; because: string },
  ): Promise<void>;
}

export type Channel = { id: string; name: string; webUrl: string; team: string };

export interface Channels {
  /**
   * A standard channel for this incident in the first of these teams (Entra group ids) that has room. `mark` (the
   * incident's id) goes into the description: a channel that carries it already is returned instead of a second one.
   * A taken name gets a suffix. Throws Outage; again: false when consent is missing or every team is full.
   */
  open(teams: string[], channel: { name: string; mark: string; description: string }): Promise<Channel>;
  /**
   * Gives a channel of this team another name and returns the one that it has then: a taken name gets a suffix. Doing it
   * again changes nothing. Throws Outage; again: false when consent is missing, or the channel is not there any more.
   */
  rename(team: string, id: string, name: string): Promise<string>;
}

/** A bearer token for a service, kept until shortly before it expires. `scope` like "https://graph.microsoft.com/.default". */
export interface Tokens {
  token(scope: string): Promise<string>;
}
