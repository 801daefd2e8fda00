/** Whether schedules can be reckoned with, and name people there are. */
import { checkLayer, checkSuccession } from "./check-layers.ts";
import { checkCount, checkKnown, checkText, type Found, type Known } from "./check-names.ts";
import { isLocalTime, readInstant } from "./check-times.ts";
import { checkZone } from "./check-zones.ts";
import type { Override, Rotation, Schedule } from "./schedule.ts";
import { instantOf, isTimeZone, type Occurrence } from "./zone.ts";

type Path = Found["path"];

const layersMax = 50;
const overridesMax = 2_000;
const participantsMax = 200;
const togetherMax = 50;

export function* checkSchedule(schedule: Schedule, all: Known): Generator<Found> {
  const { timeZone, layers, overrides } = schedule;
  yield* checkZone(["timeZone"], timeZone);
  yield* checkCount(["layers"], layers, layersMax);
  for (const [index, layer] of layers.entries()) {
    yield* checkLayer(["layers", index], layer, schedule);
    yield* checkParticipants(["layers", index, "rotation", "participants"], layer.rotation, all);
  }
  yield* checkSuccession(schedule);
  yield* checkCount(["overrides"], overrides, overridesMax);
  for (const [index, override] of overrides.entries())
    yield* checkOverride(["overrides", index], override, timeZone, all);
}

function* checkParticipants(path: Path, { participants }: Rotation, all: Known): Generator<Found> {
  yield* checkCount(path, participants, participantsMax, 1);
  for (const [index, participant] of participants.entries()) {
    if (participant === null) continue;
    const together = typeof participant === "string" ? [participant] : participant;
    if (together.length === 0) yield { path: [...path, index], message: "A turn of nobody is written as null." };
    yield* checkCount([...path, index], together, togetherMax);
    for (const [each, name] of together.entries()) {
      const own = typeof participant === "string" ? [] : [each];
      yield* checkUser([...path, index, ...own], name, all);
    }
  }
}

/** A schedule may be all there is; once there are people, whoever is on call has to be one of them. */
function* checkUser(path: Path, name: string, all: Known): Generator<Found> {
  if (all.people.size === 0) yield* checkText(path, name, 100);
  else yield* checkKnown(path, "person", name, all);
}

function* checkOverride(path: Path, override: Override, zone: string, all: Known): Generator<Found> {
  const { mode, user, replaces, start, end } = override;
  yield* checkUser([...path, "user"], user, all);
  if (replaces !== undefined) yield* checkUser([...path, "replaces"], replaces, all);
  if (mode === "replace" && replaces === undefined)
    yield { path, message: "Whom does it replace? Say replaces, or take it over from everybody with mode takeover." };
  if (mode !== "replace" && replaces !== undefined)
    yield { path: [...path, "replaces"], message: `Only mode replace has replaces; this is ${mode}.` };
  yield* checkMoment([...path, "start"], start);
  yield* checkMoment([...path, "end"], end);
  const [from, until] = [momentOf(start, zone, "first"), momentOf(end, zone, "last")];
  if (from !== undefined && until !== undefined && from >= until)
    yield { path: [...path, "end"], message: `This ends before it begins: ${start} is not before ${end}.` };
}

function* checkMoment(path: Path, said: string): Generator<Found> {
  if (isLocalTime(said) || readInstant(said) !== undefined) return;
  const message = `“${said.slice(0, 60)}” is no time; write an instant like 2026-01-07T18:00:00Z, or a local time like 2026-01-07T18:00.`;
  yield { path, message };
}

function momentOf(said: string, zone: string, which: Occurrence): number | undefined {
  if (isLocalTime(said)) return isTimeZone(zone) ? instantOf(said, zone, which).getTime() : undefined;
  return readInstant(said)?.getTime();
}
