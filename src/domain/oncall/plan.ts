/** A schedule, read once: names, local times and zones as they are needed to answer quickly. */
import { nameKey } from "./book.ts";
import type { Layer, Override, OverrideMode, Schedule } from "./schedule.ts";
import { type Turns, turnsOf } from "./turns.ts";
import { wallOf } from "./wall.ts";
import { type Window, windowsOf } from "./windows.ts";
import { firstAt, lastAt, type Occurrence, type Zone, zoneNamed } from "./zone.ts";

export type LayerPlan = {
  layer: Layer;
  zone: Zone;
  activeFrom: number;
  activeUntil: number;
  windows: readonly Window[] | undefined;
  turns: Turns;
};

export type OverridePlan = {
  override: Override;
  mode: OverrideMode;
  user: string;
  replaces: string | undefined;
  start: number;
  end: number;
};

export type Plan = {
  zone: Zone;
  /** Those of the greatest priority first. */
  layers: readonly LayerPlan[];
  overrides: readonly OverridePlan[];
  /** When overrides begin and end, in order. */
  overrideEdges: readonly number[];
};

const plans = new WeakMap<Schedule, Plan>();

/** A schedule is never changed, only replaced by another: its plan is kept for as long as it is. */
export function planOf(schedule: Schedule): Plan {
  const known = plans.get(schedule);
  if (known !== undefined) return known;
  const plan = readPlan(schedule);
  plans.set(schedule, plan);
  return plan;
}

function readPlan(schedule: Schedule): Plan {
  const zone = zoneNamed(schedule.timeZone);
  const known = spelling();
  const layers = schedule.layers
    .map((layer) => planLayer(layer, schedule, known))
    .sort((one, other) => other.layer.priority - one.layer.priority);
  const overrides = schedule.overrides.map((override) => planOverride(override, zone, known));
  const edges = new Set(overrides.filter(({ start, end }) => start < end).flatMap(({ start, end }) => [start, end]));
  return { zone, layers, overrides, overrideEdges: [...edges].sort((one, other) => one - other) };
}

/** Gives every name the spelling in which it came first, so that names can be compared as texts. */
function spelling(): (name: string) => string {
  const spellings = new Map<string, string>();
  return (name) => {
    const key = nameKey(name);
    const spelled = spellings.get(key) ?? name.trim();
    spellings.set(key, spelled);
    return spelled;
  };
}

function planLayer(layer: Layer, schedule: Schedule, known: (name: string) => string): LayerPlan {
  const zone = zoneNamed(layer.timeZone ?? schedule.timeZone);
  const { activeFrom, activeUntil } = layer;
  return {
    layer,
    zone,
    activeFrom: activeFrom === undefined ? Number.NEGATIVE_INFINITY : momentOf(activeFrom, zone, "first"),
    activeUntil: activeUntil === undefined ? Number.POSITIVE_INFINITY : momentOf(activeUntil, zone, "last"),
    windows: windowsOf(layer.restrictions),
    turns: turnsOf(layer.rotation, zone, known),
  };
}

function planOverride(override: Override, zone: Zone, known: (name: string) => string): OverridePlan {
  return {
    override,
    mode: override.mode,
    user: known(override.user),
    replaces: override.replaces === undefined ? undefined : known(override.replaces),
    start: momentOf(override.start, zone, "first"),
    end: momentOf(override.end, zone, "last"),
  };
}

const instantText = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/i;

/** Reads an instant, or a local time of the zone. */
function momentOf(text: string, zone: Zone, which: Occurrence): number {
  const wall = wallOf(text);
  if (wall !== undefined) return which === "first" ? firstAt(zone, wall) : lastAt(zone, wall);
  const instant = instantText.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw new RangeError(`“${text}” is neither a local time nor an instant.`);
  return instant;
}
