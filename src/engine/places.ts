/** Which incident a conversation belongs to. */
import { replaceDocument } from "./documents.ts";
import { ownThreads } from "./own-threads.ts";
import type { Documents } from "./ports.ts";

/** `record`: everything said there is in the transcript. Otherwise it only tells which incident is meant there. */
export type Place = { stream: string; record: boolean };

export type Places = {
  /** The places of a conversation and of the channel it is in, in this order; of those that are known. */
  find(conversation: string, channel: string): Promise<Place[]>;
  /** What is recorded stays recorded, also when somebody says later that the place only tells which incident is meant. */
  set(conversation: string, place: Place): Promise<void>;
};

/** The incidents whose transcript takes what is said here: a thread may have its own inside the channel of another. */
export const recordedIn = (found: readonly Place[]): string[] => [
  ...new Set(found.filter(({ record }) => record).map(({ stream }) => stream)),
];

/** A channel's own id, without the thread in it. */
export const withoutThread = (conversation: string): string => conversation.replace(/;messageid=.*$/, "");

/** The message that begins the thread, where it is one in a channel. */
export const threadOf = (conversation: string): string | undefined => /;messageid=(.+)$/.exec(conversation)?.[1];

/** A whole channel has many incidents; a thread in it or a chat has the one that was declared there last. */
export const isChannelItself = (conversation: string): boolean =>
  conversation.includes("@thread") && !conversation.includes(";messageid=");

/**
 * Somebody's chat with Muster, of which there is no transcript. Channels and group chats have ids that begin so
 * (Microsoft Learn, "Get Teams context").
 */
export const isPersonal = (conversation: string): boolean => !conversation.startsWith("19:");

const knownMax = 20_000;
/** Other replicas open channels too: not knowing a place is believed only for a moment. */
const unknownMs = 2_000;

export function places(documents: Documents, now: () => Date): Places {
  const known = new Map<string, { place: Place | undefined; until: number }>();
  const threads = ownThreads(documents, now);

  function remember(conversation: string, place: Place | undefined): void {
    if (known.size >= knownMax) known.delete(known.keys().next().value!);
    known.set(conversation, {
      place,
      until: place?.record === true ? Number.POSITIVE_INFINITY : now().getTime() + unknownMs,
    });
  }

  function remembered(conversation: string): { place: Place | undefined } | undefined {
    const cached = known.get(conversation);
    return cached !== undefined && cached.until > now().getTime() ? cached : undefined;
  }

  async function look(conversation: string): Promise<Place | undefined> {
    const cached = remembered(conversation);
    if (cached !== undefined) return cached.place;
    const before = known.get(conversation);
    const place = (await documents.read<Place>("place", conversation))?.value;
    const meanwhile = known.get(conversation);
    // Somebody has set it while we were asking: what we read is older.
    if (meanwhile !== undefined && meanwhile !== before) return meanwhile.place;
    remember(conversation, place);
    return place;
  }

  return {
    async find(conversation, channel) {
      if (conversation === channel) return existing([await look(channel)]);
      const outer = remembered(channel)?.place;
      if (outer?.record === true)
        return existing([(await threads.has(channel, conversation)) ? await look(conversation) : undefined, outer]);
      return existing(await Promise.all([look(conversation), look(channel)]));
    },
    async set(conversation, place) {
      const channel = withoutThread(conversation);
      if (channel !== conversation && (await look(channel))?.record === true) await threads.add(channel, conversation);
      const next = await replaceDocument<Place>(documents, "place", conversation, (was) =>
        was?.stream === place.stream && was.record ? was : place,
      );
      remember(conversation, next);
    },
  };
}

const existing = (places: readonly (Place | undefined)[]): Place[] => places.filter((place) => place !== undefined);
