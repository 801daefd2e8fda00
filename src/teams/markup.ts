/** Teams text is plain text with `<at>` tags, and sometimes HTML: one pass turns it into texts and mentions. */
import { decodeEntities } from "./characters.ts";

export type Piece = { kind: "text" | "mention"; text: string };

// Only tags that Teams' editor writes are markup; any other `<word>` was typed by somebody and stays. Nothing here
// crosses another bracket, so the time is linear in the text however hostile.
const tag =
  /<(\/?)(at|a|b|i|u|s|p|br|div|span|strong|em|strike|del|ul|ol|li|blockquote|code|codeblock|pre|hr|h[1-6]|img|emoji|attachment|table|thead|tbody|tr|th|td|font|systemeventmessage)((?:\s[^<>]*)?)\/?>/gi;
const block = /^(p|div|ul|ol|li|blockquote|codeblock|pre|hr|h[1-6]|table|tr)$/;

/** Splits text into what was said and who was mentioned, with entities read, tags gone and paragraphs as lines. */
export function piecesOf(source: string): Piece[] {
  const reader = { pieces: [] as Piece[], text: "", mention: false, link: undefined as Link | undefined };
  let at = 0;
  for (const match of source.matchAll(tag)) {
    reader.text += decodeEntities(source.slice(at, match.index));
    at = match.index + match[0].length;
    apply(reader, (match[2] ?? "").toLowerCase(), match[1] === "/", match[3] ?? "");
  }
  reader.text += decodeEntities(source.slice(at));
  flush(reader, "text");
  return reader.pieces;
}

type Link = { href: string; from: number };
type Reader = { pieces: Piece[]; text: string; mention: boolean; link: Link | undefined };

function apply(reader: Reader, name: string, closing: boolean, attributes: string): void {
  if (name === "at") {
    if (closing !== reader.mention) return;
    flush(reader, closing ? "mention" : "text");
    reader.mention = !closing;
  } else if (reader.mention) {
    return;
  } else if (name === "br") {
    reader.text += "\n";
  } else if (name === "td" || name === "th") {
    reader.text += closing ? " " : "";
  } else if (name === "img" || name === "emoji") {
    reader.text += closing ? "" : attribute(attributes, "alt");
  } else if (name === "a") {
    closing ? endLink(reader) : beginLink(reader, attribute(attributes, "href"));
  } else if (block.test(name) && hasBegunLine(reader)) {
    reader.text += "\n";
  }
}

const hasBegunLine = ({ text, pieces }: Reader): boolean => (text === "" ? pieces.length > 0 : !text.endsWith("\n"));

function flush(reader: Reader, kind: Piece["kind"]): void {
  endLink(reader);
  if (reader.text !== "") reader.pieces.push({ kind, text: reader.text });
  reader.text = "";
}

function beginLink(reader: Reader, href: string): void {
  reader.link = href === "" ? undefined : { href, from: reader.text.length };
}

/** A link whose words hide its address keeps both: the record must show where people were sent. */
function endLink(reader: Reader): void {
  const { link } = reader;
  reader.link = undefined;
  if (link !== undefined && !reader.text.slice(link.from).includes(link.href)) reader.text += ` (${link.href})`;
}

function attribute(attributes: string, name: string): string {
  const found = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`, "i").exec(attributes);
  return decodeEntities(found?.[1] ?? found?.[2] ?? "");
}
