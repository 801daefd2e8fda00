/** Text from outside, made harmless to look at: it stays text, and it cannot pretend to be another line or another direction. */

/** Control characters, direction overrides, and the private characters by which a sentence marks its mentions. */
const unseen = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uE000\uE001\uFEFF]/gu;

/** One line, cut at `most` characters with an ellipsis. */
export const plainLine = (text: string, most: number): string =>
  shorten(text.replace(/\s+/g, " ").replace(unseen, "").trim(), most);

/** Lines, at most one empty one between two of them. */
export const plainText = (text: string, most: number): string =>
  shorten(
    text
      .replace(/\r\n?/g, "\n")
      .split("\n")
      .map((line) => line.replace(/\t/g, "  ").replace(unseen, "").trimEnd())
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
    most,
  );

/** The words of a piece of HTML. The answer is plain text, which must be escaped again wherever it is shown. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<(?:br|\/p|\/li|\/tr|\/h\d)\b[^<>]{0,500}>/gi, "\n")
    .replace(/<[^<>]{0,2000}>/g, "")
    .replace(/&nbsp;/gi, " ")
    .replace(/&lt;/gi, "<")
    .replace(/&gt;/gi, ">")
    .replace(/&quot;/gi, '"')
    .replace(/&#39;|&apos;/gi, "'")
    .replace(/&amp;/gi, "&");

function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const halfACharacter = /[\uD800-\uDBFF]$/;
  return `${cut.replace(halfACharacter, "").trimEnd()}…`;
}
