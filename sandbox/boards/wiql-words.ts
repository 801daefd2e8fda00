/** The words of a query: names, literals, operators and signs, one after the other. */
import { boardsError } from "./errors.ts";

export type Word = { kind: "name" | "text" | "number" | "macro" | "sign" | "word"; text: string };

const queryLengthMax = 32_000;
const kinds: [Word["kind"], RegExp][] = [
  ["name", /\[([\w .]+)\]/y],
  ["text", /'((?:[^']|'')*)'|"([^"]*)"/y],
  ["macro", /@(\w+)/y],
  ["number", /-?\d+(?:\.\d+)?\b/y],
  ["sign", /<>|<=|>=|[=<>(),+-]/y],
  ["word", /[A-Za-z_][\w.]*/y],
];

export const badQuery = (why: string) =>
  boardsError(400, "WorkItemTrackingQueryException", `TF51006: The query statement is not valid: ${why}.`);

/** Reads the words from left to right. */
export type Reader = {
  /** The next word, if it is one of these, and moves on. Words are compared without regard to case. */
  take(...texts: string[]): string | undefined;
  takeKind(...wanted: Word["kind"][]): Word | undefined;
  /** What is wrong here. */
  wrong(): Error;
  atEnd(): boolean;
};

export function readerOf(query: unknown): Reader {
  if (typeof query !== "string" || query.length > queryLengthMax) throw badQuery("a query is missing or too long");
  const words = wordsOf(query);
  let place = 0;
  const is = (text: string): boolean =>
    ["word", "sign"].includes(words[place]?.kind ?? "") && words[place]?.text.toUpperCase() === text;
  return {
    take(...texts) {
      const found = texts.find(is);
      if (found !== undefined) place += 1;
      return found;
    },
    takeKind(...wanted) {
      const word = words[place];
      if (word === undefined || !wanted.includes(word.kind)) return undefined;
      place += 1;
      return word;
    },
    wrong: () => badQuery(place < words.length ? `“${words[place]?.text}” is not expected there` : "it ends too early"),
    atEnd: () => place >= words.length,
  };
}

function wordsOf(query: string): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < query.length; ) {
    if (/\s/.test(query[at]!)) {
      at += 1;
      continue;
    }
    const found = wordAt(query, at);
    if (found === undefined) throw badQuery(`“${query.slice(at, at + 20)}” is not understood`);
    words.push(found.word);
    at += found.length;
  }
  return words;
}

function wordAt(query: string, at: number): { word: Word; length: number } | undefined {
  for (const [kind, pattern] of kinds) {
    pattern.lastIndex = at;
    const match = pattern.exec(query);
    if (match === null) continue;
    const text = (match[1]?.replaceAll("''", "'") ?? match[2] ?? match[0]).trim();
    return { word: { kind, text }, length: match[0].length };
  }
  return undefined;
}
