/** Which shifts belong into whose calendar. */
import { type Book, findNamed, nameKey, type Roster } from "./book.ts";
import type { Schedule } from "./schedule.ts";
import { shiftsBetween } from "./shifts.ts";
import { isTimeZone } from "./zone.ts";

/** Whose shifts a calendar shows: somebody's own, those of a team, or those of one schedule. */
export type CalendarOf = { person: string } | { roster: string } | { schedule: string };

/** One person's shift. The same shift has the same `uid` whenever and in whichever calendar it is shown. */
export type CalendarEvent = { uid: string; start: Date; end: Date; summary: string; description: string };

const dayMs = 86_400_000;
/** More than a calendar program takes in; what is furthest ahead is left out. */
const eventsMax = 5_000;
const lookBackMonths = 3;

/** From 31 days ago until 366 days ahead, by whole days, so that a calendar is the same text all day. */
export function calendarWindow(now: Date): { from: Date; to: Date } {
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
  return { from: new Date(midnight - 31 * dayMs), to: new Date(midnight + 367 * dayMs) };
}

/**
 * The shifts that reach into the time from `from` until before `to`, in order of their beginning. What is unknown to
 * the book has none: a calendar that went away would keep showing its last shifts in many programs, an empty one does not.
 */
export function eventsOf(book: Book, of: CalendarOf, from: Date, to: Date): CalendarEvent[] {
  const nameOf = (person: string) => findNamed(book.people, person)?.name ?? person;
  return shown(book, of)
    .flatMap((each) => eventsIn(each, from, to, nameOf))
    .filter(({ person }) => !("person" in of) || nameKey(person) === nameKey(of.person))
    .map(({ person: _, ...event }) => event)
    .sort((one, other) => one.start.getTime() - other.start.getTime() || (one.uid < other.uid ? -1 : 1))
    .slice(0, eventsMax);
}

/** What a calendar is called, and in which zone its times are told. */
export function calendarHead(book: Book, of: CalendarOf): { name: string; zone: string } {
  const zones = shown(book, of).map(({ schedule }) => schedule.timeZone);
  const own = "person" in of ? findNamed(book.people, of.person)?.timeZone : undefined;
  const zone = [own, ...zones].find((each) => each !== undefined && isTimeZone(each)) ?? "UTC";
  return { name: `On call: ${calledIn(book, of)}`, zone };
}

/** As the book spells it. */
function calledIn({ people, rosters, schedules }: Book, of: CalendarOf): string {
  if ("person" in of) return findNamed(people, of.person)?.name ?? of.person;
  if ("roster" in of) return findNamed(rosters, of.roster)?.name ?? of.roster;
  return findNamed(schedules, of.schedule)?.name ?? of.schedule;
}

type Heading = (person: string) => { summary: string; description: string };
type Shown = { schedule: Schedule; heading: Heading };

function shown(book: Book, of: CalendarOf): Shown[] {
  if ("schedule" in of) {
    const schedule = findNamed(book.schedules, of.schedule);
    return schedule === undefined ? [] : [{ schedule, heading: byPerson(book, schedule, schedule.name) }];
  }
  if ("roster" in of) {
    const roster = findNamed(book.rosters, of.roster);
    return roster === undefined
      ? []
      : schedulesOf(book, roster).map(({ schedule, rotations }) => ({
          schedule,
          heading: byPerson(book, schedule, `${roster.name} ${rotations}`),
        }));
  }
  return book.schedules
    .filter((schedule) => mentions(schedule, of.person))
    .map((schedule) => ({ schedule, heading: bySchedule(book, schedule) }));
}

/** For a calendar of many people. */
const byPerson =
  (book: Book, schedule: Schedule, duty: string): Heading =>
  (person) => ({
    summary: `${person}: ${duty}`,
    description: describe(book, schedule),
  });

/** For somebody's own calendar. */
const bySchedule = (book: Book, schedule: Schedule): Heading => {
  const duties = dutiesOf(book, schedule);
  return () => ({
    summary: `On call: ${duties.length === 0 ? schedule.name : duties.join(", ")}`,
    description: describe(book, schedule),
  });
};

function describe(book: Book, schedule: Schedule): string {
  const duties = dutiesOf(book, schedule);
  const rosters = duties.length === 0 ? "" : `\nFor: ${duties.join(", ")}`;
  return `Schedule: ${schedule.name} (${schedule.timeZone})${rosters}`;
}

/** What a schedule is for: "Payments primary". */
const dutiesOf = (book: Book, schedule: Schedule): string[] =>
  book.rosters.flatMap((roster) =>
    schedulesOf(book, roster)
      .filter((each) => each.schedule === schedule)
      .map(({ rotations }) => `${roster.name} ${rotations}`),
  );

/** Each schedule of a roster once, with the rotations it is behind. */
function schedulesOf(book: Book, roster: Roster): { schedule: Schedule; rotations: string }[] {
  const schedules = roster.rotations.flatMap((rotation) => findNamed(book.schedules, rotation.schedule) ?? []);
  return [...new Set(schedules)].map((schedule) => ({
    schedule,
    rotations: roster.rotations
      .filter((rotation) => nameKey(rotation.schedule) === nameKey(schedule.name))
      .map((rotation) => rotation.name)
      .join(" and "),
  }));
}

/** Whether somebody could be on call by this schedule at all; most schedules need not be reckoned for one person. */
function mentions({ layers, overrides }: Schedule, person: string): boolean {
  const named = [
    ...layers.flatMap(({ rotation }) => rotation.participants.flat()),
    ...overrides.map(({ user }) => user),
  ];
  return named.some((name) => name !== null && nameKey(name) === nameKey(person));
}

type Personal = CalendarEvent & { person: string };
type Stretch = { person: string; start: Date; end: Date };

function eventsIn({ schedule, heading }: Shown, from: Date, to: Date, nameOf: (person: string) => string): Personal[] {
  const since = lookBack(from);
  return stretchesOf(schedule, since, to)
    .filter(({ end }) => end > from)
    .map(({ person, start, end }) => ({
      person,
      // What began before we looked has no known beginning; somebody has at most one such shift in a schedule.
      uid: JSON.stringify([nameKey(schedule.name), nameKey(person), start > since ? start.toISOString() : "earlier"]),
      start,
      end,
      ...heading(nameOf(person)),
    }));
}

/** Some months earlier, on the first: nearly every shift has begun since, and what has not keeps its place for a month. */
const lookBack = (from: Date): Date =>
  new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() - lookBackMonths, 1));

/** How long each person is on call without a break, whoever else comes and goes meanwhile. */
function stretchesOf(schedule: Schedule, from: Date, to: Date): Stretch[] {
  const ended: Stretch[] = [];
  let going: Stretch[] = [];
  for (const { start, end, onCall } of shiftsBetween(schedule, from, to)) {
    const stay = (each: Stretch) => each.end.getTime() === start.getTime() && onCall.includes(each.person);
    ended.push(...going.filter((each) => !stay(each)));
    going = onCall.map((person) => ({
      person,
      start: going.find((each) => each.person === person && stay(each))?.start ?? start,
      end,
    }));
  }
  return [...ended, ...going];
}
