/** Times as people say them, "friday 22:00" or "in 2h", read on the wall of their zone and leaning to what is to come. */
import { weekdays } from "./schedule.ts";
import { dayMs, hourMs, minuteMs, modulo, wallOf, weekMs } from "./wall.ts";
import { firstAt, lastAt, type Occurrence, readingAt, type Zone } from "./zone.ts";

/** Where and when something is said; `which` of two occurrences is meant by a time that comes twice. */
export type Said = { zone: Zone; now: number; which: Occurrence };

const charactersMax = 100;
const clockWords = String.raw`(?:at )?(\d{1,2})(?::(\d\d))? ?(am|pm)?`;
const dayWords = String.raw`(?:on )?(today|tonight|tomorrow|yesterday|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|\d{4}-\d\d-\d\d)`;
const clockAlone = new RegExp(`^${clockWords}$`);
const dayFirst = new RegExp(`^${dayWords},? ${clockWords}$`);
const clockFirst = new RegExp(`^${clockWords},? ${dayWords}$`);
const instant = /^\d{4}-\d\d-\d\d[t ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(z|[+-]\d\d:?\d\d)$/;

/** Lower case, single blanks, without a word that only leads to the time; undefined where it is too long for one. */
export function tidyWords(text: string): string | undefined {
  const words = text.trim().toLowerCase().replace(/\s+/g, " ");
  return words.length > charactersMax ? undefined : words;
}

/** The instant in milliseconds, or undefined where these tidy words are no time. */
export function readTime(words: string, said: Said): number | undefined {
  if (words === "now") return said.now;
  if (words.startsWith("in ")) return readDuration(words.slice(3), said);
  if (instant.test(words)) return definite(Date.parse(words.toUpperCase().replace(" ", "T")));
  const local = wallOf(words.toUpperCase());
  return local === undefined ? (readClock(words, said) ?? readDay(words, said)) : atWall(local, said);
}

/** "22:00", with no day: today, or tomorrow where that has passed. */
function readClock(words: string, said: Said): number | undefined {
  const clock = clockMs(clockAlone.exec(words)?.slice(1));
  if (clock === undefined) return undefined;
  const today = midnight(said) + clock;
  const occurrences = said.which === "first" ? [firstAt, lastAt] : [lastAt];
  const todays = occurrences.map((occurrence) => occurrence(said.zone, today));
  return todays.find((at) => at >= said.now) ?? atWall(today + dayMs, said);
}

/** Whether these words are a time of day and no more. */
export const isClock = (words: string): boolean => clockAlone.test(words);

/** The day of "22:00 friday". */
export const dayBehind = (words: string): string | undefined => clockFirst.exec(words)?.[4];

/** "friday 22:00" or "22:00 friday". */
function readDay(words: string, said: Said): number | undefined {
  const [before, after] = [dayFirst.exec(words), clockFirst.exec(words)];
  const [day, clock] = [before?.[1] ?? after?.[4], clockMs(before?.slice(2) ?? after?.slice(1))];
  if (day === undefined || clock === undefined) return undefined;
  const date = wallOf(`${day}T00:00`);
  if (date !== undefined) return atWall(date + clock, said);
  if (/^\d/.test(day)) return undefined;
  const days = { yesterday: -1, today: 0, tonight: 0, tomorrow: 1 }[day];
  if (days !== undefined) return atWall(midnight(said) + days * dayMs + clock, said);
  const wall =
    midnight(said) + modulo(weekdays.findIndex((each) => day.startsWith(each)) - weekdayOf(said), 7) * dayMs + clock;
  const at = atWall(wall, said);
  return at >= said.now ? at : atWall(wall + weekMs, said);
}

const unit = { m: minuteMs, h: hourMs, d: dayMs, w: weekMs };
const amount = /(\d{1,4}) ?(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)(?![a-z])(?: and)?,? ?/y;

/** "2h", "1 h 30 min", "2 days" from now: hours are hours, days and weeks go by the calendar. */
export function readDuration(words: string, { zone, now }: Said): number | undefined {
  let [clock, calendar] = [0, 0];
  amount.lastIndex = 0;
  for (let read = 0; read < words.length; read = amount.lastIndex) {
    const match = amount.exec(words);
    if (match === null) return undefined;
    const letter = match[2]![0] as keyof typeof unit;
    const ms = Number(match[1]) * unit[letter];
    if (letter === "d" || letter === "w") calendar += ms;
    else clock += ms;
  }
  if (clock + calendar === 0) return undefined;
  return (calendar === 0 ? now : firstAt(zone, readingAt(zone, now).shown + calendar)) + clock;
}

function clockMs([hours, minutes, half]: readonly (string | undefined)[] = []): number | undefined {
  if (hours === undefined || (minutes === undefined && half === undefined)) return undefined;
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
  if (minute > 59 || hour > (half === undefined ? 23 : 12) || (half !== undefined && hour === 0)) return undefined;
  return (half === undefined ? hour : (hour % 12) + (half === "pm" ? 12 : 0)) * hourMs + minute * minuteMs;
}

const atWall = (wall: number, { zone, which }: Said): number => (which === "first" ? firstAt : lastAt)(zone, wall);

const midnight = ({ zone, now }: Said): number => {
  const { shown } = readingAt(zone, now);
  return shown - modulo(shown, dayMs);
};

/** 0 is Monday. */
const weekdayOf = (said: Said): number => (new Date(midnight(said)).getUTCDay() + 6) % 7;

const definite = (ms: number): number | undefined => (Number.isNaN(ms) ? undefined : ms);
