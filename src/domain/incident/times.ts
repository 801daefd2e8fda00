/** How long it took to notice, to answer and to recover. */
import type { Live } from "./incident.ts";

export type Times = { detectMs?: number; acknowledgeMs?: number; recoverMs?: number };

/** A beginning further back than this is a slip of the pen, and would spoil every statistic it enters. */
const startMaxBeforeMs = 7 * 86_400_000;

/** What is not known yet is left out. A beginning after the declaration, or absurdly long before it, is ignored. */
export function timesOf(incident: Live): Times {
  const started = credibleStart(incident);
  const resolvedAt = incident.status === "open" ? undefined : incident.resolvedAt;
  return {
    ...between("detectMs", started, incident.declaredAt),
    ...between("acknowledgeMs", incident.declaredAt, incident.acknowledgedAt),
    ...between("recoverMs", started ?? incident.declaredAt, resolvedAt),
  };
}

/** When the impact began, if it was said and can be true. */
export function credibleStart(incident: Live): string | undefined {
  if (incident.startedAt === undefined) return undefined;
  const beforeMs = Date.parse(incident.declaredAt) - Date.parse(incident.startedAt);
  return beforeMs >= 0 && beforeMs <= startMaxBeforeMs ? incident.startedAt : undefined;
}

function between(name: keyof Times, from: string | undefined, to: string | undefined): Times {
  if (from === undefined || to === undefined) return {};
  const ms = Date.parse(to) - Date.parse(from);
  return ms >= 0 ? { [name]: ms } : {};
}
