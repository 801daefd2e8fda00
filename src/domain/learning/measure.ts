/** What is left of an incident when only its times count, and the spans between them. */

import { type Milestone, milestones } from "../incident/facts/record.ts";

/** One incident as the statistics see it, Muster's own or one that was imported. Times are ISO 8601. */
export type Measure = {
  id: string;
  source: "muster" | "import";
  title: string;
  severity: 1 | 2 | 3 | 4 | 5;
  services: string[];
  declaredAt: string;
  impactStartedAt?: string;
  detectedAt?: string;
  acknowledgedAt?: string;
  mitigatedAt?: string;
  /** Of an incident that was reopened, the last recovery. */
  recoveredAt?: string;
  /** How often it was reopened. */
  reopened?: number;
  /** An exercise: never counted. */
  drill?: true;
  /** Counted, and never named. */
  confidential?: true;
  /** It goes on as another one, which is counted in its place. */
  merged?: true;
};

export const metrics = ["detect", "acknowledge", "mitigate", "recover"] as const;
export type Metric = (typeof metrics)[number];

/** From one milestone to another. Clocks that disagree, and times set wrongly, make it negative: it says so and stays. */
export type Span = { ms: number; from: Milestone; to: Milestone; negative?: true };
/** Not known, because these are not. */
export type Unknown = { missing: Milestone[] };
/** `phases` are the spans between milestones that are known and follow each other. */
export type Spans = Record<Metric, Span | Unknown> & { phases: Span[] };

export const isKnown = (span: Span | Unknown): span is Span => "ms" in span;

/**
 * Detect: from the impact until it was detected, else declared. Acknowledge: from the declaration. Mitigate and recover:
 * from the impact, else from when it was detected, else declared.
 */
export function spansOf(measure: Measure): Spans {
  const times = timesOf(measure);
  const first = firstKnown(times, ["impact", "detected", "declared"]);
  return {
    detect: between(times, "impact", firstKnown(times, ["detected", "declared"])),
    acknowledge: between(times, "declared", "acknowledged"),
    mitigate: between(times, first, "mitigated"),
    recover: between(times, first, "recovered"),
    phases: phasesOf(times),
  };
}

type Times = Partial<Record<Milestone, number>>;

/** A time that nobody can read is one that is not known. */
function timesOf(measure: Measure): Times {
  const said: Record<Milestone, string | undefined> = {
    impact: measure.impactStartedAt,
    detected: measure.detectedAt,
    declared: measure.declaredAt,
    acknowledged: measure.acknowledgedAt,
    mitigated: measure.mitigatedAt,
    recovered: measure.recoveredAt,
  };
  const known = milestones
    .map((each) => [each, Date.parse(said[each] ?? "")] as const)
    .filter(([, at]) => !Number.isNaN(at));
  return Object.fromEntries(known);
}

const firstKnown = (times: Times, wanted: readonly Milestone[]): Milestone =>
  wanted.find((each) => times[each] !== undefined) ?? wanted.at(-1)!;

function between(times: Times, from: Milestone, to: Milestone): Span | Unknown {
  const missing = [from, to].filter((each) => times[each] === undefined);
  if (missing.length > 0) return { missing };
  const ms = times[to]! - times[from]!;
  return { ms, from, to, ...(ms < 0 ? { negative: true } : {}) };
}

function phasesOf(times: Times): Span[] {
  const known = milestones.filter((each) => times[each] !== undefined);
  return known.slice(1).map((to, index) => between(times, known[index]!, to) as Span);
}
