/** What is found in the layers of one schedule: times without anybody, several at once, and people without a turn. */
import type { Finding } from "./findings.ts";
import { planOf } from "./plan.ts";
import type { Schedule, Shift } from "./schedule.ts";
import { shiftsBetween, stretches } from "./shifts.ts";
import { isOrAre, toldClock, toldHours, toldNames, toldTime, toldTimes, toldWeekday } from "./told.ts";
import { namesOf } from "./turns.ts";
import { dayMs } from "./wall.ts";
import { readingAt, type Zone, zoneNamed } from "./zone.ts";

type Span = { start: Date; end: Date };

/** Times without anybody; those that begin and end at the same time of day are one finding. */
export function gapFindings(schedule: Schedule, from: Date, to: Date): Finding[] {
  const zone = zoneNamed(schedule.timeZone);
  const gaps = shiftsBetween(schedule, from, to).filter(({ onCall }) => onCall.length === 0);
  const alike = Map.groupBy(gaps, (gap) => toldHoursOfDay(gap, zone));
  return [...alike.values()].map((same): Finding => {
    const { start, end } = same[0]!;
    const message = gapMessage(same, schedule.timeZone, zone);
    return { kind: "gap", schedule: schedule.name, start, end, people: [], message, bad: true };
  });
}

function gapMessage(gaps: readonly Shift[], timeZone: string, zone: Zone): string {
  const [first, last] = [gaps[0]!, gaps.at(-1)!];
  const length = toldHours(first.end.getTime() - first.start.getTime());
  if (gaps.length === 1) return `Nobody is on call ${toldSpan(first, timeZone)} (${length}).`;
  const days = new Set(gaps.map(({ start }) => toldWeekday(shownAt(start, zone))));
  const when = `${days.size === 7 ? "on any day" : `on ${toldNames([...days])}`} ${toldHoursOfDay(first, zone)}`;
  return `Nobody is on call ${when}, ${toldTimes(gaps.length)}: first ${toldSpan(first, timeZone)}, last ${toldSpan(last, timeZone)}.`;
}

/** "from 06:00 to 09:00", with how much later that is where it is a day or more. */
function toldHoursOfDay({ start, end }: Span, zone: Zone): string {
  const [begins, ends] = [shownAt(start, zone), shownAt(end, zone)];
  const later = ends - begins >= dayMs ? `, ${toldHours(ends - begins)} later` : "";
  return `from ${toldClock(begins)} to ${toldClock(ends)}${later}`;
}

/** Layers of one priority that are on call together, so and so often; the span is that of the first time. */
type Overlap = { layers: string[]; priority: number; people: Set<string>; count: number; first: Span; until: number };

/** Layers of one priority that have different people on call at once: one finding for the same layers. */
export function overlapFindings(schedule: Schedule, from: Date, to: Date): Finding[] {
  const found = new Map<string, Overlap>();
  for (const { at, until, shown } of stretches(planOf(schedule), from.getTime(), to.getTime())) {
    const people = new Set(shown.flatMap((each) => each.people));
    if (people.size <= Math.max(0, ...shown.map((each) => new Set(each.people).size))) continue;
    const layers = shown.map(({ plan }) => plan.layer.name).sort();
    const key = JSON.stringify(layers);
    const known = found.get(key);
    const first = { start: new Date(at), end: new Date(until) };
    const { priority } = shown[0]!.plan.layer;
    if (known === undefined) found.set(key, { layers, priority, people, count: 1, first, until });
    else prolong(known, at, until, people);
  }
  return [...found.values()].map((overlap) => overlapFinding(schedule, overlap));
}

/** Where only people changed, it is the same time still. */
function prolong(overlap: Overlap, at: number, until: number, people: ReadonlySet<string>): void {
  for (const person of people) overlap.people.add(person);
  if (overlap.until < at) overlap.count++;
  else if (overlap.count === 1) overlap.first.end = new Date(until);
  overlap.until = until;
}

function overlapFinding({ name, timeZone }: Schedule, { layers, priority, people, count, first }: Overlap): Finding {
  const names = [...people].sort();
  const message =
    `Layers ${toldNames(layers.map((layer) => `“${layer}”`))} have the same priority (${priority}) and are on call together ` +
    `${toldOften(count, first, timeZone)}: ${toldNames(names)}. ` +
    "Where one of them is enough, give that layer a greater priority.";
  return { kind: "overlap", schedule: name, ...first, people: names, message, bad: false };
}

/** People of a fixed rotation who come after its first turn, which lasts for ever. */
export function unusedFindings(schedule: Schedule, from: Date, to: Date): Finding[] {
  return schedule.layers.flatMap(({ name, rotation: { type, participants } }): Finding[] => {
    const [first, ...others] = participants.map(namesOf);
    const people = [...new Set(others.flat())].filter((person) => first?.includes(person) === false).sort();
    if (type !== "fixed" || people.length === 0) return [];
    const message = `The rotation of layer “${name}” is fixed: ${toldNames(first ?? [])} ${isOrAre(first ?? [])} on call for ever, and ${toldNames(people)} never.`;
    return [{ kind: "unused", schedule: schedule.name, start: from, end: to, people, message, bad: false }];
  });
}

/** "from Mon … until Tue …". */
export const toldSpan = ({ start, end }: Span, timeZone: string): string =>
  `from ${toldTime(start, timeZone)} until ${toldTime(end, timeZone)}`;

/** "once, from Mon … until Tue …", "12 times, first from Mon … until Tue …". */
export const toldOften = (count: number, first: Span, timeZone: string): string =>
  `${toldTimes(count)}, ${count === 1 ? "" : "first "}${toldSpan(first, timeZone)}`;

const shownAt = (at: Date, zone: Zone): number => readingAt(zone, at.getTime()).shown;
