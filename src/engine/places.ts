/** Which incident a conversation belongs to. */
import { replaceDocument } from "./documents.ts";
import type { Documents } from "./ports.ts";

/** `record`: everything said there is in the transcript. Otherwise it only tells which incident is meant there. */
export type Place = { stream: string; record: boolean };

export type Places = {
  /** The places of these conversations, in their order; of those that are known. */
  find(conversations: readonly string[]): Promise<Place[]>;
  /** What is recorded stays recorded, also when somebody says later that the place only tells which incident is meant. */
  set(conversation: string, place: Place): Promise<void>;
};

/** The incidents whose transcript takes what is said here: a thread may have its own inside the channel of another. */
export const recordedIn = (found: readonly Place[]): string[] => [
  ...new Set(found.filter(({ record }) => record).map(({ stream }) => stream)),
];

const knownMax = 20_000;
/** Other replicas open channels too: not knowing a place is believed only for a moment. */
const unknownMs = 2_000;

export function places(documents: Documents, now: () => Date): Places {
  const known = new Map<string, { place: Place | undefined; until: number }>();

  function remember(conversation: string, place: Place | undefined): void {
    if (known.size >= knownMax) known.delete(known.keys().next().value!);
    known.set(conversation, {
      place,
      until: place?.record === true ? Number.POSITIVE_INFINITY : now().getTime() + unknownMs,
    });
  }

  async function look(conversation: string): Promise<Place | undefined> {
    const cached = known.get(conversation);
    if (cached !== undefined && cached.until > now().getTime()) return cached.place;
    const place = (await documents.read<Place>("place", conversation))?.value;
    remember(conversation, place);
    return place;
  }

  return {
    async find(conversations) {
      const found = await Promise.all([...new Set(conversations)].map(look));
      return found.filter((place) => place !== undefined);
    },
    async set(conversation, place) {
      const next = await replaceDocument<Place>(documents, "place", conversation, (was) =>
        was?.stream === place.stream && was.record ? was : place,
      );
      remember(conversation, next);
    },
  };
}
