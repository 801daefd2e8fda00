/**
 * Classes for the time to recover. An exact bound belongs to the slower class: one hour is not elite.
 *
 * The talk's bands leave two stretches without a name; they are called what they are. DORA's four are for its "failed
 * deployment recovery time", which was "time to restore service" or "mean time to recover" until 2023, when it was
 * narrowed to failures that a deployment caused (dora.dev/insights/dora-metrics-history). The 2023 report has a gap of its
 * own: less than one hour, less than one day, between one day and one week, and then low only beyond months. Apache
 * DevLake, which quotes it and cannot place what took between one week and six months, begins low at one week
 * (devlake.apache.org/docs/Metrics/FailedDeploymentRecoveryTime); so do we. DORA's own Quick Check, renewed in 2026, gives
 * points from 0 to 10 instead of classes (dora.dev/insights/quickcheck-updates).
 */

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
/** Months differ; this one has 30 days. */
const monthMs = 30 * dayMs;

/** From `fromMs` (included) to the next one's. */
export type Band<N extends string = string> = { name: N; fromMs: number; range: string };

export const talkBands = [
  { name: "elite or high", fromMs: 0, range: "under 1 hour" },
  { name: "medium", fromMs: hourMs, range: "under 24 hours" },
  { name: "between medium and low", fromMs: dayMs, range: "24 hours to 1 week" },
  { name: "low", fromMs: weekMs, range: "1 week to 1 month of 30 days" },
  { name: "beyond low", fromMs: monthMs, range: "1 month of 30 days or more" },
] as const satisfies readonly Band[];
export type TalkBand = (typeof talkBands)[number]["name"];

export const doraBands = [
  { name: "elite", fromMs: 0, range: "under 1 hour" },
  { name: "high", fromMs: hourMs, range: "under 1 day" },
  { name: "medium", fromMs: dayMs, range: "under 1 week" },
  { name: "low", fromMs: weekMs, range: "1 week or more" },
] as const satisfies readonly Band[];
export type DoraBand = (typeof doraBands)[number]["name"];

/** The band that a duration falls into; undefined for a negative one, which is not a duration at all. */
export const bandOf = <N extends string>(bands: readonly Band<N>[], ms: number): N | undefined =>
  bands.findLast(({ fromMs }) => ms >= fromMs)?.name;

/** How many of the durations fall into each band, in the order of the bands. */
export function distribution<N extends string>(
  bands: readonly Band<N>[],
  durations: readonly number[],
): Record<N, number> {
  const counts = new Map<N, number>(bands.map(({ name }) => [name, 0]));
  for (const ms of durations) {
    const name = bandOf(bands, ms);
    if (name !== undefined) counts.set(name, counts.get(name)! + 1);
  }
  return Object.fromEntries(counts) as Record<N, number>;
}
