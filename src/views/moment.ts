/** Times on cards: the date in UTC for the record, and the reader's own time where the client can tell. */
import { utc } from "../domain/time.ts";

/**
 * "22 Nov 2026 18:40 UTC (7:40 PM local)". Teams fills in TIME; it wants seconds and no fraction
 * (Microsoft Learn, "Text features" of Adaptive Cards). Only for a TextBlock: nothing else promises to do it.
 */
export function moment(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return utc(iso);
  return `${utc(iso)} ({{TIME(${at.toISOString().slice(0, 19)}Z)}} local)`;
}

/** The same without the date on the day of `from`, whose date stands above it: "18:40 UTC (7:40 PM local)". */
export function momentAfter(from: string, iso: string): string {
  const whole = moment(iso);
  return dateOf(from) === dateOf(iso) ? whole.replace(dateOf(iso), "").trimStart() : whole;
}

/** For text runs, in UTC without saying so: "18:40", and "23 Nov 00:10" on another day than `from`. */
export function clockAfter(from: string, iso: string): string {
  const short = utc(iso).replace(/ UTC$/, "");
  return dateOf(from) === dateOf(iso) ? short.replace(dateOf(iso), "").trimStart() : short.replace(/ \d{4} /, " ");
}

const dateOf = (iso: string): string => utc(iso).replace(/ \d\d:\d\d UTC$/, "");
