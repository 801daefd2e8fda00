import type { Alert } from "../domain/alert/alert.ts";
import type { Conversation } from "../domain/incident/facts.ts";
import { readIncident } from "./read-incident.ts";
import { replaceDocument } from "./documents.ts";
import { declareIncident, type TurnTools } from "./turn.ts";

type Known = { stream: string };
type Tools = TurnTools & { channel: Conversation | undefined };

/**
 * An alert that fires declares an incident, unless the one it declared before is still open; one that says it is over
 * is noted there. People decide when an incident ends, not alerts.
 */
export async function receiveAlert(tools: Tools, alert: Alert, cause: string): Promise<void> {
  const key = `${alert.source} ${alert.key}`;
  const known = (await tools.documents.read<Known>("alert", key))?.value;
  const open = known === undefined ? undefined : await openOf(tools, known.stream);
  if (alert.status === "resolved") {
    if (open !== undefined) await noteEnd(tools, alert, open, cause);
    return;
  }
  if (open !== undefined) return;
  const { title, description, severity, source, links, startedAt } = alert;
  const incident = await declareIncident(tools, {
    declaration: { title, description, severity },
    origin: {
      // Two deliveries of one alert at the same moment declare one incident; the same alert a week later another.
      cause: `alert ${key} after ${known?.stream ?? "none"}`,
      by: { kind: "alert", source },
      from: `alert ${source}`,
    },
    said: tools.channel ?? null,
    alert: { source, key: alert.key, links, ...(startedAt === undefined ? {} : { startedAt }) },
  });
  await replaceDocument<Known>(tools.documents, "alert", key, () => ({ stream: incident.id }));
  // It had been declared, and ended, before we could write down which: now we know, and this is a new one.
  if (incident.status !== "open") await receiveAlert(tools, alert, cause);
}

/** The incident, or the one as which it goes on, if that is open. */
async function openOf({ log }: Pick<Tools, "log">, stream: string): Promise<string | undefined> {
  const incident = await readIncident(log, stream);
  if (incident.status === "open") return stream;
  const into = incident.status === "undeclared" ? undefined : incident.kin.mergedInto?.id;
  return into === undefined ? undefined : openOf({ log }, into);
}

async function noteEnd({ recorder }: Tools, { source }: Alert, stream: string, cause: string): Promise<void> {
  const text = "The alert says that it is over. Check, and say `resolve` if it is.";
  await recorder.note({ stream, cause, by: { kind: "alert", source }, from: `alert ${source}` }, [
    { type: "noted", text },
  ]);
}
