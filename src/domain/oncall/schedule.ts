/**
 * What a schedule is. Local times are wall-clock times without a zone, "2026-01-05T09:00" or "09:00"; whose wall it is
 * says the layer's zone, else the schedule's. People stand in it by their names.
 */

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

export const rotationTypes = ["fixed", "hourly", "daily", "weekly", "monthly"] as const;
export type RotationType = (typeof rotationTypes)[number];

/** Who has a turn: one person, several together, or nobody. */
export type Participant = string | readonly string[] | null;

/** Turns of `length` hours, days, weeks or months, counted from `start`; a fixed one is its first turn for ever. */
export type Rotation = { type: RotationType; length: number; start: string; participants: readonly Participant[] };

/** A window in which a layer counts. `days` are those on which it starts; `to` up to `from` ends on the next day. */
export type Restriction = { days: readonly Weekday[]; from: string; to: string };

export type Layer = {
  name: string;
  /** A layer hides those of a smaller number while it has anyone; equal ones are all on call. */
  priority: number;
  timeZone?: string;
  activeFrom?: string;
  activeUntil?: string;
  rotation: Rotation;
  /** Together they are the union of their windows; none at all means always. */
  restrictions?: readonly Restriction[];
};

export const overrideModes = ["add", "remove", "replace", "takeover"] as const;
export type OverrideMode = (typeof overrideModes)[number];

/** From `start` until before `end`: instants with "Z" or an offset, or local times of the schedule. A later one wins. */
export type Override = {
  mode: OverrideMode;
  user: string;
  /** For `replace` alone: who is replaced, while they would be on call. */
  replaces?: string;
  start: string;
  end: string;
};

export type Schedule = { name: string; timeZone: string; layers: readonly Layer[]; overrides: readonly Override[] };

/** From `start` until before `end` the same people, in order of name, none where nobody is on call. */
export type Shift = { start: Date; end: Date; onCall: string[] };
