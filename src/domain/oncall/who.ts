/** Who is on call at an instant: the layers of the greatest priority that have anyone, then what overrides make of it. */
import { type LayerPlan, type OverridePlan, type Plan, planOf } from "./plan.ts";
import type { Schedule } from "./schedule.ts";
import { peopleOf, turnAt } from "./turns.ts";
import { isOpen } from "./windows.ts";
import { readingAt } from "./zone.ts";

/** Everybody on call, in order of name, each once. */
export const whoIsOnCall = (schedule: Schedule, at: Date): string[] => whoByPlan(planOf(schedule), at.getTime());

/** Everybody on call at an instant (in milliseconds), in order of name, each once. */
export function whoByPlan(plan: Plan, at: number): string[] {
  const onCall = new Set(shownLayers(plan, at).flatMap(({ people }) => people));
  for (const override of plan.overrides) if (isInForce(override, at)) applyOverride(override, onCall);
  return [...onCall].sort();
}

/** The layers that have somebody on call and are not hidden, with those people. */
export function shownLayers(plan: Plan, at: number): { layer: LayerPlan; people: readonly string[] }[] {
  const shown: { layer: LayerPlan; people: readonly string[] }[] = [];
  for (const layer of plan.layers) {
    if (shown.length > 0 && layer.layer.priority < shown[0]!.layer.layer.priority) break;
    const people = peopleOfLayer(layer, at);
    if (people.length > 0) shown.push({ layer, people });
  }
  return shown;
}

/** Whom a layer has on call, hidden or not. */
export function peopleOfLayer(
  { zone, activeFrom, activeUntil, windows, turns }: LayerPlan,
  at: number,
): readonly string[] {
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
