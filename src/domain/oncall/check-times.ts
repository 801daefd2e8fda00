/** Whether times are ones at all: local times, clock times and instants, as people type them. */
import { clockMsOf, wallOf } from "./wall.ts";

const instant = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/i;

/** Reads "2026-01-05T09:00:00Z" or one with an offset; undefined for anything else, a local time too. */
export function readInstant(text: string): Date | undefined {
  const [, local = "", fraction = "", zone = ""] = instant.exec(text) ?? [];
  // JavaScript takes 30 February for 2 March.
  if (wallOf(local) === undefined) return undefined;
  const at = Date.parse(`${local}${fraction.slice(0, 4)}${zone.toUpperCase()}`);
  return Number.isNaN(at) ? undefined : new Date(at);
}

export const isLocalTime = (text: string): boolean => text.includes("T") && wallOf(text) !== undefined;

/** "09:00" */
export const isClockTime = (text: string): boolean => text !== "24:00" && isClosingTime(text);

/** A window may end at "24:00" too. */
export const isClosingTime = (text: string): boolean => /^\d\d:\d\d$/.test(text) && clockMsOf(text) !== undefined;
