/** When each of an incident's moments was: as somebody has set it, else as the record has it. ISO 8601. */
import type { Milestone } from "./facts/record.ts";
import type { Live } from "./incident.ts";

export type Moments = Partial<Record<Milestone, string>> & { declared: string };

/** A beginning that an alert puts further back than this was never filled in, and would spoil every statistic. */
const impactMaxBeforeMs = 7 * 86_400_000;

export function momentsOf(incident: Live): Moments {
  const { set } = incident.known;
  const recorded: Moments = {
    impact: credibleStart(incident),
    declared: incident.declaredAt,
    acknowledged: incident.acknowledgedAt,
    mitigated: incident.known.mitigatedAt,
    recovered: incident.status === "open" ? undefined : incident.resolvedAt,
  } as Moments;
  const said = Object.entries(set).map(([which, { at }]) => [which, at]);
  return Object.fromEntries(
    Object.entries({ ...recorded, ...Object.fromEntries(said) }).filter(([, at]) => at !== undefined),
  ) as Moments;
}

function credibleStart({ startedAt, declaredAt }: Live): string | undefined {
  if (startedAt === undefined) return undefined;
  return Date.parse(declaredAt) - Date.parse(startedAt) <= impactMaxBeforeMs ? startedAt : undefined;
}

/** From the beginning of the impact, as far as it is known, to the end; no end while it is open. */
export function windowOf(incident: Live): { from: string; to: string | undefined } {
  const { impact, detected, declared, recovered } = momentsOf(incident);
  const first = [impact, detected, declared].filter((at) => at !== undefined).sort()[0]!;
  return { from: first, to: recovered };
}
