/**
 * What the clocks of a time zone show, and when they are changed. The changes come from the library, four years at a
 * time, and are kept: asking it for every instant would cost a hundred times as much. See docs/adr/0009.
 */
import { Temporal } from "temporal-polyfill";
import { dayMs, localText, minuteMs, wallOf } from "./wall.ts";

/** The first or the last of the instants at which clocks show a time, where they show it twice. */
export type Occurrence = "first" | "last";

export type ClockChange = { at: Date; fromMinutes: number; toMinutes: number };

export type Zone = { name: string; years: Map<number, Offsets> };

/** From `at[n]` until before `at[n + 1]` clocks are `ahead[n]` milliseconds ahead of UTC. */
type Offsets = { at: number[]; ahead: number[] };

/**
 * What clocks show at an instant. When they are set back, some of what they show comes twice: a time begins for the
 * first time up to now when it is up to `furthest`, and is still to begin for the last time when it is after `soonest`.
 * Elsewhere all three are the same.
 */
export type Reading = { shown: number; furthest: number; soonest: number };

const zones = new Map<string, Zone>();
const zonesMax = 2_000;

/** Whether this is the name of a time zone as the tz database spells it. */
export function isTimeZone(name: string): boolean {
  if (zones.has(name)) return true;
  // The library takes "+01:00" and whole timestamps too; neither knows when clocks change.
  if (!/^[A-Z][A-Za-z0-9_+/-]{1,63}$/.test(name)) return false;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId === name;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Throws RangeError for a name that is no time zone. */
export function zoneNamed(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  if (!isTimeZone(name)) throw new RangeError(`“${name}” is no time zone. They are called like Europe/London.`);
  const zone: Zone = { name, years: new Map() };
  if (zones.size < zonesMax) zones.set(name, zone);
  return zone;
}

/** When clocks show a local time like "2026-03-29T01:30"; the first instant after the gap for one that is skipped. */
export function instantOf(local: string, zone: string, which: Occurrence): Date {
  const wall = wallOf(local);
  if (wall === undefined) throw new RangeError(`“${local}” is no local time. They look like 2026-01-05T09:00.`);
  return new Date((which === "first" ? firstAt : lastAt)(zoneNamed(zone), wall));
}

/** What clocks show, like "2026-03-29T01:30". */
export const localOf = (at: Date, zone: string): string => localText(readingAt(zoneNamed(zone), at.getTime()).shown);

/** The changes of the clocks from `from` until before `to`, in order. */
export function clockChanges(zone: string, from: Date, to: Date): ClockChange[] {
  return changesBetween(zoneNamed(zone), from.getTime(), to.getTime()).map(({ at, before, after }) => ({
    at: new Date(at),
    fromMinutes: before / minuteMs,
    toMinutes: after / minuteMs,
  }));
}

/** What the clocks of a zone show at an instant. */
export function readingAt(zone: Zone, ms: number): Reading {
  const { at, ahead } = offsetsAround(zone, ms);
  const now = lastUpTo(at, ms);
  const shown = ms + ahead[now]!;
  let [furthest, soonest] = [shown, shown];
  for (let n = now; n > 0 && at[n]! > ms - nearbyMs; n--) furthest = Math.max(furthest, at[n]! + ahead[n - 1]! - 1);
  for (let n = now + 1; n < at.length && at[n]! < ms + nearbyMs; n++)
    soonest = Math.min(soonest, at[n]! + ahead[n]! - 1);
  return { shown, furthest, soonest };
}

/** The first instant at which clocks have come as far as `wall`. */
export function firstAt(zone: Zone, wall: number): number {
  const { at, ahead } = offsetsAround(zone, wall);
  let n = lastUpTo(at, wall - nearbyMs);
  while (wall - ahead[n]! >= (at[n + 1] ?? Number.POSITIVE_INFINITY)) n++;
  return Math.max(wall - ahead[n]!, n === 0 ? Number.NEGATIVE_INFINITY : at[n]!);
}

/** The instant from which on clocks never show less than `wall`. */
export function lastAt(zone: Zone, wall: number): number {
  const { at, ahead } = offsetsAround(zone, wall);
  let n = lastUpTo(at, wall + nearbyMs);
  while (n > 0 && at[n]! + ahead[n]! > wall) n--;
  return Math.min(wall - ahead[n]!, at[n + 1] ?? Number.POSITIVE_INFINITY);
}

/** Changes of a zone's offset (in milliseconds) from `from` until before `to`. */
export function changesBetween(zone: Zone, from: number, to: number): { at: number; before: number; after: number }[] {
  const found = [];
  for (let years = yearsOf(from); years <= yearsOf(to); years++) {
    const { at, ahead } = offsetsOf(zone, years);
    // Each stretch reaches into its neighbours; what lies there is told by them.
    for (let n = 1; n < at.length; n++)
      if (at[n]! >= from && at[n]! < to && yearsOf(at[n]!) === years)
        found.push({ at: at[n]!, before: ahead[n - 1]!, after: ahead[n]! });
  }
  return found;
}

/** No zone is further from UTC, nor was any clock ever changed by more. */
const nearbyMs = 2 * dayMs;
const stretchMs = 1_461 * dayMs;
/** From 1898 until 2202: what lies outside goes by the same clock for ever, or a wild date would cost seconds. */
const stretchFirst = -18;
const stretchLast = 57;

const yearsOf = (ms: number): number => Math.min(stretchLast, Math.max(stretchFirst, Math.floor(ms / stretchMs)));

const offsetsAround = (zone: Zone, ms: number): Offsets => offsetsOf(zone, yearsOf(ms));

function offsetsOf(zone: Zone, years: number): Offsets {
  const known = zone.years.get(years);
  if (known !== undefined) return known;
  const from = years * stretchMs - 2 * nearbyMs;
  const to = (years + 1) * stretchMs + 2 * nearbyMs;
  let moment: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(
    zone.name,
  );
  const offsets: Offsets = { at: [], ahead: [] };
  while (moment !== null && moment.epochMilliseconds < to) {
    offsets.at.push(moment.epochMilliseconds);
    offsets.ahead.push(moment.offsetNanoseconds / 1_000_000);
    moment = moment.getTimeZoneTransition("next");
  }
  zone.years.set(years, offsets);
  return offsets;
}

/** The index of the last that is not after `ms`, or 0. */
function lastUpTo(at: readonly number[], ms: number): number {
  let [low, high] = [0, at.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at[middle]! <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}
