/**
 * The entries that this process has read, as text: they never change, so that reading a history again asks storage only
 * for what is new.
 */

const streamsMax = 64;
const charactersMax = 500_000;

export function knownEntries() {
  const streams = new Map<string, readonly string[]>();
  return {
    /** The first entries of the stream, in a list of the caller's own. */
    of: (stream: string): string[] => [...(streams.get(stream) ?? [])],
    /** Keeps the stream's entries from the first on, as many as there is room for. */
    keep(stream: string, texts: readonly string[]): void {
      const before = streams.get(stream) ?? [];
      streams.delete(stream);
      const oldest = streams.keys().next().value;
      if (streams.size >= streamsMax && oldest !== undefined) streams.delete(oldest);
      // Put last again: the first ones are those nobody has read for longest.
      streams.set(stream, texts.length > before.length ? fitting(texts) : before);
    },
  };
}

function fitting(texts: readonly string[]): readonly string[] {
  let characters = 0;
  const end = texts.findIndex((text) => {
    characters += text.length;
    return characters > charactersMax;
  });
  return end < 0 ? texts : texts.slice(0, end);
}
