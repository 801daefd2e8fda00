/**
 * What a clock on the wall shows, as a number: the milliseconds that would have passed if the wall were in UTC. Such
 * numbers are compared and added to like people do with calendars; src/domain/oncall/zone.ts turns them into instants.
 */

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
export const weekMs = 7 * dayMs;

/** Beyond these years nobody knows what a clock shows. */
const yearFirst = 1900;
const yearLast = 2199;

const localTime = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?$/;
const clockTime = /^(\d\d?):(\d\d)$/;

/** Reads "2026-01-05T09:00", with seconds or without; undefined for anything else, and for days that do not exist. */
export function wallOf(local: string): number | undefined {
  const [year, month, day, hours, minutes, seconds = 0] = (localTime.exec(local) ?? [])
    .slice(1)
    .map((each) => Number(each ?? 0));
  if (year === undefined || year < yearFirst || year > yearLast) return undefined;
  if (hours! > 23 || minutes! > 59 || seconds > 59) return undefined;
  const wall = Date.UTC(year, month! - 1, day!, hours!, minutes!, seconds);
  return new Date(wall).getUTCDate() === day && new Date(wall).getUTCMonth() === month! - 1 ? wall : undefined;
}

/** Reads "09:00" as the milliseconds since midnight; "24:00" is the end of the day. */
export function clockMsOf(clock: string): number | undefined {
  const match = clockTime.exec(clock);
  if (match === null || Number(match[2]) > 59) return undefined;
  const ms = Number(match[1]) * hourMs + Number(match[2]) * minuteMs;
  return ms > dayMs ? undefined : ms;
}

/** "2026-01-05T09:00"; with seconds only where there are any. */
export function localText(wall: number): string {
  return new Date(wall).toISOString().slice(0, wall % minuteMs === 0 ? 16 : 19);
}

/** The same day of another month at the same time, or that month's last day. */
export function addMonths(wall: number, months: number): number {
  const date = new Date(wall);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const daysInMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), daysInMonth);
  return Date.UTC(year, month, day) + modulo(wall, dayMs);
}

/** The remainder that is never negative. */
export const modulo = (number: number, by: number): number => ((number % by) + by) % by;
