/**
 * The entries that this process has read, as text: they never change, so that reading a history again asks storage only
 * for what is new.
 */

const ofStreamMax = 500_000;
const charactersMax = 20_000_000;
/** What a stream takes beside its entries, as characters. */
const charactersOfStream = 500;

type Known = { texts: readonly string[]; characters: number };
const nothing: Known = { texts: [], characters: charactersOfStream };

export function knownEntries(most: number = charactersMax) {
  const streams = new Map<string, Known>();
  let characters = 0;

  function forget(stream: string): void {
    characters -= streams.get(stream)?.characters ?? 0;
    streams.delete(stream);
  }

  return {
    /** The first entries of the stream, in a list of the caller's own. */
    of: (stream: string): string[] => [...(streams.get(stream) ?? nothing).texts],
    /** Keeps the stream's entries from the first on, as many as there is room for. */
    keep(stream: string, texts: readonly string[]): void {
      const before = streams.get(stream) ?? nothing;
      const known = texts.length > before.texts.length ? fitting(texts) : before;
      // Put last again: the first ones are those nobody has read for longest.
      forget(stream);
      streams.set(stream, known);
      characters += known.characters;
      for (const oldest of streams.keys()) {
        if (characters <= most || oldest === stream) return;
        forget(oldest);
      }
    },
  };
}

function fitting(texts: readonly string[]): Known {
  let characters = charactersOfStream;
  for (const [index, text] of texts.entries()) {
    if (characters + text.length > ofStreamMax) return { texts: texts.slice(0, index), characters };
    characters += text.length;
  }
  return { texts, characters };
}
