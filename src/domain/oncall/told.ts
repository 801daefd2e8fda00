/** Times, people and lengths of time as sentences tell them. */
import { utc } from "../time.ts";
import { hourMs, localText } from "./wall.ts";
import { readingAt, zoneNamed } from "./zone.ts";

/** "Sun 29 Mar 2026 02:30 Europe/London (29 Mar 2026 01:30 UTC)". */
export function toldTime(at: Date, zone: string): string {
  const shown = readingAt(zoneNamed(zone), at.getTime()).shown;
  const own = `${toldWeekday(shown)} ${utc(new Date(shown).toISOString()).replace(/UTC$/, zone)}`;
  return zone === "UTC" ? own : `${own} (${utc(at.toISOString())})`;
}

const weekdayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** "Sun", of what a clock shows. */
export const toldWeekday = (wall: number): string => weekdayNames[new Date(wall).getUTCDay()]!;

/** "02:30", of what a clock shows. */
export const toldClock = (wall: number): string => localText(wall).slice(11);

const list = new Intl.ListFormat("en-GB");

/** "Ann, Bob and Cat"; "nobody" for none. */
export const toldNames = (names: readonly string[]): string => (names.length === 0 ? "nobody" : list.format(names));

export const isOrAre = (names: readonly string[]): string => (names.length > 1 ? "are" : "is");

/** "24 hours", "1 hour", "23.5 hours". */
export function toldHours(ms: number): string {
  const hours = Math.round((ms / hourMs) * 100) / 100;
  return `${hours} ${hours === 1 ? "hour" : "hours"}`;
}

/** "once", "twice", "12 times". */
export const toldTimes = (count: number): string => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);
