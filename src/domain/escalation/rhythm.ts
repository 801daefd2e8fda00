import type { Severity } from "../incident/facts.ts";

/** How often things are asked for, in minutes. */
export type Rhythm = {
  /** Between updates for stakeholders, for severity 1 to 4. */
  updateMinutes: readonly number[];
  /** After which a severity 1 that somebody has acknowledged, and nobody has touched since, is paged again; 0 is never. */
  quietMinutes: number;
};

export const standardRhythm: Rhythm = { updateMinutes: [20, 30, 60, 240], quietMinutes: 30 };

/** When the next update is promised, counted from `from`. */
export function nextUpdate(rhythm: Rhythm, severity: Severity, from: Date): Date {
  return new Date(from.getTime() + rhythm.updateMinutes[severity - 1]! * 60_000);
}
