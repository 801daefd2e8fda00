/** Times on the wall of somebody's zone: for plans, which people make by the clock where they are. */
import { utc } from "../domain/time.ts";

/** `of`: "Mon 23 Nov 09:00"; `withYear`: "Mon 23 Nov 2026 09:00". */
export type LocalTime = { zone: string; of(at: Date): string; withYear(at: Date): string };

/** A zone that nobody knows is read as UTC; `zone` says which it is. */
export function localTime(zone: string): LocalTime {
  const known = isZone(zone) ? zone : "UTC";
  const format = new Intl.DateTimeFormat("en-US", { ...parts, timeZone: known });
  const words = (at: Date, order: readonly Intl.DateTimeFormatPartTypes[]): string => {
    if (Number.isNaN(at.getTime())) return utc("");
    const shown = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${order.map((part) => shown.get(part)).join(" ")} ${shown.get("hour")}:${shown.get("minute")}`;
  };
  return {
    zone: known,
    of: (at) => words(at, ["weekday", "day", "month"]),
    withYear: (at) => words(at, ["weekday", "day", "month", "year"]),
  };
}

/** "Wed 2 Dec 2026 14:00 (Europe/Berlin)": a time that people planned, by the clock by which they did. */
export function planned(iso: string, zone = "UTC"): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return utc(iso);
  const time = localTime(zone);
  return time.zone === "UTC" ? `${time.withYear(at)} UTC` : `${time.withYear(at)} (${time.zone})`;
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
