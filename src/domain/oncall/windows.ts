/** The windows in which a layer counts, as stretches of a week on the wall. */
import { type Restriction, weekdays } from "./schedule.ts";
import { clockMsOf, dayMs, modulo, weekMs } from "./wall.ts";
import { firstAt, lastAt, type Reading, type Zone } from "./zone.ts";

/** Begins `start` milliseconds after Monday, midnight. */
export type Window = { start: number; lengthMs: number };

/** 1970 began on a Thursday. */
const mondayMs = 4 * dayMs;

/** Reads restrictions; none at all is undefined, which means always. Throws RangeError for a time that is none. */
export function windowsOf(restrictions: readonly Restriction[] | undefined): readonly Window[] | undefined {
  if (restrictions === undefined || restrictions.length === 0) return undefined;
  return restrictions.flatMap(({ days, from, to }) => {
    const [starts, ends] = [clockMsOf(from), clockMsOf(to)];
    if (starts === undefined || ends === undefined || starts === dayMs)
      throw new RangeError(`A window cannot be from “${from}” to “${to}”.`);
    return days.map((day) => ({
      start: weekdays.indexOf(day) * dayMs + starts,
      lengthMs: ends > starts ? ends - starts : ends + dayMs - starts,
    }));
  });
}

/** Whether one of the windows is open. */
export const isOpen = (windows: readonly Window[] | undefined, { furthest, soonest }: Reading): boolean =>
  windows === undefined ||
  windows.some(({ start, lengthMs }) => {
    const opened = furthest - modulo(furthest - mondayMs - start, weekMs);
    return soonest < opened + lengthMs;
  });

/** The next instant after that of `reading` at which a window opens. */
export function nextOpening(windows: readonly Window[], zone: Zone, { furthest }: Reading): number {
  const walls = windows.map(({ start }) => nextInWeek(start, furthest));
  return walls.length === 0 ? Number.POSITIVE_INFINITY : firstAt(zone, Math.min(...walls));
}

/** The next instant after that of `reading` at which a window closes. */
export function nextClosing(windows: readonly Window[], zone: Zone, { soonest }: Reading): number {
  const walls = windows.map(({ start, lengthMs }) => nextInWeek(start + lengthMs, soonest));
  return walls.length === 0 ? Number.POSITIVE_INFINITY : lastAt(zone, Math.min(...walls));
}

/** The first time after `wall` that is `inWeek` after a Monday, midnight. */
const nextInWeek = (inWeek: number, wall: number): number => wall + weekMs - modulo(wall - mondayMs - inWeek, weekMs);
