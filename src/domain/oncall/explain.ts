/** Why somebody is on call: every layer with its turn and what becomes of it, and every override with what it did. */
export { explanationLines } from "./explain-words.ts";
import { type LayerPlan, type OverridePlan, planOf } from "./plan.ts";
import type { OverrideMode, Schedule } from "./schedule.ts";
import { handoffAt, peopleOf, turnAt } from "./turns.ts";
import { applyOverride, isInForce, type Shown, shownAt } from "./who.ts";
import { isOpen, nextOpening } from "./windows.ts";
import { type Reading, readingAt } from "./zone.ts";

/** Instants are ISO texts, so that an explanation can be sent as it is. */
export type Explanation = {
  schedule: string;
  timeZone: string;
  at: string;
  onCall: string[];
  /** Those of the greatest priority first. */
  layers: LayerAccount[];
  /** Those in force, in the order in which they are applied. */
  overrides: OverrideAccount[];
};

export type LayerAccount = { name: string; priority: number; timeZone: string; turn?: TurnAccount; standing: Standing };

/** `number` counts from 1; what has no `end` lasts for ever. Turns go by the calendar, whether the layer counts or not. */
export type TurnAccount = { number: number; people: string[]; start: string; end?: string };

export type Standing =
  | { is: "before its start"; start: string }
  | { is: "not yet active"; from: string }
  | { is: "no longer active"; until: string }
  | { is: "outside its restrictions"; opens?: string }
  | { is: "nobody's turn" }
  | { is: "hidden"; by: string[] }
  | { is: "on call" };

export type OverrideAccount = {
  mode: OverrideMode;
  user: string;
  replaces?: string;
  start: string;
  end: string;
  /** Who was on call before it and after it; the same where it changed nothing. */
  before: string[];
  after: string[];
};

/** Explains who is on call at an instant. */
export function explain(schedule: Schedule, at: Date): Explanation {
  const plan = planOf(schedule);
  const shown = shownAt(plan, at.getTime());
  const onCall = new Set(shown.flatMap(({ people }) => people));
  const inForce = plan.overrides.filter((override) => isInForce(override, at.getTime()));
  const overrides = inForce.map((override) => accountOfOverride(override, onCall));
  return {
    schedule: schedule.name,
    timeZone: schedule.timeZone,
    at: at.toISOString(),
    onCall: [...onCall].sort(),
    layers: plan.layers.map((layer) => accountOfLayer(layer, at.getTime(), shown)),
    overrides,
  };
}

function accountOfOverride(override: OverridePlan, onCall: Set<string>): OverrideAccount {
  const { mode, user, replaces, start, end } = override;
  const before = [...onCall].sort();
  applyOverride(override, onCall);
  const times = { start: iso(start), end: iso(end) };
  return { mode, user, ...(replaces === undefined ? {} : { replaces }), ...times, before, after: [...onCall].sort() };
}

function accountOfLayer(plan: LayerPlan, at: number, shown: readonly Shown[]): LayerAccount {
  const { layer, zone, turns } = plan;
  const reading = readingAt(zone, at);
  const turn = turnAt(turns, at, reading);
  const account = { name: layer.name, priority: layer.priority, timeZone: zone.name };
  if (turn === undefined) return { ...account, standing: { is: "before its start", start: iso(turns.startsAt) } };
  const people = [...peopleOf(turns, turn)].sort();
  const start = iso(handoffAt(turns, turn.step));
  const end = handoffAt(turns, turn.step + 1);
  return {
    ...account,
    turn: { number: turn.number + 1, people, start, ...(end === Number.POSITIVE_INFINITY ? {} : { end: iso(end) }) },
    standing: standingOf(plan, at, reading, people, shown),
  };
}

function standingOf(
  plan: LayerPlan,
  at: number,
  reading: Reading,
  people: readonly string[],
  shown: readonly Shown[],
): Standing {
  const { zone, activeFrom, activeUntil, windows } = plan;
  if (at < activeFrom) return { is: "not yet active", from: iso(activeFrom) };
  if (at >= activeUntil) return { is: "no longer active", until: iso(activeUntil) };
  if (windows !== undefined && !isOpen(windows, reading)) {
    const opens = nextOpening(windows, zone, reading);
    return { is: "outside its restrictions", ...(opens < activeUntil ? { opens: iso(opens) } : {}) };
  }
  if (people.length === 0) return { is: "nobody's turn" };
  if (shown.some((each) => each.plan === plan)) return { is: "on call" };
  return { is: "hidden", by: shown.map((each) => each.plan.layer.name) };
}

const iso = (ms: number): string => new Date(ms).toISOString();
