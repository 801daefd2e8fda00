/** Who is on call from when until when: from one instant at which something may change to the next. */
import { type LayerPlan, type Plan, planOf } from "./plan.ts";
import type { Schedule, Shift } from "./schedule.ts";
import { nextHandoff } from "./turns.ts";
import { dayMs } from "./wall.ts";
import { type Shown, shownAt, withOverrides } from "./who.ts";
import { isOpen, nextClosing, nextOpening } from "./windows.ts";
import { readingAt } from "./zone.ts";

const shiftsMax = 50_000;
/** Of instants at which something may change; what changes so often and tells nobody has no use. */
const stepsMax = 1_000_000;
const aheadMs = 400 * dayMs;

/**
 * Everything from `from` until before `to`, in order, without a gap: neighbours have different people, and where nobody
 * is on call there is a shift of nobody. Throws RangeError for more than 50,000.
 */
export function shiftsBetween(schedule: Schedule, from: Date, to: Date): Shift[] {
  const shifts: Shift[] = [];
  for (const { at, onCall } of changes(planOf(schedule), from.getTime(), to.getTime())) {
    if (shifts.length === shiftsMax)
      throw new RangeError(`“${schedule.name}” has more than ${shiftsMax} shifts in that time; ask for less.`);
    const start = new Date(at);
    if (shifts.length > 0) shifts.at(-1)!.end = start;
    shifts.push({ start, end: new Date(to), onCall });
  }
  return shifts;
}

/** When somebody else is on call next, undefined when nobody else is within 400 days. */
export function nextChange(schedule: Schedule, at: Date): Date | undefined {
  const [from, to] = [at.getTime(), at.getTime() + aheadMs];
  for (const change of changes(planOf(schedule), from, to)) if (change.at > from) return new Date(change.at);
  return undefined;
}

/** Who is on call at `from`, and whenever that becomes somebody else before `to`. */
function* changes(plan: Plan, from: number, to: number): Generator<{ at: number; onCall: string[] }> {
  let before: string | undefined;
  for (const { at, onCall } of stretches(plan, from, to)) {
    const names = JSON.stringify(onCall);
    if (names !== before) yield { at, onCall };
    before = names;
  }
}

/** From `at` until before `until` nothing that counts changes. Times are in milliseconds. */
export type Stretch = { at: number; until: number; shown: readonly Shown[]; onCall: string[] };

/** Everything from `from` until before `to`, from one instant at which something may change to the next. */
export function* stretches(plan: Plan, from: number, to: number): Generator<Stretch> {
  let steps = 0;
  for (let at = from; at < to; steps++) {
    if (steps === stepsMax) throw new RangeError("That is too long a time to look at; ask for less.");
    const shown = shownAt(plan, at);
    const until = Math.min(to, nextEdge(plan, at, shown));
    yield { at, until, shown, onCall: withOverrides(plan, shown, at) };
    at = until;
  }
}

/** The next instant at which somebody else may be on call. What is hidden now stays hidden until what hides it changes. */
function nextEdge({ layers, overrideEdges }: Plan, at: number, shown: readonly Shown[]): number {
  const hiding = shown[0]?.plan.layer.priority ?? Number.NEGATIVE_INFINITY;
  let next = overrideEdges[firstAfter(overrideEdges, at)] ?? Number.POSITIVE_INFINITY;
  for (const plan of layers) if (plan.layer.priority >= hiding) next = Math.min(next, nextEdgeOfLayer(plan, at));
  return next;
}

function nextEdgeOfLayer({ zone, activeFrom, activeUntil, windows, turns }: LayerPlan, at: number): number {
  if (at < activeFrom || at < turns.startsAt) return Math.max(activeFrom, turns.startsAt);
  if (at >= activeUntil) return Number.POSITIVE_INFINITY;
  const reading = readingAt(zone, at);
  if (windows === undefined) return Math.min(activeUntil, nextHandoff(turns, at, reading));
  if (!isOpen(windows, reading)) return Math.min(activeUntil, nextOpening(windows, zone, reading));
  return Math.min(activeUntil, nextClosing(windows, zone, reading), nextHandoff(turns, at, reading));
}

/** The index of the first edge after `at`. */
function firstAfter(edges: readonly number[], at: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
