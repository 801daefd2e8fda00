/** By when the meeting about an incident has to have been. */
import { dayMs, minuteMs, modulo } from "../oncall/wall.ts";
import { lastAt, readingAt, zoneNamed } from "../oncall/zone.ts";
import type { Severity } from "./facts.ts";

/** Working days are Monday to Friday: nobody tells Muster of holidays. */
export type MeetingRule = { days: number; kind: "calendar" | "working" };

const rules: Partial<Record<Severity, MeetingRule>> = {
  1: { days: 3, kind: "calendar" },
  2: { days: 5, kind: "working" },
};
const otherwise: MeetingRule = { days: 10, kind: "working" };

export const meetingRule = (severity: Severity): MeetingRule => rules[severity] ?? otherwise;

/** The last minute of the last day that is allowed, on the wall of `zone`. The day of `from` itself is not counted. */
export function meetingDue(severity: Severity, from: Date, zone: string): Date {
  const { days, kind } = meetingRule(severity);
  const of = zoneNamed(zone);
  const { shown } = readingAt(of, from.getTime());
  let day = shown - modulo(shown, dayMs);
  for (let left = days; left > 0; ) {
    day += dayMs;
    if (kind === "calendar" || isWorkingDay(day)) left -= 1;
  }
  return new Date(lastAt(of, day + dayMs - minuteMs));
}

const isWorkingDay = (wall: number): boolean => ![0, 6].includes(new Date(wall).getUTCDay());

/** Whether `later` is on a later day than `earlier`, on the wall of `zone`. */
export const isOnLaterDay = (earlier: Date, later: Date, zone: string): boolean =>
  dayOf(later, zone) > dayOf(earlier, zone);

const dayOf = (at: Date, zone: string): number => Math.floor(readingAt(zoneNamed(zone), at.getTime()).shown / dayMs);
