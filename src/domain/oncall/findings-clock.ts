/** What the next changes of the clocks do to a schedule. */
import type { Finding } from "./findings.ts";
import { toldSpan } from "./findings-layers.ts";
import type { Schedule, Shift } from "./schedule.ts";
import { shiftsBetween } from "./shifts.ts";
import { isOrAre, toldClock, toldHours, toldNames, toldTime } from "./told.ts";
import { dayMs, minuteMs } from "./wall.ts";
import { type ClockChange, clockChanges, readingAt, zoneNamed } from "./zone.ts";

const changesTold = 2;
/** Zones that change their clocks do so within a year; some will once and never again. */
const aheadMs = 800 * dayMs;
/** Of shifts that are longer nobody minds an hour. */
const aroundMs = 9 * dayMs;

/** The next two changes in each zone of a schedule, and the shifts in which they happen. */
export function clockFindings(schedule: Schedule, from: Date): Finding[] {
  const zones = new Set([schedule.timeZone, ...schedule.layers.flatMap(({ timeZone }) => timeZone ?? [])]);
  const until = new Date(from.getTime() + aheadMs);
  return [...zones].flatMap((zone) =>
    clockChanges(zone, from, until)
      .slice(0, changesTold)
      .map((change) => findingOf(schedule, zone, change)),
  );
}

function findingOf(schedule: Schedule, zone: string, change: ClockChange): Finding {
  const at = change.at.getTime();
  const [from, to] = [new Date(at - aroundMs), new Date(at + aroundMs)];
  // The shift that the change ends, and the one that it begins, are two where the handoff is at the change.
  const around = shiftsBetween(schedule, from, to).filter(({ start, end }) => +start <= at && at <= +end);
  const told = around.map((shift) =>
    +shift.start > +from && +shift.end < +to ? lengthWords(shift, zone, schedule.timeZone) : stayWords(shift),
  );
  const people = [...new Set(around.flatMap(({ onCall }) => onCall))].sort();
  const message = `${changeWords(zone, change, schedule.timeZone)} ${told.join(" ")}`;
  return {
    kind: "clock change",
    schedule: schedule.name,
    start: change.at,
    end: change.at,
    people,
    message,
    bad: false,
  };
}

/** "Clocks in Europe/London go forward from 01:00 to 02:00 on Sun …". */
function changeWords(zone: string, { at, fromMinutes, toMinutes }: ClockChange, timeZone: string): string {
  const [before, after] = [fromMinutes, toMinutes].map((minutes) => toldClock(at.getTime() + minutes * minuteMs));
  return `Clocks in ${zone} go ${toMinutes > fromMinutes ? "forward" : "back"} from ${before} to ${after} at ${toldTime(at, timeZone)}.`;
}

const stayWords = ({ onCall }: Shift): string =>
  `${capital(toldNames(onCall))} ${isOrAre(onCall)} on call for long before and after.`;

/** How long a shift is by a stopwatch, and how long the clocks say that it is. */
function lengthWords(shift: Shift, zone: string, timeZone: string): string {
  const [start, end] = [shift.start.getTime(), shift.end.getTime()];
  const shown = (ms: number): number => readingAt(zoneNamed(zone), ms).shown;
  const [lasts, shows] = [end - start, shown(end) - shown(start)];
  const length = lasts === shows ? toldHours(lasts) : `${toldHours(lasts)}, though clocks show ${toldHours(shows)}`;
  const { onCall } = shift;
  return `${capital(toldNames(onCall))} ${isOrAre(onCall)} on call ${toldSpan(shift, timeZone)}: ${length}.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
