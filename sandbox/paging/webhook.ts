/** A webhook of one's own, and the address that Muster asks every minute: both only remember what came. */
import { createHmac, randomUUID } from "node:crypto";
import { z } from "zod";
import { type Answer, type Call, jsonObject, ok, type Route, route } from "../http.ts";
import { sandboxError } from "../sandbox-error.ts";
import { webhookSecret } from "./identity.ts";
import type { Paging } from "./paging.ts";
import { readJson } from "./read-json.ts";

export const webhookRoutes = (paging: Paging): Route[] => [
  route("POST", "/hooks/page", (call) => take(paging, call)),
  ...["GET", "POST", "HEAD"].map((method) =>
    route(method, "/hooks/heartbeat", () => {
      const { heartbeats } = paging.store.world;
      Object.assign(heartbeats, { count: heartbeats.count + 1, last: paging.store.now().toISOString() });
      paging.store.changed({ type: "heartbeat" });
      return { status: 200, body: "OK", headers: { "content-type": "text/plain" } };
    }),
  ),
  route("GET", "/sandbox/heartbeats", () => ok(paging.store.world.heartbeats)),
];

const body = z.object({
  type: z.string().min(1).max(100),
  key: z.string().min(1).max(500),
  to: z.object({ name: z.string().max(500) }),
  incident: z.object({ title: z.string() }),
  reply: z.object({ url: z.url() }).optional(),
});

/** What is not signed with the secret is nobody's. The same again is the same; what is stopped has ended. */
function take({ outbox, store }: Paging, call: Call): Answer {
  const signed = call.headers["x-muster-signature"];
  const [, seconds, given] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(signed)) ?? [];
  const expected = createHmac("sha256", webhookSecret).update(`${seconds}.${call.body}`).digest("hex");
  if (given !== expected) throw sandboxError(401, "x-muster-signature does not fit the body.");
  const { type, key, to, incident, reply } = readJson(call, body, badBody);
  const known = store.world.outbox.filter((each) => each.kind === "webhook" && each.tag === key);
  const same = known.find((each) => each.subject === type);
  if (same !== undefined) outbox.note(same, { text: "The same again." });
  else {
    const link = reply === undefined ? {} : { link: reply.url };
    const made = { id: randomUUID(), kind: "webhook" as const, from: "Muster", to: to.name, subject: type, tag: key };
    outbox.add({ ...made, text: incident.title, ...link, body: jsonObject(call, badBody) }, "delivered");
    if (type === "page.stopped") for (const each of known) outbox.move(each, "ended");
  }
  return { status: 202 };
}

const badBody = (message: string) => sandboxError(400, message);
