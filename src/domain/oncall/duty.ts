/** Who is on call in the rosters of a book at an instant, until when, and who is next. */
import { type Book, findNamed, type Roster } from "./book.ts";
import type { Schedule } from "./schedule.ts";
import { nextChange, shiftsBetween } from "./shifts.ts";
import { whoIsOnCall } from "./who.ts";
import type { Stretch } from "./asks.ts";

export type RotationNow = {
  name: string;
  schedule: string;
  now: string[];
  until: Date | undefined;
  next: { onCall: string[]; start: Date } | undefined;
};
export type RosterNow = {
  name: string;
  services: readonly string[];
  rotations: RotationNow[];
  experts: { name: string; topics: readonly string[] }[];
};

export const rosterNow = (book: Book, roster: Roster, at: Date): RosterNow => ({
  name: roster.name,
  services: roster.services,
  rotations: roster.rotations.map(({ name, schedule }) => ({
    name,
    schedule,
    ...dutyOf(findNamed(book.schedules, schedule), at),
  })),
  experts: roster.experts.map((name) => ({ name, topics: findNamed(book.people, name)?.expertise ?? [] })),
});

export function dutyOf(schedule: Schedule | undefined, at: Date): Pick<RotationNow, "now" | "until" | "next"> {
  if (schedule === undefined) return { now: [], until: undefined, next: undefined };
  const now = whoIsOnCall(schedule, at);
  const until = nextChange(schedule, at);
  return { now, until, next: until === undefined ? undefined : { onCall: whoIsOnCall(schedule, until), start: until } };
}

/** When somebody is on call between two instants, schedule by schedule. */
export function stretchesOf(book: Book, name: string, from: Date, to: Date): Stretch[] {
  return book.schedules.flatMap((schedule) =>
    joined(shiftsBetween(schedule, from, to).filter(({ onCall }) => onCall.includes(name))).map(({ start, end }) => ({
      schedule: schedule.name,
      start: start.toISOString(),
      end: end.toISOString(),
    })),
  );
}

type Span = { start: Date; end: Date };

/** Shifts that follow on one another, with others beside them or not, are one stretch. */
function joined(shifts: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const { start, end } of shifts) {
    const last = found.at(-1);
    if (last?.end.getTime() === start.getTime()) last.end = end;
    else found.push({ start, end });
  }
  return found;
}
