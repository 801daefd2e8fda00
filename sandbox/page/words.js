/** What may stand in the text of a message: mentions and entities, as Teams sends them. Everything else is text. */

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
const lastCodePoint = 0x10ffff;

/** Reads HTML entities; the result goes into text nodes only. */
export function readEntities(text) {
  return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,4});/gi, (whole, name) => {
    if (!name.startsWith("#")) return entities[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= lastCodePoint ? String.fromCodePoint(code) : whole;
  });
}

export const escapeEntities = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** Text as Teams delivers it: known names after an @ become mentions, everything else is escaped. */
export function writeMentions(typed, names) {
  const longestFirst = [...names].sort((one, other) => other.length - one.length).map(escapePattern);
  const pattern = new RegExp(`(^|[\\s(,;:])@(${longestFirst.join("|")})(?![\\p{L}\\p{N}_])`, "giu");
  const official = new Map(names.map((name) => [name.toLowerCase(), name]));
  return escapeEntities(typed).replace(
    pattern,
    (_, before, name) => `${before}<at>${official.get(name.toLowerCase())}</at>`,
  );
}

/** The other way round, for somebody who wants to change what they said. */
export const readMentions = (text) => readEntities(text.replace(/<at[^<>]*>([^<]*)<\/at>/gi, "@$1"));

const escapePattern = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
