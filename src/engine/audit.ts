/** Watches over the escalations: each open page must have its next step before it. What is orphaned is resumed and reported. */
import { nextPaging } from "../domain/escalation/due.ts";
import type { Summary } from "../domain/incident/summary.ts";
import { incidentList } from "./incident-list.ts";
import { latestIncidents } from "./numbers.ts";
import { readIncident } from "./read-incident.ts";
import type { Documents, Log } from "./ports.ts";

export type Audit = {
  at: string;
  passed: boolean;
  /** How many incidents were looked at. */
  open: number;
  /** Steps that should have been taken, and were not. No id is said of a confidential incident: many read this. */
  orphans: { id: string; dueAt: string }[];
  /** Ladders that are used up, with nobody acting. */
  alarms: { id: string; since: string }[];
};

type Tools = {
  log: Log;
  documents: Documents;
  now: () => Date;
  /** Does what is due on a stream. */
  wake(stream: string): Promise<void>;
};

/** A wake-up may be under way, or a queue a little late. */
const graceMs = 60_000;
const openMax = 20_000;
/** These are read in full; of the others the list says when they are due, and those that are late are read. */
const readInFullMax = 100;
const latestMax = 20;
const reportedMax = 20;

const auditKind = "rounds";
const auditId = "audit";

export async function auditPages(tools: Tools): Promise<Audit> {
  const { documents, now } = tools;
  const at = now();
  const listed = await incidentList(documents).page("open", openMax);
  const latest = await latestIncidents(documents, latestMax);
  const late = (summary: Summary): boolean =>
    summary.status === "open" && Date.parse(summary.pagingDueAt ?? "") < at.getTime() - graceMs;
  const suspects = new Set([
    ...latest,
    ...listed.filter((each, index) => index < readInFullMax || late(each)).map(({ id }) => id),
  ]);
  const orphans = await orphansAmong(tools, [...suspects], at);
  // It is resumed at once; whoever reads the report still wants to know why it had to be.
  await Promise.all(orphans.slice(0, reportedMax).map(({ id }) => tools.wake(id)));
  const secret = new Set(listed.flatMap(({ id, confidential }) => (confidential === true ? [id] : [])));
  const shown = (id: string): string => (secret.has(id) ? "A confidential incident" : id);
  const audit: Audit = {
    at: at.toISOString(),
    passed: orphans.length === 0,
    open: listed.length,
    orphans: orphans.slice(0, reportedMax).map(({ id, dueAt }) => ({ id: shown(id), dueAt })),
    alarms: listed
      .flatMap(({ id, alarmSince: since }) => (since === undefined ? [] : [{ id: shown(id), since }]))
      .slice(0, reportedMax),
  };
  await keep(documents, audit);
  return audit;
}

const together = 16;

async function orphansAmong({ log }: Tools, streams: readonly string[], at: Date): Promise<Audit["orphans"]> {
  const found: Audit["orphans"] = [];
  for (let from = 0; from < streams.length; from += together) {
    const some = streams.slice(from, from + together);
    const due = await Promise.all(some.map(async (stream) => nextPaging(await readIncident(log, stream))));
    due.forEach((dueAt, index) => {
      if (dueAt !== undefined && dueAt.getTime() < at.getTime() - graceMs)
        found.push({ id: some[index]!, dueAt: dueAt.toISOString() });
    });
  }
  return found;
}

async function keep(documents: Documents, audit: Audit): Promise<void> {
  const was = await documents.read<Audit>(auditKind, auditId);
  // Another replica that has just kept its own is as good.
  await documents.write(auditKind, auditId, audit, was?.version).catch(() => undefined);
}

/** The latest audit of any replica. */
export const latestAudit = async (documents: Documents): Promise<Audit | undefined> =>
  (await documents.read<Audit>(auditKind, auditId))?.value;

/** An audit older than this is none: then nobody watches. */
const freshMs = 180_000;

export type PagingHealth = { ok: boolean; why: string[]; audit: Audit | undefined };

/** Whether pages can be trusted to arrive, for the health endpoint and the heartbeat. */
export function pagingHealth(audit: Audit | undefined, now: Date): PagingHealth {
  const old = audit === undefined || now.getTime() - Date.parse(audit.at) > freshMs;
  const why = [
    ...(old ? ["Nobody has looked after the escalations for three minutes."] : []),
    ...(audit?.orphans ?? []).map(({ id, dueAt }) => `${id} should have taken its next step at ${dueAt}.`),
    ...(audit?.alarms ?? []).map(
      ({ id, since }) => `${id}: nobody has answered since ${since}, and the ladder is used up.`,
    ),
  ];
  return { ok: why.length === 0, why, audit };
}
