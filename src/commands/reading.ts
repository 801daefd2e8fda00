/** How arguments are read from what was said. */
import type { Severity } from "../domain/incident/facts.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Asked } from "./command.ts";

export const textMax = 10_000;
const mention = /\uE000(\d{1,3})\uE001/g;

/** The text as people read it: mentions by name. */
export const plain = (asked: Pick<Asked, "text" | "mentions">): string =>
  asked.text.replace(mention, (_, index: string) => asked.mentions[Number(index)]?.name ?? "somebody").trim();

/** Text that must be there, at most 10,000 characters. `what` completes "Say …". */
export function needText(asked: Asked, what: string, usage: string): string {
  const text = (asked.fields["text"] ?? plain(asked)).trim();
  if (text === "") throw new Refusal(`Say ${what}: \`${usage}\`.`);
  if (text.length > textMax)
    throw new Refusal(
      `That is ${text.length} characters; at most ${textMax} fit. Nothing was recorded: say it in shorter pieces.`,
    );
  return text;
}

/** Somebody who is mentioned, or "me", and nobody else; undefined where the words say something else. */
export function mentioned(asked: Asked): Person | undefined {
  const all = [...asked.text.matchAll(mention)].map((match) => asked.mentions[Number(match[1])]);
  return all.length === 1 ? all[0] : /^(me|myself|i)\b/i.test(asked.text.trim()) ? asked.who : undefined;
}

/** What is said behind the person. */
export const withoutMention = (asked: Asked): string =>
  plain({ ...asked, text: asked.text.replace(mention, " ").replace(/^\s*(me|myself|i)\b/i, "") }).trim();

/** The one person who is meant: somebody mentioned, or "me". */
export function onePerson(asked: Asked, usage: string): Person {
  const found = [...asked.text.matchAll(mention)]
    .map((match) => asked.mentions[Number(match[1])])
    .filter((person) => person !== undefined);
  if (found.length > 1) throw new Refusal(`Name one person: \`${usage}\`.`);
  if (found[0] !== undefined) return found[0];
  if (/^(me|myself|i)?$/i.test(asked.text.trim())) return asked.who;
  throw new Refusal(`I do not know “${short(plain(asked))}”. Mention the person with @: \`${usage}\`.`);
}

/** "page 2", where an incident has several, said or in the card that was pressed; undefined where it is neither. */
export function pageNumber(asked: Asked): number | undefined {
  const said = asked.fields["page"] ?? /^page\s*(\d{1,3})\b/i.exec(asked.text.trim())?.[1];
  return said === undefined || !/^\d{1,3}$/.test(said) ? undefined : Number(said);
}

const digits = /^(?:sev(?:erity)?\s*-?\s*)?(\d+)(?![\w.])/i;
const named = /^sev(?:erity)?\s*-?\s*(\d+)(?![\w.])/i;

type Leading = { severity: Severity; rest: string };

/** A severity at the beginning of a text, with or without its word, and the rest. Undefined when there is none. */
export const leadingSeverity = (text: string): Leading | undefined => leading(digits, text);

/** The same where a bare number means something else, as in "3 of 5 nodes are down". */
export const namedSeverity = (text: string): Leading | undefined => leading(named, text);

function leading(pattern: RegExp, text: string): Leading | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  return { severity: toSeverity(match[1]!), rest: text.slice(match[0].length).replace(/^[\s:,;–—-]+/, "") };
}

export function toSeverity(text: string): Severity {
  if (/^[1-5]$/.test(text)) return Number(text) as Severity;
  throw new Refusal(`There is no severity ${short(text)}. It goes from 1 (all customers) to 5 (a ticket).`);
}

/** "14:05 because the log says so": what stands before the reason, and the reason, "" where there is none. */
export function splitBecause(text: string): { before: string; because: string } {
  const [, before = "", because = ""] = /^(.*?)(?:[\s,;]+because\b[:,]?\s*(.*))?$/is.exec(text.trim()) ?? [];
  return { before: before.trim(), because: because.trim().slice(0, textMax) };
}

const unitMinutes: Record<string, number> = { m: 1, min: 1, h: 60, d: 1_440, w: 10_080, y: 525_600 };
const timeSpan = /(\d{1,6})\s*(m|h|d|w|y)(?:in(?:ute)?s?|(?:ou)?rs?|ays?|eeks?|ears?)?/i;
const boxMinutesMax = 1_440;

/** "10m", "1 hour" as minutes, or undefined when it is none. Throws a Refusal for one that is no time box. */
export function minutesIn(text: string): number | undefined {
  const match = new RegExp(`^${timeSpan.source}$`, "i").exec(text.trim());
  if (match === null) return undefined;
  const minutes = Number(match[1]) * unitMinutes[match[2]!.toLowerCase()]!;
  if (minutes >= 1 && minutes <= boxMinutesMax) return minutes;
  throw new Refusal(
    "A time box is 1 minute to 24 hours: `in 10m`, `in 2h`. What comes later is a follow-up: `todo …`.",
  );
}

/** "restart the pool in 10m": what is to be done, and in how many minutes, where that was said. */
export function timeBox(text: string): { rest: string; minutes: number | undefined } {
  const match = new RegExp(`^(.*?)[\\s,]+(?:in|within)\\s+(${timeSpan.source})\\s*[.!]?$`, "is").exec(text.trim());
  if (match === null) return { rest: text.trim(), minutes: undefined };
  return { rest: match[1]!.trim(), minutes: minutesIn(match[2]!) };
}

export const withoutBecause = (text: string): string => text.replace(/^(because|as|since)\b[:,]?\s*/i, "").trim();

/** Outside words to be quoted in an answer: short, and nothing in them is Markdown. */
export function short(text: string): string {
  const words = text
    .replace(/[`*_~#|<>[\]()\\]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return words.length > 60 ? `${words.slice(0, 59)}…` : words;
}
