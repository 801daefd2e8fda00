import type { Severity } from "../incident/facts.ts";

/** How often things are asked for, in minutes. */
export type Rhythm = {
  /** Between updates for stakeholders, for severity 1 to 5. */
  updateMinutes: readonly number[];
  /** After which a severity 1 that somebody has acknowledged, and nobody has touched since, is paged again; 0 is never. */
  quietMinutes: number;
  /** Between two times of asking for what the card does not know, of severity 1 to 3; 0 is never. */
  blankMinutes: number;
  /** After which a commander of whom nothing is heard is noticed, of severity 1 to 3; 0 is never. */
  commanderMinutes: number;
  /** Until a proposal that nobody objects to is decided. */
  proposalMinutes: number;
  /** Until it is said that an offer of command has not been answered. */
  handoverMinutes: number;
};

export const standardRhythm: Rhythm = {
  updateMinutes: [20, 30, 60, 240, 1_440],
  quietMinutes: 30,
  blankMinutes: 10,
  commanderMinutes: 20,
  proposalMinutes: 3,
  handoverMinutes: 3,
};

/** When the next update is promised, counted from `from`. */
export function nextUpdate(rhythm: Rhythm, severity: Severity, from: Date): Date {
  return new Date(from.getTime() + rhythm.updateMinutes[severity - 1]! * 60_000);
}
