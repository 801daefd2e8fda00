/** Times on the wall of somebody's zone: for plans, which people make by the clock where they are. */
import { utc } from "../domain/time.ts";

export type LocalTime = { zone: string; of(at: Date): string };

/** "Mon 23 Nov 2026 09:00". A zone that nobody knows is read as UTC; `zone` says which it is. */
export function localTime(zone: string): LocalTime {
  const known = isZone(zone) ? zone : "UTC";
  const format = new Intl.DateTimeFormat("en-US", { ...parts, timeZone: known });
  return {
    zone: known,
    of(at) {
      if (Number.isNaN(at.getTime())) return utc("");
      const shown = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
      return `${shown["weekday"]} ${shown["day"]} ${shown["month"]} ${shown["year"]} ${shown["hour"]}:${shown["minute"]}`;
    },
  };
}

const parts = {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
