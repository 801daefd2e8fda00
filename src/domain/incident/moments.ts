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
