/** Characters as they come from outside: HTML entities, odd spaces, invisible marks and our own placeholders. */

/** Stand around the number of a mention in a sentence (src/engine/incoming.ts); never let in from outside. */
export const mentionOpens = "\uE000";
export const mentionCloses = "\uE001";

const named: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
  ensp: "\u2002",
  emsp: "\u2003",
  thinsp: "\u2009",
  zwnj: "\u200C",
  zwj: "\u200D",
  lrm: "\u200E",
  rlm: "\u200F",
  shy: "\u00AD",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  hellip: "…",
  copy: "©",
  reg: "®",
  euro: "€",
};

/** Reads HTML entities once, so that what somebody typed as `&amp;lt;` stays `&lt;`. Unknown ones stay as they are. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,10}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number.parseInt(decimal, 10);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : "\uFFFD";
  });
}

/** What a transcript keeps: line breaks made alike, spaces plain, and nothing that no keyboard types. */
export function legible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(control, "")
    .replace(oddSpace, " ");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
const control = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\uE000\uE001]/g;
const oddSpace = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u2800\u3000\u3164]/g;

/** Direction marks and zero-width characters: they would make two different commands look alike. */
const invisible = /[\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

/** A zero-width joiner outside an emoji (inside one it holds the family together). */
const strayJoiner =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;

/** What a command is read from: no invisible characters, every run of spaces one space, line breaks kept. */
export function spoken(text: string): string {
  return text
    .replace(invisible, "")
    .replace(strayJoiner, "")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .trim();
}
