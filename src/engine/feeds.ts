/**
 * Private addresses of calendars. Calendar programs cannot sign in, so whoever knows the token may read; it is kept as
 * a digest alone, so that nobody learns one from storage, and finding it takes a time that says nothing about others.
 */
import type { CalendarOf } from "../domain/oncall/calendar.ts";
import { nameKey } from "../domain/oncall/book.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Documents } from "./ports.ts";

export const feedKind = "calendar-feed";

type Made = { digest: string; maker: Person };
type Feed = { of: CalendarOf; by: Person; at: string };

export type Feeds = {
  /** A new token for this calendar. It cannot be shown again. Throws a Refusal when this person has too many. */
  make(of: CalendarOf, by: Person, now: Date): Promise<string>;
  /** What a token is for; undefined for one that is unknown or revoked. */
  find(token: string): Promise<{ of: CalendarOf } | undefined>;
  /** Ends one token (a text), whoever made it, or all that this person made for a calendar. Resolves to how many there were. */
  revoke(which: CalendarOf | string, by: Person): Promise<number>;
};

const tokenBytes = 24;
const tokenForm = /^[A-Za-z0-9_-]{32}$/;
/** For one person, all calendars together. */
const feedsMax = 40;

const tokenId = (digest: string): string => `token/${digest}`;
const ownId = (by: Person, digest: string): string => `by/${by.id}/${digest}`;

export function feeds(documents: Documents): Feeds {
  const ownOf = (by: Person) => documents.list<Feed>(feedKind, feedsMax, `by/${by.id}/`);
  const read = async (token: string) => {
    if (!tokenForm.test(token)) return undefined;
    const digest = await digestOf(token);
    const found = await documents.read<Feed>(feedKind, tokenId(digest));
    return found === undefined ? undefined : { digest, feed: found.value };
  };
  const known = async (token: string): Promise<Made[]> => {
    const found = await read(token);
    return found === undefined ? [] : [{ digest: found.digest, maker: found.feed.by }];
  };
  const madeFor = async (of: CalendarOf, by: Person): Promise<Made[]> =>
    (await ownOf(by))
      .filter(({ value }) => calendarKey(value.of) === calendarKey(of))
      .map(({ id }) => ({ digest: id.split("/").at(-1)!, maker: by }));
  return {
    async make(of, by, now) {
      if ((await ownOf(by)).length >= feedsMax)
        throw new Refusal(`You have ${feedsMax} calendar addresses, which is the most. Revoke those you do not use.`);
      const token = Buffer.from(crypto.getRandomValues(new Uint8Array(tokenBytes))).toString("base64url");
      const digest = await digestOf(token);
      const value: Feed = { of, by, at: now.toISOString() };
      await documents.writeAll(feedKind, [
        { id: tokenId(digest), value, version: undefined },
        { id: ownId(by, digest), value, version: undefined },
      ]);
      return token;
    },
    async find(token) {
      const found = await read(token);
      return found === undefined ? undefined : { of: found.feed.of };
    },
    async revoke(which, by) {
      const digests = typeof which === "string" ? await known(which) : await madeFor(which, by);
      // First what opens the calendar; what only lists it may be left over, and is then revoked once more.
      await Promise.all(digests.map(({ digest }) => documents.remove(feedKind, tokenId(digest))));
      await Promise.all(digests.map(({ digest, maker }) => documents.remove(feedKind, ownId(maker, digest))));
      return digests.length;
    },
  };
}

const calendarKey = (of: CalendarOf): string => {
  const [[kind, name]] = Object.entries(of) as [[string, string]];
  return `${kind} ${nameKey(name)}`;
};

const digestOf = async (token: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token))).toString("hex");
