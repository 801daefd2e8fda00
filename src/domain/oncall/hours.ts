import type { Roster } from "./book.ts";
import type { Schedule } from "./schedule.ts";
import { nextChange } from "./shifts.ts";
import { whoIsOnCall } from "./who.ts";

/** When the next working hour begins; undefined within them, and where none are known: then nothing waits for them. */
export function workingFrom(hours: Roster["workingHours"], at: Date): Date | undefined {
  if (hours === undefined || hours.windows.length === 0) return undefined;
  const rotation = { type: "fixed", length: 1, start: "2000-01-01T00:00", participants: ["somebody"] } as const;
  const layers = [{ name: "working hours", priority: 1, rotation, restrictions: hours.windows }];
  const schedule: Schedule = { name: "working hours", timeZone: hours.timeZone, layers, overrides: [] };
  return whoIsOnCall(schedule, at).length > 0 ? undefined : nextChange(schedule, at);
}
