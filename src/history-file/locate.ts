/** Where in a text of JSON something stands: for text that JSON.parse has taken, and only when something is wrong in it. */
import type { Place } from "./trouble.ts";

export type Locate = (index: number, keys: readonly string[]) => Required<Place>;

/**
 * For the list at the end of `path`: the place of one of its items, or of a key in it. The text is walked through on the
 * first question, and once.
 */
export function locator(text: string, path: readonly string[]): Locate {
  let known: { items: number[]; lines: number[] } | undefined;
  return (index, keys) => {
    known ??= {
      items: itemsOf(
        text,
        path.reduce((at, key) => valueAt(text, at, key), 0),
      ),
      lines: linesOf(text),
    };
    let at = known.items[index] ?? 0;
    for (const key of keys.slice(0, -1)) at = valueAt(text, at, key);
    const last = keys.at(-1);
    return placeOf(known.lines, last === undefined ? at : (memberOf(text, at, last)?.key ?? at));
  };
}

type Member = { name: string; key: number; value: number };

const valueAt = (text: string, at: number, key: string): number => memberOf(text, at, key)?.value ?? at;

/** Of a key that stands there twice the last, as JSON.parse has it. */
const memberOf = (text: string, at: number, key: string): Member | undefined =>
  membersOf(text, at).findLast(({ name }) => name === key);

function membersOf(text: string, object: number): Member[] {
  const members: Member[] = [];
  for (let at = past(text, blanks, past(text, blanks, object) + 1); text[at] === '"'; ) {
    const keyEnd = endOf(text, at);
    const value = past(text, blanks, past(text, blanks, keyEnd) + 1);
    members.push({ name: JSON.parse(text.slice(at, keyEnd)), key: at, value });
    at = past(text, separator, endOf(text, value));
  }
  return members;
}

/** Where each item of a list begins. */
function itemsOf(text: string, list: number): number[] {
  const items: number[] = [];
  for (let at = past(text, blanks, past(text, blanks, list) + 1); at < text.length && text[at] !== "]"; ) {
    items.push(at);
    at = past(text, separator, endOf(text, at));
  }
  return items;
}

const blanks = /\s*/y;
const separator = /\s*,?\s*/y;
const word = /[^\s,[\]{}"]+/y;
const betweenBrackets = /[^"[\]{}]+/y;

/** The index behind a value that begins here; strings are jumped over, so that no bracket in them counts. */
function endOf(text: string, from: number): number {
  if (text[from] === '"') return endOfString(text, from);
  if (text[from] !== "{" && text[from] !== "[") return past(text, word, from);
  let depth = 0;
  for (let at = from; at < text.length; ) {
    const character = text[at]!;
    if (character === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    at = depth === 0 || "{}[]".includes(character) ? at + 1 : past(text, betweenBrackets, at);
    if (depth === 0) return at;
  }
  return text.length;
}

function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return text.length;
}

/** The index behind what matches here. It never stays where it is for ever: a text that is not as promised ends it. */
function past(text: string, pattern: RegExp, at: number): number {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? text.length : at + match[0].length;
}

function linesOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function placeOf(starts: readonly number[], at: number): Required<Place> {
  const line = Math.max(
    starts.findLastIndex((start) => start <= at),
    0,
  );
  return { line: line + 1, column: at - starts[line]! + 1 };
}
