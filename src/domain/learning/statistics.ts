/**
 * What many incidents say together. There is no mean in here: times to recover are skewed, so that a few long incidents
 * move their mean more than any improvement does. Štěpán Davidovič shows by simulation that the mean cannot tell an
 * improvement from chance ("Incident Metrics in SRE", sre.google/resources/practices-and-processes/incident-metrics-in-sre);
 * the VOID report of 2021 finds the skew in thousands of public incidents (verica.io/blog/mttr-is-a-misleading-metric-now-what);
 * the talk says that the mean misleads in aggregate; and DORA itself gave up "mean time to recover" in 2023, because it
 * mixed failures of different kinds (dora.dev/insights/dora-metrics-history).
 */
import { nameKey } from "../oncall/book.ts";
import { type DoraBand, distribution, doraBands, type TalkBand, talkBands } from "./bands.ts";
import { isKnown, type Measure, type Metric, metrics, type Span, type Spans, spansOf } from "./measure.ts";
import { type Month, monthOf } from "./month.ts";

/** Of fewer, percentiles would only name the longest again. */
export const percentilesFrom = 5;

/** One time of an incident; without an id where the incident is confidential. */
export type Each = { id?: string; ms: number };

/** One metric over some incidents. Durations are in milliseconds. */
export type Summary = {
  /** Incidents whose time is known and possible; the numbers below are about them. */
  count: number;
  medianMs?: number;
  /** From five incidents on. */
  percentiles?: { p75Ms: number; p90Ms: number; p95Ms: number };
  /** Of fewer than five, the shortest first. */
  each?: Each[];
  bands: { talk: Record<TalkBand, number>; dora: Record<DoraBand, number> };
  /** Incidents of which a time is not known. */
  missing: number;
  /** Incidents whose clocks disagree: the time would be negative. */
  negative: number;
  /** Their ids, without the confidential ones. */
  negativeIds: string[];
};

export type Group<K> = { key: K; incidents: number; metrics: Record<Metric, Summary> };

export type Statistics = {
  incidents: number;
  /** Counted, of which so many are: */
  confidential: number;
  imported: number;
  reopened: number;
  /** Not counted. */
  drills: number;
  metrics: Record<Metric, Summary>;
  bySeverity: Group<Measure["severity"]>[];
  /** The one with most incidents first. An incident of several services counts for each. */
  byService: Group<string>[];
  /** By when they were declared, in UTC; the latest first. */
  byMonth: Group<Month>[];
};

type Measured = { measure: Measure; spans: Spans };

export function statisticsOf(measures: readonly Measure[]): Statistics {
  const real = measures.filter(({ drill }) => drill !== true);
  const counted = real.filter(({ merged }) => merged !== true);
  const measured = counted.map((measure): Measured => ({ measure, spans: spansOf(measure) }));
  const many = (is: (measure: Measure) => boolean): number => counted.filter(is).length;
  return {
    incidents: counted.length,
    confidential: many(({ confidential }) => confidential === true),
    imported: many(({ source }) => source === "import"),
    reopened: many(({ reopened = 0 }) => reopened > 0),
    drills: measures.length - real.length,
    metrics: summaries(measured),
    bySeverity: groups(measured, ({ severity }) => [severity]).sort((one, other) => one.key - other.key),
    byService: groupsByService(measured),
    byMonth: groups(measured, ({ declaredAt }) => [monthOf(declaredAt) ?? ""])
      .filter(({ key }) => key !== "")
      .sort((one, other) => (one.key < other.key ? 1 : -1)),
  };
}

function groups<K>(all: readonly Measured[], keysOf: (measure: Measure) => readonly K[]): Group<K>[] {
  const found = new Map<K, Measured[]>();
  for (const each of all)
    for (const key of new Set(keysOf(each.measure))) {
      const group = found.get(key);
      if (group === undefined) found.set(key, [each]);
      else group.push(each);
    }
  return [...found].map(([key, some]) => ({ key, incidents: some.length, metrics: summaries(some) }));
}

/** As names are compared everywhere: case and blanks do not matter, and the first spelling is shown. */
function groupsByService(all: readonly Measured[]): Group<string>[] {
  const spelled = new Map<string, string>();
  for (const { measure } of all)
    for (const name of measure.services) if (!spelled.has(nameKey(name))) spelled.set(nameKey(name), name);
  return groups(all, ({ services }) => services.map(nameKey))
    .map((group) => ({ ...group, key: spelled.get(group.key)! }))
    .sort((one, other) => other.incidents - one.incidents || (one.key < other.key ? -1 : 1));
}

const summaries = (some: readonly Measured[]): Record<Metric, Summary> =>
  Object.fromEntries(metrics.map((metric) => [metric, summaryOf(some, metric)])) as Record<Metric, Summary>;

function summaryOf(some: readonly Measured[], metric: Metric): Summary {
  const known: { measure: Measure; span: Span }[] = [];
  for (const { measure, spans } of some) {
    const span = spans[metric];
    if (isKnown(span)) known.push({ measure, span });
  }
  const negative = known.filter(({ span }) => span.ms < 0);
  const possible = known.filter(({ span }) => span.ms >= 0).sort((one, other) => one.span.ms - other.span.ms);
  const durations = possible.map(({ span }) => span.ms);
  return {
    count: durations.length,
    ...figuresOf(durations),
    ...(durations.length > 0 && durations.length < percentilesFrom ? { each: possible.map(eachOf) } : {}),
    bands: { talk: distribution(talkBands, durations), dora: distribution(doraBands, durations) },
    missing: some.length - known.length,
    negative: negative.length,
    negativeIds: negative.flatMap(({ measure }) => (measure.confidential === true ? [] : [measure.id])),
  };
}

const eachOf = ({ measure, span }: { measure: Measure; span: Span }): Each =>
  measure.confidential === true ? { ms: span.ms } : { id: measure.id, ms: span.ms };

function figuresOf(sorted: readonly number[]): Pick<Summary, "medianMs" | "percentiles"> {
  if (sorted.length === 0) return {};
  if (sorted.length < percentilesFrom) return { medianMs: median(sorted) };
  const [p75Ms, p90Ms, p95Ms] = [75, 90, 95].map((percent) => percentile(sorted, percent));
  return { medianMs: median(sorted), percentiles: { p75Ms: p75Ms!, p90Ms: p90Ms!, p95Ms: p95Ms! } };
}

/** The one in the middle; of an even number halfway between the two in the middle, rounded to the millisecond. */
export function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2);
}

/**
 * By nearest rank: the smallest of the values that is not exceeded by so many percent of them. It is always a time that
 * really happened; interpolating would invent one between an incident of an hour and one of a day.
 */
export const percentile = (sorted: readonly number[], percent: number): number =>
  sorted[Math.max(Math.ceil((percent * sorted.length) / 100), 1) - 1]!;
