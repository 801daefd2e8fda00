/**
 * POST /api/boards/hook: service hooks of Azure DevOps (Microsoft Learn, "Service hooks events", work items). What one says is
 * a hint: the work item is read before anything is believed.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Logger } from "pino";
import type { Request } from "restify";
import { z } from "zod";
import { Outage } from "../engine/ports.ts";
import { HttpError } from "./answer.ts";
import { readJson } from "./body.ts";
import type { Door, Route } from "./door.ts";

/** A work item changed, or says so; `rev` is the revision that it has since, where that is told. */
export type HearOfItem = (hint: Hint) => Promise<void>;
type Hint = { id: number; rev?: number | undefined };

const number = z.number().int().min(1).max(2_147_483_647);
/** Of an update the resource is the update, which names the item; where nothing is named it is the item itself. */
const event = z.object({
  eventType: z.string(),
  resource: z.object({ workItemId: number.optional(), id: number.optional(), rev: number.optional() }),
});
const envelope = z.object({ eventType: z.string().max(200) });
const known = new Set(["workitem.updated", "workitem.deleted", "workitem.restored"]);

/** None where nobody set a token: then there is nothing at this address. */
export const boardsHookRoutes = (token: string | undefined, hear: HearOfItem, log: Logger): Route[] =>
  token === undefined ? [] : [{ method: "post", path: "/api/boards/hook", door: boardsHookDoor(token, hear, log) }];

export const boardsHookDoor =
  (token: string, hear: HearOfItem, log: Logger): Door =>
  async (request) => {
    requireSecret(request, token);
    const body = await readJson(request);
    const named = envelope.safeParse(body);
    if (!named.success) throw new HttpError(400, "This is no service hook of Azure DevOps.");
    const { eventType } = named.data;
    if (!known.has(eventType)) return { status: 200, body: { ignored: eventType } };
    const hint = hintFrom(body);
    if (hint === undefined)
      throw new HttpError(400, "The work item is not named: let the hook send all of the resource's details.");
    await take(log, hear, hint);
    return { status: 200, body: { taken: eventType } };
  };

function hintFrom(body: unknown): Hint | undefined {
  const { eventType, resource } = event.safeParse(body).data ?? {};
  const id = resource?.workItemId ?? resource?.id;
  if (id === undefined) return undefined;
  // What was deleted and brought back is looked at whatever its revision.
  return eventType === "workitem.updated" ? { id, rev: resource?.rev } : { id };
}

async function take(log: Logger, hear: HearOfItem, hint: Hint): Promise<void> {
  try {
    await hear(hint);
  } catch (error) {
    // Azure DevOps sends again after 503 (Microsoft Learn, "Service hooks: troubleshoot").
    log.warn({ err: error, ...hint }, "A work item that changed could not be looked at");
    const seconds = error instanceof Outage ? Math.ceil((error.afterMs ?? 10_000) / 1_000) : 10;
    throw new HttpError(503, "The work item cannot be looked at just now. Send it again.", {
      "Retry-After": String(seconds),
    });
  }
}

/** As the password of basic authentication, whatever the name, or as a bearer token; compared in a time that says nothing. */
function requireSecret(request: Request, token: string): void {
  const given = secretIn(request.headers.authorization ?? "");
  if (given === undefined || !timingSafeEqual(digest(given), digest(token)))
    throw new HttpError(401, "The password does not fit. Check BOARDS_HOOK_TOKEN.", {
      "WWW-Authenticate": 'Basic realm="Muster"',
    });
}

function secretIn(header: string): string | undefined {
  const [, basic] = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(header) ?? [];
  if (basic === undefined) return /^Bearer +(\S+) *$/i.exec(header)?.[1];
  const pair = Buffer.from(basic, "base64").toString("utf8");
  const at = pair.indexOf(":");
  return at < 0 ? undefined : pair.slice(at + 1);
}

const digest = (text: string) => createHash("sha256").update(text).digest();
