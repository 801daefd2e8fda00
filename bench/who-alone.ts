/** The program that bench/who.ts starts. It prints what it has measured. */
import type { Schedule } from "../src/domain/oncall/schedule.ts";
import { whoIsOnCall } from "../src/domain/oncall/who.ts";
import { scheduleNumber } from "./schedules.ts";
import { median } from "./statistics.ts";
import type { Asked } from "./who.ts";

const schedules = 1_000;
const rounds = 11;
const now = new Date();
const hourAfter = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);

/** `make` what is to be timed is not timed itself. */
const medianOf = <T>(make: () => T, work: (made: T, round: number) => void): number =>
  median(
    Array.from({ length: rounds }, (_, round) => {
      const made = make();
      return timed(() => work(made, round));
    }),
  );

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** Nothing is known of schedules that were read a moment ago. */
const read = (all: readonly Schedule[]): Schedule[] => structuredClone(all) as Schedule[];

function askAll(all: readonly Schedule[], at: Date): void {
  for (const schedule of all) whoIsOnCall(schedule, at);
}

const readMs = (all: readonly Schedule[]): number =>
  medianOf(
    () => read(all),
    (fresh, round) => askAll(fresh, hourAfter(round)),
  );
const warmMs = (all: readonly Schedule[]): number =>
  medianOf(
    () => all,
    (known, round) => askAll(known, hourAfter(round)),
  );

function measure(): Asked {
  const all = Array.from({ length: schedules }, (_, number) => scheduleNumber(number, now));
  const coldMs = timed(() => askAll(all, now));
  const first = { readMs: readMs(all), warmMs: warmMs(all), warmAgainMs: warmMs(all) };
  // Each a hundred times, so that a clock can tell.
  const [today, old] = [0, 10].map((yearsAgo) =>
    Array.from({ length: 100 }, () => scheduleNumber(0, now, yearsAgo)),
  ) as [Schedule[], Schedule[]];
  return {
    coldMs,
    ...first,
    oldReadRatio: readMs(old) / readMs(today),
    oldWarmRatio: warmMs(old) / warmMs(today),
  };
}

console.log(JSON.stringify(measure()));
