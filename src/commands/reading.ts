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
  if (text.length > textMax) throw new Refusal(`That is ${text.length} characters; at most ${textMax} fit. Nothing was recorded: say it in shorter pieces.`);
  return text;
}

/** The one person who is meant: somebody mentioned, or "me". */
export function onePerson(asked: Asked, usage: string): Person {
  const found = [...asked.text.matchAll(mention)].map((match) => asked.mentions[Number(match[1])]).filter((person) => person !== undefined);
  if (found.length > 1) throw new Refusal(`Name one person: \`${usage}\`.`);
  if (found[0] !== undefined) return found[0];
  if (/^(me|myself|i)?$/i.test(asked.text.trim())) return asked.who;
  throw new Refusal(`I do not know “${short(plain(asked))}”. Mention the person with @: \`${usage}\`.`);
}

const severityWords = /^(?:sev(?:erity)?\s*-?\s*)?(\d+)(?![\w.])/i;

/** A severity at the beginning of a text, and the rest. Undefined when the text does not begin with one. */
export function leadingSeverity(text: string): { severity: Severity; rest: string } | undefined {
  const match = severityWords.exec(text);
  if (match === null) return undefined;
  return { severity: toSeverity(match[1]!), rest: text.slice(match[0].length).replace(/^[\s:,;–—-]+/, "") };
}

export function toSeverity(text: string): Severity {
  if (/^[1-4]$/.test(text)) return Number(text) as Severity;
  throw new Refusal(`There is no severity ${short(text)}. It goes from 1 (all customers) to 4 (waits for the morning).`);
}

export const withoutBecause = (text: string): string => text.replace(/^(because|as|since)\b[:,]?\s*/i, "").trim();

export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
