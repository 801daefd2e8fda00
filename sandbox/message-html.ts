/** What Teams makes of a text: mentions of those who are known, and HTML. */
import { botName, findPerson, type Person } from "./people.ts";

/** Somebody who is mentioned: as it stands in the text, the name alone, and who that is. */
export type Mentioned = { tag: string; name: string; who: Person | "bot" };

const mentionTag = /(<at\b[^>]*>[^<]*<\/at>)/gi;
/** An ampersand that does not begin an entity: whoever writes for Teams writes entities for signs that would be markup. */
const bareAmpersand = /&(?!(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[\da-f]{1,6});)/gi;

/** The text in pieces. A name that nobody has stays text. */
function piecesOf(text: string): (string | Mentioned)[] {
  return text.split(mentionTag).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const name = piece.replace(/<[^>]*>/g, "");
    const who = name.trim().toLowerCase() === botName.toLowerCase() ? "bot" : findPerson(name);
    return who === undefined ? name : { tag: piece, name, who };
  });
}

export const mentionedIn = (text: string): Mentioned[] =>
  piecesOf(text).filter((piece): piece is Mentioned => typeof piece !== "string");

/** The text as HTML. `mention` writes those who are mentioned, counted from 0; `after` stands below the words. */
export function htmlOf(
  text: string,
  mention: (mentioned: Mentioned, item: number) => string,
  after: readonly string[] = [],
): string {
  let item = 0;
  const words = piecesOf(text)
    .map((piece) => (typeof piece === "string" ? escaped(piece) : mention(piece, item++)))
    .join("");
  const paragraphs = [...(words === "" && after.length > 0 ? [] : [words]), ...after];
  return paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join("");
}

export const escaped = (text: string): string =>
  text.replace(bareAmpersand, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\r?\n/g, "<br>");

/** The same inside quotation marks. */
export const quoted = (text: string): string => escaped(text).replace(/"/g, "&quot;");
