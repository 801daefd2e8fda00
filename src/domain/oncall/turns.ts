/**
 * Whose turn it is, by arithmetic: the step of a rotation is how often its length fits between its start and the
 * furthest that clocks have shown. Its turn is its step without the steps that fell together with the next one.
 */
import type { Participant, Rotation } from "./schedule.ts";
import { addMonths, dayMs, hourMs, wallOf, weekMs } from "./wall.ts";
import { changesBetween, firstAt, type Reading, readingAt, type Zone } from "./zone.ts";

export type Turns = {
  zone: Zone;
  start: number;
  startsAt: number;
  every: { ms: number } | { months: number } | "for ever";
  participants: readonly (readonly string[])[];
  /** Whether all turns are the same, so that no handoff changes anything. */
  handsOff: "to others" | "to the same";
  emptied: Emptied;
};

/** How many steps were without length up to each of these instants; known until `knownUntil`. */
type Emptied = { at: number[]; total: number[]; knownUntil: number };

export type Turn = { number: number; step: number };

const unitMs = { hourly: hourMs, daily: dayMs, weekly: weekMs };

/** Reads a rotation. Throws RangeError where its start or its length cannot be. */
export function turnsOf(rotation: Rotation, zone: Zone, known: (name: string) => string): Turns {
  const start = wallOf(rotation.start);
  if (start === undefined) throw new RangeError(`A rotation cannot start at “${rotation.start}”.`);
  const { type, length } = rotation;
  if (!Number.isInteger(length) || length < 1) throw new RangeError(`A turn cannot be ${length} long.`);
  const startsAt = firstAt(zone, start);
  const participants = rotation.participants.map((participant) => namesOf(participant).map(known));
  const texts = new Set(participants.map((names) => JSON.stringify(names.toSorted())));
  return {
    zone,
    start,
    startsAt,
    every: type === "fixed" ? "for ever" : type === "monthly" ? { months: length } : { ms: length * unitMs[type] },
    participants,
    handsOff: type === "fixed" || texts.size < 2 ? "to the same" : "to others",
    emptied: { at: [], total: [], knownUntil: startsAt },
  };
}

/** A participant as the people it stands for. */
export function namesOf(participant: Participant): readonly string[] {
  if (participant === null) return [];
  return typeof participant === "string" ? [participant] : participant;
}

/** The turn at an instant, or undefined before the first. */
export function turnAt(turns: Turns, at: number, reading: Reading): Turn | undefined {
  if (at < turns.startsAt) return undefined;
  const step = stepAt(turns, reading.furthest);
  return { step, number: step - emptiedUpTo(turns, at) };
}

/** The people of a turn. */
export const peopleOf = ({ participants }: Turns, { number }: Turn): readonly string[] =>
  participants.length === 0 ? [] : participants[number % participants.length]!;

/** When the turn began that is `step` steps after the start, in milliseconds; a fixed one never ends. */
export function handoffAt(turns: Turns, step: number): number {
  if (step === 0) return turns.startsAt;
  return turns.every === "for ever" ? Number.POSITIVE_INFINITY : firstAt(turns.zone, wallAt(turns, step));
}

/** The next instant after `at` at which other people may have their turn. */
export function nextHandoff(turns: Turns, at: number, reading: Reading): number {
  if (at < turns.startsAt) return turns.startsAt;
  if (turns.handsOff === "to the same") return Number.POSITIVE_INFINITY;
  return handoffAt(turns, stepAt(turns, reading.furthest) + 1);
}

/** The last step that clocks have reached when they show `wall`. */
function stepAt({ start, every }: Turns, wall: number): number {
  if (every === "for ever") return 0;
  if ("ms" in every) return Math.floor((wall - start) / every.ms);
  const [from, to] = [new Date(start), new Date(wall)];
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  const step = Math.floor(months / every.months);
  return addMonths(start, step * every.months) > wall ? step - 1 : step;
}

function wallAt({ start, every }: Turns, step: number): number {
  if (every === "for ever") return start;
  return "ms" in every ? start + step * every.ms : addMonths(start, step * every.months);
}

/** How far ahead the emptied steps are looked for, so that they are looked for seldom. */
const lookAheadMs = 400 * dayMs;

/** Of several handoffs on one instant all but the last begin a turn without length, and that is nobody's. */
function emptiedUpTo(turns: Turns, at: number): number {
  const { every, emptied } = turns;
  // No clock was ever put forward by more than a day.
  if (every === "for ever" || "months" in every || every.ms > dayMs) return 0;
  if (at >= emptied.knownUntil) findEmptied(turns, every.ms, at + lookAheadMs);
  for (let n = emptied.at.length - 1; n >= 0; n--) if (emptied.at[n]! <= at) return emptied.total[n]!;
  return 0;
}

function findEmptied({ zone, start, emptied }: Turns, stepMs: number, until: number): void {
  for (const { at, before, after } of changesBetween(zone, emptied.knownUntil, until)) {
    if (after <= before) continue;
    const first = Math.max(0, Math.ceil((readingAt(zone, at - 1).furthest + 1 - start) / stepMs));
    const last = Math.floor((at + after - start) / stepMs);
    if (last <= first) continue;
    emptied.total.push((emptied.total.at(-1) ?? 0) + last - first);
    emptied.at.push(at);
  }
  emptied.knownUntil = until;
}
