/** What somebody should know of schedules before the night in which it matters. */
import { clockFindings } from "./findings-clock.ts";
import { gapFindings, overlapFindings, unusedFindings } from "./findings-layers.ts";
import { longFindings, twoPlacesFindings } from "./findings-people.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Something found. What happens again and again is told once: `start` and `end` are then those of the first time, and
 * the message says how often. Only what leaves a page without anybody is bad; all else is for people to judge, since
 * layers of one priority, weeks on call and two duties at once may all be meant.
 */
export type Finding = {
  kind: "gap" | "overlap" | "two places" | "long shift" | "unused" | "clock change";
  schedule: string;
  start: Date;
  end: Date;
  people: string[];
  message: string;
  bad: boolean;
};

/** Everything found from `from` until before `to`, and the next two clock changes after `from`; schedule by schedule. */
export function findingsOf(schedules: readonly Schedule[], from: Date, to: Date): Finding[] {
  const ofEach = schedules.flatMap((schedule) => [
    ...gapFindings(schedule, from, to),
    ...overlapFindings(schedule, from, to),
    ...unusedFindings(schedule, from, to),
    ...longFindings(schedule, from, to),
    ...clockFindings(schedule, from),
  ]);
  return [...ofEach, ...twoPlacesFindings(schedules, from, to)];
}
