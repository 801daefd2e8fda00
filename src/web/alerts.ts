/** POST /api/alerts/:source. A 202 means: it is in storage. What cannot be read is answered in words and kept in the log. */
import { createHash } from "node:crypto";
import type { Logger } from "pino";
import type { Request } from "restify";
import type { Alert } from "../domain/alert/alert.ts";
import { alertSources } from "../domain/alert/sources.ts";
import { Refusal } from "../domain/refusal.ts";
import { type Answer, HttpError } from "./answer.ts";
import { parseJson, readText } from "./body.ts";
import type { Door } from "./door.ts";
import { requireToken } from "./token.ts";

/** Records the alert and resolves when that is durable. `cause` is the same when a source delivers the same message again. */
export type RecordAlert = (alert: Alert, cause: string) => Promise<void>;

/** How much of an unreadable alert goes to the log. */
const loggedMax = 16_000;

export const alertDoor =
  (tokens: readonly string[], record: RecordAlert, log: Logger): Door =>
  async (request) => {
    requireToken(request, tokens);
    const source = sourceOf(request);
    const text = await readText(request);
    const alert = read(source, text, log);
    return await keep(alert, `${source}-${createHash("sha256").update(text).digest("hex")}`, record, log);
  };

function sourceOf(request: Request): string {
  const source = String(request.params["source"]);
  if (alertSources.has(source)) return source;
  const known = [...alertSources.keys()].join(", ");
  throw new HttpError(404, `No alerts are taken in from this source. Known sources: ${known}.`);
}

function read(source: string, text: string, log: Logger): Alert {
  try {
    return alertSources.get(source)!(parseJson(text));
  } catch (error) {
    if (!(error instanceof HttpError || error instanceof Refusal)) throw error;
    log.warn({ source, why: error.message, body: text.slice(0, loggedMax) }, "An alert could not be read");
    throw error instanceof HttpError ? error : new HttpError(400, error.message);
  }
}

/**
 * Action groups try again after 503 and not after 500
 * (learn.microsoft.com/azure/azure-monitor/alerts/action-groups, "Webhook"), so every failure of ours is a 503.
 */
async function keep(alert: Alert, cause: string, record: RecordAlert, log: Logger): Promise<Answer> {
  try {
    await record(alert, cause);
  } catch (error) {
    if (error instanceof Refusal) throw new HttpError(400, error.message);
    log.error({ err: error, alert }, "An alert could not be recorded");
    throw new HttpError(503, "The alert could not be recorded just now. Send it again.", { "Retry-After": "10" });
  }
  log.info(
    { source: alert.source, key: alert.key, status: alert.status, severity: alert.severity },
    "An alert was recorded",
  );
  return { status: 202, body: { accepted: { title: alert.title, status: alert.status, severity: alert.severity } } };
}
