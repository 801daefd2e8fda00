/**
 * Interleaving, crashes and time. Every call of a port waits at a gate before and after; the world opens one gate at
 * a time, in an order the seed decides, or lets the replica that stands there die.
 */
import type { Random } from "./random.ts";

export type World = {
  now(): Date;
  random: Random;
  crashes: number;
  /** How often the time leapt. */
  leaps: number;
  /** How many rings of the bell were more than seconds late. */
  lateRings: number;
  /** Resolves when the replica may go on; never, when it has died. */
  gate(replica: number): Promise<void>;
  alive(replica: number): boolean;
  onCrash(react: (replica: number) => void): void;
  /** Something that happens at a time. */
  at(time: Date, happen: () => void): void;
  /** Time leaps, as the clock of a machine that slept: whatever was to happen in between happens now. */
  leap(milliseconds: number): void;
  /** Lets everything happen up to a time. `crashChance` is for each gate. */
  run(until: Date, crashChance: number): Promise<void>;
};

type Waiting = { replica: number; go: () => void };
type Event = { time: number; happen: () => void };

export const crashesMax = 6;
const gatesMax = 60_000;

export function worldFrom(random: Random, start: Date): World {
  let time = start.getTime();
  const waiting: Waiting[] = [];
  const dead = new Set<number>();
  let events: Event[] = [];
  let mourn: (replica: number) => void = () => undefined;

  function crash(replica: number): void {
    dead.add(replica);
    for (let index = waiting.length - 1; index >= 0; index--)
      if (waiting[index]!.replica === replica) waiting.splice(index, 1);
    world.crashes += 1;
    mourn(replica);
  }

  function openOne(crashChance: number): void {
    const { replica, go } = waiting.splice(random.between(0, waiting.length - 1), 1)[0]!;
    if (world.crashes < crashesMax && random.chance(crashChance)) crash(replica);
    else go();
  }

  /** The next thing in time; false when there is none before `until`. */
  function happenNext(until: Date): boolean {
    const next = events.reduce<Event | undefined>(
      (first, event) => (first === undefined || event.time < first.time ? event : first),
      undefined,
    );
    if (next === undefined || next.time > until.getTime()) return false;
    events = events.filter((event) => event !== next);
    time = Math.max(time, next.time);
    next.happen();
    return true;
  }

  const world: World = {
    random,
    crashes: 0,
    leaps: 0,
    lateRings: 0,
    now: () => new Date(time),
    alive: (replica) => !dead.has(replica),
    onCrash: (react) => {
      mourn = react;
    },
    gate: (replica) =>
      new Promise((go) => {
        if (!dead.has(replica)) waiting.push({ replica, go });
      }),
    at: (when, happen) => events.push({ time: when.getTime(), happen }),
    leap(milliseconds) {
      time += milliseconds;
      world.leaps += 1;
    },
    async run(until, crashChance) {
      for (let gates = 0; gates < gatesMax; gates++) {
        await new Promise((resolve) => setImmediate(resolve));
        if (waiting.length > 0) openOne(crashChance);
        else if (!happenNext(until)) {
          time = Math.max(time, until.getTime());
          return;
        }
      }
      throw new Error(`After ${gatesMax} steps the world is still busy.`);
    },
  };
  return world;
}
