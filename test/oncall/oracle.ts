/**
 * Who is on call, found the slow way: every handoff since the first, one after the other. It shares no code with src
 * and asks Luxon, not Temporal, what clocks show, so that a mistake would have to be made twice to stay unseen.
 */
import { DateTime, IANAZone } from "luxon";
import type {
  Layer,
  Override,
  Participant,
  Restriction,
  Rotation,
  Schedule,
} from "../../src/domain/oncall/schedule.ts";

const minute = 60_000;
const quarter = 15 * minute;
const hour = 60 * minute;
const day = 24 * hour;

/** Everybody on call at an instant, in order of name. */
export function oracle(schedule: Schedule, at: Date): string[] {
  const showing = schedule.layers
    .map((layer) => ({ priority: layer.priority, people: onLayer(layer, schedule.timeZone, at.getTime()) }))
    .filter(({ people }) => people.length > 0);
  const greatest = Math.max(...showing.map(({ priority }) => priority));
  let onCall = showing.filter(({ priority }) => priority === greatest).flatMap(({ people }) => people);
  for (const override of schedule.overrides)
    if (inForce(override, schedule.timeZone, at.getTime())) onCall = overridden(override, onCall);
  return [...new Set(onCall)].sort();
}

function onLayer(layer: Layer, scheduleZone: string, at: number): string[] {
  const zone = layer.timeZone ?? scheduleZone;
  if (layer.activeFrom !== undefined && at < first(wallOf(layer.activeFrom), zone)) return [];
  if (layer.activeUntil !== undefined && at >= last(wallOf(layer.activeUntil), zone)) return [];
  const { restrictions = [] } = layer;
  if (restrictions.length > 0 && !restrictions.some((restriction) => within(restriction, zone, at))) return [];
  return turnOf(layer.rotation, zone, at);
}

type Turn = { start: number; end: number; people: string[] };

const walked = new WeakMap<Rotation, Map<string, Turn[]>>();
/** Rotations are walked beyond what was asked for, so that they are walked seldom. */
const turnsBeyond = 4;

function turnOf(rotation: Rotation, zone: string, at: number): string[] {
  const { participants, type } = rotation;
  if (at < first(wallOf(rotation.start), zone) || participants.length === 0) return [];
  if (type === "fixed") return people(participants[0]!);
  const perZone = walked.get(rotation) ?? new Map<string, Turn[]>();
  walked.set(rotation, perZone);
  const known = perZone.get(zone);
  const turns = known !== undefined && known.at(-1)!.end > at ? known : walk(rotation, zone, at);
  perZone.set(zone, turns);
  return turns.find(({ start, end }) => start <= at && at < end)!.people;
}

/** From the first handoff to the next and the next; a turn that ends when it begins is nobody's. */
function walk({ participants, type, length, start }: Rotation, zone: string, at: number): Turn[] {
  const turns: Turn[] = [];
  let beyond = 0;
  for (let step = 0, now = first(wallOf(start), zone); beyond < turnsBeyond; step++) {
    if (now > at) beyond++;
    const next = first(stepped(wallOf(start), type, (step + 1) * length), zone);
    if (next > now)
      turns.push({ start: now, end: next, people: people(participants[turns.length % participants.length]!) });
    now = next;
  }
  return turns;
}

function stepped(wall: number, type: Rotation["type"], count: number): number {
  if (type === "monthly") return DateTime.fromMillis(wall, { zone: "utc" }).plus({ months: count }).toMillis();
  return wall + count * { fixed: 0, hourly: 1, daily: 24, weekly: 168 }[type] * hour;
}

const people = (participant: Participant): string[] =>
  participant === null ? [] : typeof participant === "string" ? [participant] : [...participant];

/** Looks at the windows of every day around. */
function within({ days, from, to }: Restriction, zone: string, at: number): boolean {
  const today = Math.floor(at / day) * day;
  return [-3, -2, -1, 0, 1, 2].some((offset) => {
    const date = today + offset * day;
    if (!days.includes((["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const)[new Date(date).getUTCDay()]!))
      return false;
    const end = date + clock(to) + (to > from ? 0 : day);
    return first(date + clock(from), zone) <= at && at < last(end, zone);
  });
}

const clock = (text: string): number => Number(text.slice(0, 2)) * hour + Number(text.slice(3)) * minute;

function inForce({ start, end }: Override, zone: string, at: number): boolean {
  const isInstant = (text: string): boolean => /(Z|[+-]\d\d:\d\d)$/.test(text);
  const starts = isInstant(start) ? Date.parse(start) : first(wallOf(start), zone);
  return starts <= at && at < (isInstant(end) ? Date.parse(end) : last(wallOf(end), zone));
}

function overridden({ mode, user, replaces }: Override, onCall: string[]): string[] {
  if (mode === "add") return [...onCall, user];
  if (mode === "remove") return onCall.filter((each) => each !== user);
  if (mode === "takeover") return [user];
  return onCall.includes(replaces!) ? [...onCall.filter((each) => each !== replaces), user] : onCall;
}

/** What a clock shows, as if it were in UTC. */
const wallOf = (local: string): number => Date.parse(`${local}Z`);

const first = (wall: number, zone: string): number => shownAt(wall, zone)[0]!;
const last = (wall: number, zone: string): number => shownAt(wall, zone).at(-1)!;

/** Every instant at which clocks show this, in order; the end of the gap for what they skip. */
function shownAt(wall: number, zone: string): number[] {
  const offsets = new Set([-25, 0, 25].map((hours) => offsetAt(zone, wall + hours * hour)));
  const shown = [...offsets].map((offset) => wall - offset).filter((at) => at + offsetAt(zone, at) === wall);
  return shown.length > 0 ? shown.sort((one, other) => one - other) : [endOfGap(zone, wall)];
}

/** Halves the time around a gap until the first millisecond after it is left. */
function endOfGap(zone: string, wall: number): number {
  let [before, after] = [wall - 25 * hour, wall + 25 * hour];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle + offsetAt(zone, middle) > wall) after = middle;
    else before = middle;
  }
  return after;
}

/**
 * Luxon is asked as little as can be. No zone changes its clocks twice within a day, so that a day that begins and ends
 * with one offset has only that one; and all change them on a quarter of an hour, since long before any schedule.
 */
function offsetAt(zone: string, at: number): number {
  const midnight = Math.floor(at / day) * day;
  const offset = knownOffset(zone, midnight);
  return offset === knownOffset(zone, midnight + day) ? offset : knownOffset(zone, at - (at % quarter));
}

const offsetsKnown = new Map<string, Map<number, number>>();

function knownOffset(zone: string, at: number): number {
  const ofZone = offsetsKnown.get(zone) ?? new Map<number, number>();
  offsetsKnown.set(zone, ofZone);
  const offset = ofZone.get(at) ?? Math.round(IANAZone.create(zone).offset(at) * minute);
  ofZone.set(at, offset);
  return offset;
}
