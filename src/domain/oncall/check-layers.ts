/** Whether layers can be reckoned with: their rotations, their windows, and when they are active. */
import { nameKey } from "./book.ts";
import { checkCount, checkText, checkWhole, type Found } from "./check-names.ts";
import { notClock } from "./check-people.ts";
import { isClockTime, isClosingTime, isLocalTime } from "./check-times.ts";
import { checkZone } from "./check-zones.ts";
import type { Layer, Restriction, Schedule } from "./schedule.ts";
import { instantOf, isTimeZone } from "./zone.ts";

const lengthMax = 1_000;
const priorityMax = 1_000;

type Path = Found["path"];

export function* checkLayer(path: Path, layer: Layer, schedule: Schedule): Generator<Found> {
  const { name, priority, timeZone, rotation, restrictions = [] } = layer;
  yield* checkText([...path, "name"], name, 100);
  yield* checkWhole([...path, "priority"], priority, 0, priorityMax);
  yield* checkZone([...path, "timeZone"], timeZone);
  yield* checkLocal([...path, "rotation", "start"], rotation.start);
  yield* checkWhole([...path, "rotation", "length"], rotation.length, 1, lengthMax);
  yield* checkWindows([...path, "restrictions"], restrictions);
  yield* checkActive(path, layer, schedule);
}

export function* checkWindows(path: Path, windows: readonly Restriction[]): Generator<Found> {
  yield* checkCount(path, windows, 100);
  for (const [index, { days, from, to }] of windows.entries()) {
    yield* checkCount([...path, index, "days"], days, 7, 1);
    if (!isClockTime(from)) yield { path: [...path, index, "from"], message: notClock(from) };
    if (!isClosingTime(to)) yield { path: [...path, index, "to"], message: notClock(to) };
  }
}

function* checkLocal(path: Path, said: string | undefined): Generator<Found> {
  if (said === undefined || isLocalTime(said)) return;
  const message = `“${said.slice(0, 60)}” is no local time; write it like 2026-01-05T09:00, without Z or an offset.`;
  yield { path, message };
}

function* checkActive(path: Path, layer: Layer, schedule: Schedule): Generator<Found> {
  const { activeFrom, activeUntil } = layer;
  yield* checkLocal([...path, "activeFrom"], activeFrom);
  yield* checkLocal([...path, "activeUntil"], activeUntil);
  const period = periodOf(layer, schedule);
  if (period !== undefined && period.from >= period.until)
    yield {
      path: [...path, "activeUntil"],
      message: `This layer ends before it begins: ${activeFrom} is not before ${activeUntil}.`,
    };
}

type Period = { from: number; until: number };

/** When a layer is active, in milliseconds; undefined where that cannot be told. */
function periodOf({ timeZone, activeFrom, activeUntil }: Layer, schedule: Schedule): Period | undefined {
  const zone = timeZone ?? schedule.timeZone;
  const unclear = [activeFrom, activeUntil].some((local) => local !== undefined && !isLocalTime(local));
  if (unclear || !isTimeZone(zone)) return undefined;
  return {
    from: activeFrom === undefined ? Number.NEGATIVE_INFINITY : instantOf(activeFrom, zone, "first").getTime(),
    until: activeUntil === undefined ? Number.POSITIVE_INFINITY : instantOf(activeUntil, zone, "last").getTime(),
  };
}

/** Layers of one name are one layer as it was at different times: at most one is active at any time. */
export function* checkSuccession(schedule: Schedule): Generator<Found> {
  const earlier = new Map<string, { name: string; period: Period }[]>();
  for (const [index, layer] of schedule.layers.entries()) {
    const period = periodOf(layer, schedule);
    const others = earlier.get(nameKey(layer.name)) ?? [];
    if (period === undefined) continue;
    if (others.some((other) => other.period.from < period.until && period.from < other.period.until)) {
      const message = `Another layer “${layer.name}” is active at the same time: give it another name, or say activeFrom and activeUntil so that one follows the other.`;
      yield { path: ["layers", index, "name"], message };
    }
    earlier.set(nameKey(layer.name), [...others, { name: layer.name, period }]);
  }
}
