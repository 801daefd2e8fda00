/** A line of a card in parts, so that words to type look like words to type. The templates turn parts into TextRuns. */
import { inert } from "./escape.ts";

/**
 * `say`: something to type to Muster. `blank`: something that nobody has filled in. `good` and `bad`: how a try to reach
 * somebody ended, in colour on the cards that are about that.
 */
export type Part = { text: string; kind: "plain" | "strong" | "say" | "blank" | "good" | "bad" };

export const plain = (text: string): Part => ({ text: inert(text), kind: "plain" });
export const strong = (text: string): Part => ({ text: inert(text), kind: "strong" });
export const say = (words: string): Part => ({ text: inert(words), kind: "say" });
export const good = (text: string): Part => ({ text: inert(text), kind: "good" });
export const bad = (text: string): Part => ({ text: inert(text), kind: "bad" });
export const blank = (text: string): Part => ({ text: inert(text), kind: "blank" });

/** Our own sentences, with the words to type in backticks: "Take it with `ack`." Never for what people wrote. */
export const worded = (text: string, around: (text: string) => Part = plain): Part[] =>
  text
    .split("`")
    .map((piece, index) => (index % 2 === 1 ? say(piece) : around(piece)))
    .filter((part) => part.text !== "");

/** "Nobody has taken command: say `lead me`." */
export const blankThatSays = (missing: string, words: string): Part[] =>
  worded(`${missing}: say \`${words}\`. `, blank);
