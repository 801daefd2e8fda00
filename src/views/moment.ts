/** Times on cards: the date in UTC for the record, and the reader's own time where the client can tell. */
import { utc } from "../domain/time.ts";

/**
 * "22 Nov 2026 18:40 UTC (7:40 PM where you are)". Teams fills in TIME; it wants seconds and no fraction
 * (Microsoft Learn, "Text features" of Adaptive Cards). Only for a TextBlock: nothing else promises to do it.
 */
export function moment(iso: string): string {
  const here = localTime(iso);
  return here === undefined ? utc(iso) : `${utc(iso)} (${here} where you are)`;
}

/** The card function that shows the reader's own time of day. */
export function localTime(iso: string): string | undefined {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? undefined : `{{TIME(${at.toISOString().slice(0, 19)}Z)}}`;
}
