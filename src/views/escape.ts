/**
 * Text from outside, made to mean nothing to Teams: no markup, no link, no mention, no card function.
 * Teams reads Markdown and some XML in messages, Markdown in a TextBlock, and `{{DATE(…)}}` in any card text
 * (Microsoft Learn: "Format your bot messages", "Text features" of Adaptive Cards).
 */
import { brief, clean } from "./text.ts";

/**
 * For messages and TextBlocks. Line breaks stay; a line that would start a list, a quote or a heading does not.
 * A plain https address may still be made clickable by the client: it leads where it says.
 */
export function escapeMarkdown(text: string): string {
  return clean(text)
    .replace(/&(?=#?\w{1,32};)/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/[\\*`~[\]|]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/\{(?=[{$])|(?<=\{)\{/g, "\\{")
    .replace(
      /^( *)([#+=>-])/gm,
      (_, indent: string, mark: string) => indentless(indent) + (mark === ">" ? "&gt;" : `\\${mark}`),
    )
    .replace(
      /^( *)(\d{1,9})([.)])/gm,
      (_, indent: string, number: string, mark: string) => `${indentless(indent)}${number}\\${mark}`,
    )
    .replace(/^ {4,}/gm, "   ");
}

/** Four spaces at the start of a line would make a code block. */
const indentless = (indent: string): string => indent.slice(0, 3);

/** For a TextRun, which knows no Markdown: only the card's own date functions have to be taken apart. */
export const inert = (text: string): string => clean(text).replace(/\{(?=\{)/g, "{\u200b");

/** A Markdown link, or only its title when the address is not one for the web. */
export function link(title: string, url: string): string {
  const shown = escapeMarkdown(brief(title, 100));
  const address = webAddress(url);
  return address === undefined ? shown : `[${shown}](${address})`;
}

/** The address if it is http or https, with everything encoded that could end a Markdown link early. */
export function webAddress(url: string): string | undefined {
  if (url.length > 2_000 || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") return undefined;
  return href.replace(/[()<>"'`\\*_~[\]{}|\s]/g, percent);
}

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
