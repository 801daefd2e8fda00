/** What every card and message must be, whatever people have written into it. */
import { expect } from "@jest/globals";
import type { Message } from "../../src/engine/ports.ts";
import { type Card, expandCard } from "../../src/teams/cards.ts";
import { bytesOf, complaintsOf, piecesOf } from "./official.ts";
import { schemaCheck } from "./schema.ts";

export function cardOf(message: Message): Card {
  if (!("card" in message)) throw new Error("A card was expected.");
  return expandCard(message.card, message.data);
}

export function expectLawful(card: Card): void {
  expect(complaintsOf(card)).toEqual([]);
  expect(bytesOf(card)).toBeLessThan(80 * 1_024);
  expect(schemaCheck === undefined || schemaCheck(card) || schemaCheck.errors).toBe(true);
}

/** The texts that the client reads as Markdown. */
const markdownIn = (card: unknown): string[] =>
  piecesOf(card).flatMap((piece) => [
    ...(piece["type"] === "TextBlock" ? [String(piece["text"])] : []),
    ...(piece["type"] === "AdaptiveCard" && piece["fallbackText"] !== undefined ? [String(piece["fallbackText"])] : []),
  ]);

const withoutEscapes = (markdown: string): string => markdown.replace(/\\[\\*_`~[\]|{#+=.)-]/g, "");
const withoutLinks = (markdown: string): string => markdown.replace(/\[[^\]]*\]\([^)]*\)/g, "");
const mark = /[*_`~[\]]|^\s*([#>+=-]|\d+[.)] )/m;

export function expectHarmless(name: string, card: Card): void {
  expect(piecesOf(card).filter(({ text: shown }) => /\{\{(DATE|TIME)\(2017/.test(String(shown)))).toEqual([]);
  for (const markdown of markdownIn(card)) {
    expect(markdown).not.toMatch(/</);
    const links = linksIn(markdown);
    expect(links.filter((url) => !/^https?:\/\/[^\s()<>]+$/.test(url))).toEqual([]);
    if (name !== "runbook") expect(links.filter((url) => url.includes("evil"))).toEqual([]);
    if (name !== "runbook") expect(withoutLinks(withoutEscapes(markdown))).not.toMatch(mark);
  }
  expect(JSON.stringify(card)).not.toMatch(/[\u202a-\u202e]|\\u0000|\\u001b/);
}

const linksIn = (markdown: string): string[] =>
  [...withoutEscapes(markdown).matchAll(/\]\(([^)]*)\)/g)].map(([, url]) => url!);

/** Bold, words to type and lists are our own in a message. */
export function expectHarmlessText(text: string): void {
  expect(text).not.toMatch(/<|[\u202a-\u202e]|(?!\n)\p{Cc}/u);
  expect(linksIn(text).filter((url) => url.includes("evil"))).toEqual([]);
  const theirs = withoutLinks(withoutEscapes(text)).replace(/\*\*|`[^`\n]*`|^- /gm, "");
  expect(theirs).not.toMatch(mark);
}
