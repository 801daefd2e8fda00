/** When people mean: one time, or from one to another. */
import { Refusal } from "../refusal.ts";
import { dayBehind, isClock, readDuration, readTime, type Said, tidyWords } from "./spoken.ts";
import { dayMs, modulo } from "./wall.ts";
import { firstAt, readingAt, zoneNamed } from "./zone.ts";

const daysMax = 31;

/**
 * Reads "friday 22:00", "tomorrow 9:00", "22:00" (the next one), "2026-03-29 01:30", "in 2h", "now" or an instant, on
 * the wall of `zone`. A time that comes twice is the first that is not past. Throws Refusal with examples.
 */
export function parseWhen(text: string, zone: string, now: Date): Date {
  const words = tidyWords(text);
  const at =
    words === undefined ? undefined : readTime(words, { zone: zoneNamed(zone), now: now.getTime(), which: "first" });
  if (at !== undefined) return new Date(at);
  throw new Refusal(
    `“${text.slice(0, 60)}” is not a time I can read. Try \`22:00\`, \`friday 22:00\`, \`tomorrow 9:00\`, \`in 2h\` or \`2026-03-29 01:30\`.`,
  );
}

export type Span = { start: Date; end: Date };

/**
 * Reads "18:00-22:00", "friday 18:00 to saturday 08:00", "for 4h", "tomorrow 9:00 for 2h", "until 22:00". An end without
 * a day is the next such time after the start, over midnight if need be; a start without one is today's for as long as
 * the span is not over. Throws Refusal with examples, also where it ends before it starts or is longer than 31 days.
 */
export function parseSpan(text: string, zone: string, now: Date): Span {
  const words = tidyWords(text);
  const said: Said = { zone: zoneNamed(zone), now: now.getTime(), which: "first" };
  const span = words === undefined ? undefined : readSpan(words.replace(/^from /, ""), said);
  if (span === undefined)
    throw new Refusal(
      `“${text.slice(0, 60)}” is not a stretch of time I can read. Try \`18:00-22:00\`, \`friday 18:00 to saturday 08:00\` or \`for 4h\`.`,
    );
  const [start, end] = span;
  if (end <= start) throw new Refusal("That ends before it has begun. Say it like `18:00-22:00` or `for 4h`.");
  if (readingAt(said.zone, end).shown - readingAt(said.zone, start).shown > daysMax * dayMs)
    throw new Refusal(`That is longer than ${daysMax} days. For good, change the schedule itself.`);
  return { start: new Date(start), end: new Date(end) };
}

type Ends = [start: number, end: number];

function readSpan(words: string, said: Said): Ends | undefined {
  const until = /^(?:until|till) (.+)$/.exec(words)?.[1];
  if (until !== undefined) return readEnds("now", until, said);
  const lasting = /^(?:(.+) )?for (.+)$/.exec(words);
  if (lasting !== null) return readLasting(lasting[1] ?? "now", lasting[2]!, said);
  // Dates have hyphens of their own: the first separator with a time on either side is the one.
  for (const separator of separators)
    for (const { 0: found, index } of words.matchAll(separator)) {
      const ends = readEnds(words.slice(0, index), words.slice(index + found.length), said);
      if (ends !== undefined) return ends;
    }
  return undefined;
}

const separators = [/ (?:to|until|till) /g, / [-–—→] /g, / ?[-–—→] ?/g];

function readLasting(from: string, length: string, said: Said): Ends | undefined {
  const start = readTime(from, said);
  const end = start === undefined ? undefined : readDuration(length, { ...said, now: start });
  return start === undefined || end === undefined ? undefined : [start, end];
}

function readEnds(from: string, to: string, said: Said): Ends | undefined {
  const day = isClock(from) ? dayBehind(to) : undefined;
  // "18:00-22:00 tomorrow" is tomorrow altogether.
  if (day !== undefined) return readEnds(`${day} ${from}`, to.slice(0, -day.length).replace(/,? (on )?$/, ""), said);
  const todays = isClock(from) ? readEndsFrom(readTime(from, { ...said, now: midnightOf(said) }), to, said) : undefined;
  return todays !== undefined && todays[1] > said.now ? todays : readEndsFrom(readTime(from, said), to, said);
}

const goesByNow = /^(?:on )?(?:today|tonight|tomorrow|yesterday|in|now)\b/;

function readEndsFrom(start: number | undefined, to: string, said: Said): Ends | undefined {
  if (start === undefined) return undefined;
  const end = readTime(to, { ...said, now: goesByNow.test(to) ? said.now : start, which: "last" });
  return end === undefined ? undefined : [start, end];
}

const midnightOf = ({ zone, now }: Said): number => {
  const { shown } = readingAt(zone, now);
  return firstAt(zone, shown - modulo(shown, dayMs));
};
