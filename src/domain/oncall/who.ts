/** Who is on call at an instant: the layers of the greatest priority that have anyone, then what overrides make of it. */
import { type LayerPlan, type OverridePlan, type Plan, planOf } from "./plan.ts";
import type { Schedule } from "./schedule.ts";
import { peopleOf, turnAt } from "./turns.ts";
import { isOpen } from "./windows.ts";
import { readingAt } from "./zone.ts";

/** A layer that is not hidden, and whom it has on call. */
export type Shown = { plan: LayerPlan; people: readonly string[] };

/** Everybody on call, in order of name, each once. */
export function whoIsOnCall(schedule: Schedule, at: Date): string[] {
  const plan = planOf(schedule);
  return withOverrides(plan, shownAt(plan, at.getTime()), at.getTime());
}

/** The layers of the greatest priority that has somebody on call at an instant (in milliseconds). */
export function shownAt({ layers }: Plan, at: number): Shown[] {
  const shown: Shown[] = [];
  for (const plan of layers) {
    if (shown.length > 0 && plan.layer.priority < shown[0]!.plan.layer.priority) break;
    const people = peopleOfLayer(plan, at);
    if (people.length > 0) shown.push({ plan, people });
  }
  return shown;
}

/** What the overrides in force at an instant make of the layers shown: everybody on call, in order of name. */
export function withOverrides({ overrides }: Plan, shown: readonly Shown[], at: number): string[] {
  const onCall = new Set(shown.flatMap(({ people }) => people));
  for (const override of overrides) if (isInForce(override, at)) applyOverride(override, onCall);
  return [...onCall].sort();
}

/** Whom a layer has on call, hidden or not. */
function peopleOfLayer({ zone, activeFrom, activeUntil, windows, turns }: LayerPlan, at: number): readonly string[] {
  if (at < activeFrom || at >= activeUntil || at < turns.startsAt) return [];
  const reading = readingAt(zone, at);
  const turn = isOpen(windows, reading) ? turnAt(turns, at, reading) : undefined;
  return turn === undefined ? [] : peopleOf(turns, turn);
}

export const isInForce = ({ start, end }: OverridePlan, at: number): boolean => start <= at && at < end;

/** Does to those on call what the override says. */
export function applyOverride({ mode, user, replaces }: OverridePlan, onCall: Set<string>): void {
  if (mode === "replace" && (replaces === undefined || !onCall.delete(replaces))) return;
  if (mode === "takeover") onCall.clear();
  if (mode === "remove") onCall.delete(user);
  else onCall.add(user);
}
