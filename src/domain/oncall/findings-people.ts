/** What is found for people: days on end, and two duties at once. */
import { nameKey } from "./book.ts";
import type { Finding } from "./findings.ts";
import { toldOften } from "./findings-layers.ts";
import type { Schedule } from "./schedule.ts";
import { shiftsBetween } from "./shifts.ts";
import { isOrAre, toldHours, toldNames } from "./told.ts";
import { hourMs } from "./wall.ts";
import { readingAt, zoneNamed } from "./zone.ts";

/** On the wall's clock: longer shifts harm more than they spare handovers. */
const longMs = 96 * hourMs;

type Duty = { person: string; schedule: string; start: Date; end: Date };

/** Whoever is on call for more than four days without a break: one finding for a schedule. */
export function longFindings(schedule: Schedule, from: Date, to: Date): Finding[] {
  const zone = zoneNamed(schedule.timeZone);
  const wallMs = ({ start, end }: Duty): number =>
    readingAt(zone, end.getTime()).shown - readingAt(zone, start.getTime()).shown;
  const long = dutiesOf(schedule, from, to).filter((duty) => wallMs(duty) > longMs);
  const first = long[0];
  if (first === undefined) return [];
  const longest = long.reduce((one, other) => (wallMs(other) > wallMs(one) ? other : one));
  // What reaches to the edge of what was looked at may be longer still.
  const orMore = longest.start > from && longest.end < to ? "" : " or more";
  const people = [...new Set(long.map(({ person }) => person))].sort();
  const message =
    `${toldNames(people)} ${isOrAre(people)} on call for more than four days without a break ${toldOften(long.length, first, schedule.timeZone)}; ` +
    `${toldHours(wallMs(longest))}${orMore} at the longest. ` +
    "Shorter turns are kinder, and safer.";
  const { start, end } = first;
  return [{ kind: "long shift", schedule: schedule.name, start, end, people, message, bad: false }];
}

/** Each person's times on call, those that follow on one another as one; in order of their starts. */
function dutiesOf(schedule: Schedule, from: Date, to: Date): Duty[] {
  const latest = new Map<string, Duty>();
  const duties: Duty[] = [];
  for (const { start, end, onCall } of shiftsBetween(schedule, from, to))
    for (const person of onCall) {
      const before = latest.get(person);
      if (before?.end.getTime() === start.getTime()) {
        before.end = end;
        continue;
      }
      const duty = { person, schedule: schedule.name, start, end };
      latest.set(person, duty);
      duties.push(duty);
    }
  return duties;
}

/** Whoever is on call in several schedules at once: one finding for a person and the same schedules. */
export function twoPlacesFindings(schedules: readonly Schedule[], from: Date, to: Date): Finding[] {
  const zones = new Map(schedules.map(({ name, timeZone }) => [name, timeZone]));
  const duties = schedules.flatMap((schedule) => dutiesOf(schedule, from, to));
  const byPerson = Map.groupBy(duties, ({ person }) => nameKey(person));
  return [...byPerson.values()].flatMap((own) =>
    [...Map.groupBy(clashesOf(own), ({ places }) => JSON.stringify(places)).values()].map((same): Finding => {
      const { start, end, places } = same[0]!;
      const [schedule, person] = [places[0]!, own[0]!.person];
      const where = toldNames(places.map((name) => `“${name}”`));
      const message = `${person} is on call in ${where} at once ${toldOften(same.length, { start, end }, zones.get(schedule)!)}.`;
      return { kind: "two places", schedule, start, end, people: [person], message, bad: false };
    }),
  );
}

type Clash = { start: Date; end: Date; places: string[] };

/** The times at which several duties of one person are under way, in order. */
function clashesOf(duties: readonly Duty[]): Clash[] {
  const edges = [...new Set(duties.flatMap(({ start, end }) => [start.getTime(), end.getTime()]))].sort(
    (a, b) => a - b,
  );
  const starting = Map.groupBy(duties, ({ start }) => start.getTime());
  const clashes: Clash[] = [];
  let underWay: Duty[] = [];
  for (const [index, edge] of edges.entries()) {
    underWay = [...underWay.filter(({ end }) => end.getTime() > edge), ...(starting.get(edge) ?? [])];
    const places = [...new Set(underWay.map(({ schedule }) => schedule))].sort();
    if (places.length > 1) clashes.push({ start: new Date(edge), end: new Date(edges[index + 1]!), places });
  }
  return clashes;
}
