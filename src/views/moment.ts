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
