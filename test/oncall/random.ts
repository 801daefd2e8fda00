/** Schedules of every kind and the instants at which they are most likely to be wrong, from a seed. */
import {
  type Layer,
  type Override,
  overrideModes,
  type Participant,
  type Restriction,
  rotationTypes,
  type Schedule,
  weekdays,
} from "../../src/domain/oncall/schedule.ts";

export type Random = { below(most: number): number; of<T>(all: readonly T[]): T; chance(share: number): boolean };

/** Mulberry32: small, fast, and the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number): number => Math.floor(next() * most);
  return { below, of: (all) => all[below(all.length)]!, chance: (share) => next() < share };
}

/** Each with a day on which something happens to its clocks; some with nothing at all. */
const zones = [
  { zone: "Europe/London", days: ["2026-03-29", "2026-10-25"] },
  { zone: "America/Chicago", days: ["2026-03-08", "2026-11-01"] },
  { zone: "Australia/Lord_Howe", days: ["2026-04-05", "2026-10-04"] },
  { zone: "America/St_Johns", days: ["2026-03-08", "2011-11-06"] },
  { zone: "Pacific/Apia", days: ["2011-12-30", "2012-04-01"] },
  { zone: "Asia/Kathmandu", days: ["2025-12-31", "2028-02-29"] },
  { zone: "America/Havana", days: ["2026-03-08", "2026-11-01"] },
  { zone: "Africa/Cairo", days: ["2026-04-24", "2026-10-30"] },
  { zone: "Antarctica/Troll", days: ["2026-03-29", "2026-10-25"] },
  { zone: "Pacific/Kwajalein", days: ["1993-08-21", "1993-08-20"] },
  { zone: "Asia/Tokyo", days: ["2026-12-31", "2027-01-01"] },
  { zone: "UTC", days: ["2028-02-29", "2026-12-31"] },
] as const;

const names = ["Ann", "Bob", "Cat", "Dan", "Eve"];
const clocks = ["00:00", "00:30", "01:00", "01:30", "01:59", "02:00", "02:15", "02:30", "03:00", "09:00", "23:30"];
const dayMs = 86_400_000;

export type Case = { schedule: Schedule; instants: Date[] };

/** A schedule around a day on which something happens, and instants around that day. */
export function randomCase(random: Random, instantsCount: number): Case {
  const { zone, days } = random.of(zones);
  const day = Date.parse(random.of(days));
  const other = random.chance(0.2) ? random.of(zones).zone : undefined;
  const schedule: Schedule = {
    name: "random",
    timeZone: zone,
    layers: Array.from({ length: 1 + random.below(4) }, (_, index) => randomLayer(random, index, day, other)),
    overrides: Array.from({ length: random.below(5) }, () => randomOverride(random, day)),
  };
  return { schedule, instants: Array.from({ length: instantsCount }, () => instantAround(random, day)) };
}

function randomLayer(random: Random, index: number, day: number, zone: string | undefined): Layer {
  const type = random.of(rotationTypes);
  const daysBefore = { fixed: 900, hourly: random.chance(0.1) ? 400 : 4, daily: 40, weekly: 300, monthly: 1_500 }[type];
  const from = localAround(random, day - random.below(daysBefore) * dayMs);
  return {
    name: `layer ${index}`,
    priority: random.below(3),
    ...(zone !== undefined && random.chance(0.5) ? { timeZone: zone } : {}),
    ...(random.chance(0.2) ? { activeFrom: localAround(random, day) } : {}),
    ...(random.chance(0.2) ? { activeUntil: localAround(random, day + dayMs) } : {}),
    rotation: {
      type,
      length: random.chance(0.5) ? 1 : 1 + random.below(type === "hourly" ? 30 : 4),
      start: from,
      participants: Array.from({ length: 1 + random.below(5) }, () => randomParticipant(random)),
    },
    ...(random.chance(0.4) ? { restrictions: randomRestrictions(random) } : {}),
  };
}

function randomParticipant(random: Random): Participant {
  if (random.chance(0.15)) return null;
  return random.chance(0.15) ? [random.of(names), random.of(names)] : random.of(names);
}

const randomRestrictions = (random: Random): Restriction[] =>
  Array.from({ length: 1 + random.below(3) }, () => ({
    days: weekdays.filter(() => random.chance(0.5)),
    from: random.of(clocks),
    to: random.of(clocks),
  }));

function randomOverride(random: Random, day: number): Override {
  const start = day + (random.below(5) - 3) * dayMs;
  const mode = random.of(overrideModes);
  return {
    mode,
    user: random.of([...names, "Zoe"]),
    ...(mode === "replace" ? { replaces: random.of(names) } : {}),
    start: momentAround(random, start),
    end: momentAround(random, start + random.below(3) * dayMs),
  };
}

const momentAround = (random: Random, day: number): string =>
  random.chance(0.3) ? instantAround(random, day).toISOString() : localAround(random, day);

const localAround = (random: Random, day: number): string =>
  `${new Date(day).toISOString().slice(0, 10)}T${random.of(clocks)}`;

/** Mostly within a day and a half, on a quarter of an hour or right beside it. */
function instantAround(random: Random, day: number): Date {
  const days = random.chance(0.8) ? 3 : 60;
  const quarter = day + (random.below(days * 96) - days * 36) * 900_000;
  return new Date(quarter + random.of([0, 0, -1, 1, -1_000, 60_000]));
}
