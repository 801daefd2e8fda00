/** Schedules of every kind, the same each time: all types of rotation, many zones, restrictions, every kind of override. */
import {
  type Layer,
  type Override,
  overrideModes,
  type Restriction,
  rotationTypes,
  type Schedule,
  weekdays,
} from "../src/domain/oncall/schedule.ts";

const zones = [
  "Europe/London",
  "America/New_York",
  "America/Los_Angeles",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Europe/Berlin",
  "America/St_Johns",
  "Asia/Tokyo",
  "Africa/Cairo",
  "Pacific/Auckland",
  "America/Sao_Paulo",
  "UTC",
];
const layersOf = 5;
const overridesOf = 200;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const pick = <T>(all: readonly T[], number: number): T => all[number % all.length]!;
/** What a wall in Greenwich would show: asking a zone would leave the first call less to find out. */
const localText = (at: Date): string => at.toISOString().slice(0, 16);
const person = (number: number): string => `Person ${number % 40}`;

/** They have begun up to a year before `now`, and `yearsAgo` more. */
export function scheduleNumber(number: number, now: Date, yearsAgo = 0): Schedule {
  const timeZone = pick(zones, number);
  return {
    name: `schedule ${number}`,
    timeZone,
    layers: Array.from({ length: layersOf }, (_, index) => layer(number * layersOf + index, index, now, yearsAgo)),
    overrides: Array.from({ length: overridesOf }, (_, index) => override(number + index, index, now)),
  };
}

function layer(number: number, index: number, now: Date, yearsAgo: number): Layer {
  const type = pick(rotationTypes, number + Math.floor(number / layersOf));
  const startedAt = new Date(now.getTime() - (number % 365) * dayMs - yearsAgo * 365.25 * dayMs);
  return {
    name: `layer ${index}`,
    priority: index % 3,
    ...(number % 4 === 0 ? { timeZone: pick(zones, number + 5) } : {}),
    rotation: {
      type,
      length: 1 + (number % (type === "hourly" ? 12 : 3)),
      start: `${localText(startedAt).slice(0, 10)}T${pick(["09:00", "00:00", "17:30"], number)}`,
      participants: Array.from({ length: 2 + (number % 6) }, (_, turn) => participant(number, turn)),
    },
    ...(number % 5 < 2 ? { restrictions: restrictions(number) } : {}),
  };
}

function participant(number: number, turn: number) {
  if ((number + turn) % 11 === 0) return null;
  return (number + turn) % 7 === 0 ? [person(turn), person(turn + 1)] : person(number + turn);
}

const restrictions = (number: number): Restriction[] => [
  { days: weekdays.slice(0, 5), from: "09:00", to: "17:00" },
  { days: weekdays.slice(number % 5), from: "22:00", to: "06:00" },
];

/** All around now, half of them as instants, half as local times; one in fifty is in force. */
function override(number: number, index: number, now: Date): Override {
  const mode = pick(overrideModes, number);
  const start = new Date(now.getTime() + (index - overridesOf / 2) * 2 * dayMs - 2 * hourMs);
  const end = new Date(start.getTime() + (1 + (number % 24)) * hourMs);
  const text = (at: Date): string => (number % 2 === 0 ? at.toISOString() : localText(at));
  const replaces = mode === "replace" ? { replaces: person(number + 1) } : {};
  return { mode, user: person(number), ...replaces, start: text(start), end: text(end) };
}
