import type { Live } from "../domain/incident/incident.ts";
import { windowOf } from "../domain/incident/moments.ts";
import type { Meanwhile, OtherAlert } from "../views/review/window.ts";
import { latestNumber } from "./numbers.ts";
import { readIncident } from "./read-incident.ts";
import type { Documents, Log } from "./ports.ts";

type Tools = { documents: Documents; log: Log };

/** Numbers are given in the order of declaration: those around it are looked through until one is out of the time. */
const lookedAtMax = 30;
const together = 5;

export async function alertsMeanwhile(tools: Tools, incident: Live): Promise<Meanwhile> {
  const own = Number(/^INC-(\d{1,9})$/.exec(incident.id)?.[1] ?? Number.NaN);
  if (Number.isNaN(own)) return { alerts: [], more: false };
  const last = await latestNumber(tools.documents);
  const { from, to } = windowOf(incident);
  const within = (at: string): boolean => to === undefined || at <= to;
  const [before, after] = await Promise.all([
    lookThrough(tools, { from: own - 1, step: -1, count: Math.min(own - 1, lookedAtMax) }, (at) => at >= from),
    lookThrough(tools, { from: own + 1, step: 1, count: Math.min(last - own, lookedAtMax) }, within),
  ]);
  const alerts = [...before.alerts, ...after.alerts].filter(({ at }) => at >= from && within(at));
  return {
    alerts,
    more: (before.all && own - lookedAtMax > 1) || (after.all && own + lookedAtMax < last),
  };
}

type Looked = { alerts: OtherAlert[]; all: boolean };

/** `all`: every one of them was within the time, so that there may be more behind. */
async function lookThrough(
  tools: Tools,
  { from, step, count }: { from: number; step: 1 | -1; count: number },
  within: (at: string) => boolean,
): Promise<Looked> {
  const alerts: OtherAlert[] = [];
  for (let done = 0; done < count; done += together) {
    const some = Array.from({ length: Math.min(together, count - done) }, (_, index) => from + step * (done + index));
    const found = await Promise.all(some.map((number) => declaredAs(tools, `INC-${number}`)));
    for (const each of found) if (each?.alert !== undefined) alerts.push(each.alert);
    if (found.some((each) => each !== undefined && !within(each.at))) return { alerts, all: false };
  }
  return { alerts, all: true };
}

/** What is confidential is nobody else's business. */
async function declaredAs({ log }: Tools, id: string): Promise<{ at: string; alert?: OtherAlert } | undefined> {
  const incident = await readIncident(log, id);
  if (incident.status === "undeclared") return undefined;
  const { declaredAt: at, alert, title, confidential } = incident;
  return alert === undefined || confidential === true
    ? { at }
    : { at, alert: { at, source: alert.source, incident: id, title } };
}
