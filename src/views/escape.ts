/**
 * Text from outside, made to mean nothing to Teams: no markup, no link, no mention, no card function.
 * Teams reads Markdown and some XML in messages, Markdown in a TextBlock, and `{{DATE(…)}}` in any card text
 * (Microsoft Learn: "Format your bot messages", "Text features" of Adaptive Cards). What people wrote stands on cards in
 * a TextRun, which reads no Markdown: Teams on a phone shows the backslashes of an escaped TextBlock
 * (github.com/microsoft/AdaptiveCards/issues/5590).
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
    .replace(/[\\*_`~[\]|]/g, "\\$&")
    .replace(/\{(?=\{)|(?<=\{)\{/g, "\\{")
    .replace(/^ {4,}/gm, "   ")
    .replace(/^( *)>/gm, "$1&gt;")
    .replace(/^( *)([#+=-])/gm, "$1\\$2")
    .replace(/^( *\d{1,9})([.)])/gm, "$1\\$2");
}

/** For a TextRun: only the card's own date functions have to be taken apart. */
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
