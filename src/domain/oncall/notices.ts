/** What has to be told of shifts and test pages in a stretch of time: pure, so that it can be worked out again after a crash. */
import { type Book, findNamed, nameKey, type Responder, type Roster } from "./book.ts";
import type { Schedule, Shift } from "./schedule.ts";
import { nextChange, shiftsBetween } from "./shifts.ts";
import { whoIsOnCall } from "./who.ts";
import { instantOf, isTimeZone, localOf } from "./zone.ts";

/** At `at` the people of a schedule change, from some to others; `until` is when the next change is. */
export type ShiftChange = { schedule: string; at: Date; from: string[]; to: string[]; until: Date | undefined };

export const dayMs = 24 * 3_600_000;

/** The changes of schedules that are in use, in [from, to). */
export function shiftChanges(book: Book, from: Date, to: Date): ShiftChange[] {
  return schedulesInUse(book).flatMap((schedule) => changesOf(schedule, from, to));
}

function changesOf(schedule: Schedule, from: Date, to: Date): ShiftChange[] {
  if (from >= to) return [];
  const before: Shift = { start: from, end: from, onCall: whoIsOnCall(schedule, new Date(from.getTime() - 1)) };
  const shifts = [before, ...shiftsBetween(schedule, from, to)];
  return shifts.slice(1).flatMap(({ start, onCall }, index): ShiftChange[] => {
    const was = shifts[index]!.onCall;
    if (was.join("\n") === onCall.join("\n")) return [];
    return [{ schedule: schedule.name, at: start, from: was, to: onCall, until: nextChange(schedule, start) }];
  });
}

/** A schedule that no roster pages by concerns nobody yet. */
const schedulesInUse = ({ schedules, rosters }: Book): Schedule[] => {
  const used = new Set(rosters.flatMap(({ rotations }) => rotations.map(({ schedule }) => nameKey(schedule))));
  return schedules.filter(({ name }) => used.has(nameKey(name)));
};

/** Whose daily test page is due in [from, to). */
export function testsDue(book: Book, from: Date, to: Date): string[] {
  return book.people
    .filter((person) => testTimes(book, person).some((time) => isWithin(time, zoneOf(book, person), from, to)))
    .map(({ name }) => name);
}

/** The next instant after `at` at which there is something to tell. */
export function nextNotice(book: Book, at: Date): Date | undefined {
  const ahead = new Date(at.getTime() + dayMs);
  const times = schedulesInUse(book).flatMap((schedule) => {
    const tomorrow = nextChange(schedule, ahead);
    return [nextChange(schedule, at), tomorrow === undefined ? undefined : new Date(tomorrow.getTime() - dayMs)];
  });
  const tests = book.people.flatMap((person) =>
    testTimes(book, person).map((time) => nextOf(time, zoneOf(book, person), at)),
  );
  const known = [...times, ...tests].flatMap((each) => (each === undefined ? [] : [each.getTime()]));
  return known.length === 0 ? undefined : new Date(Math.min(...known));
}

const isMember = ({ members }: Roster, name: string): boolean =>
  members.some((member) => nameKey(member) === nameKey(name));

function testTimes({ rosters }: Book, { name, dailyTest }: Responder): string[] {
  const own =
    dailyTest ?? rosters.find((roster) => roster.dailyTest !== undefined && isMember(roster, name))?.dailyTest;
  return own === undefined ? [] : [own];
}

/** Where somebody lives, as far as is known. */
export function zoneOf(book: Book, { name, timeZone }: Pick<Responder, "name" | "timeZone">): string {
  if (timeZone !== undefined && isTimeZone(timeZone)) return timeZone;
  const roster = book.rosters.find((each) => isMember(each, name));
  const schedule = roster?.rotations[0]?.schedule;
  return (schedule === undefined ? undefined : findNamed(book.schedules, schedule)?.timeZone) ?? "UTC";
}

function nextOf(time: string, zone: string, after: Date): Date | undefined {
  const today = localOf(after, zone).slice(0, 10);
  const days = [today, dayAfter(today)].map((day) => instantOf(`${day}T${time}`, zone, "first"));
  return days.find((each) => each > after);
}

function isWithin(time: string, zone: string, from: Date, to: Date): boolean {
  const at = nextOf(time, zone, new Date(from.getTime() - 1));
  return at !== undefined && at >= from && at < to;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
}
