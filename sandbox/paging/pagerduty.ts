/** PagerDuty: Events API v2 in, and webhooks v3 out (developer.pagerduty.com, events-api-v2 and webhooks v3). */
import { createHmac, randomUUID } from "node:crypto";
import { z } from "zod";
import type { Delivered } from "../delivery.ts";
import { Rejection, type Route, route } from "../http.ts";
import { digest } from "../people.ts";
import type { Outgoing, OutgoingState } from "../outgoing.ts";
import { pagerDutySecret } from "./identity.ts";
import { linkIn } from "./outbox.ts";
import type { Paging } from "./paging.ts";
import { readJson } from "./read-json.ts";

const eventBytesMax = 512 * 1024;
const key = { routing_key: z.string().length(32, "should be 32 characters") };
const dedup = z.string().min(1).max(255);
const event = z.discriminatedUnion("event_action", [
  z.object({
    ...key,
    event_action: z.literal("trigger"),
    dedup_key: dedup.optional(),
    payload: z.object({
      summary: z.string().min(1).max(1_024),
      source: z.string().min(1),
      severity: z.enum(["critical", "error", "warning", "info"]),
      custom_details: z.unknown().optional(),
    }),
    links: z.array(z.object({ href: z.url(), text: z.string().optional() })).optional(),
    client: z.string().optional(),
    client_url: z.url().optional(),
  }),
  z.object({ ...key, event_action: z.literal("acknowledge"), dedup_key: dedup }),
  z.object({ ...key, event_action: z.literal("resolve"), dedup_key: dedup }),
]);
type Event = z.infer<typeof event>;
type Triggered = Extract<Event, { event_action: "trigger" }>;

const invalid = (message: string): Rejection =>
  new Rejection({
    status: 400,
    body: { status: "invalid event", message: "Event object is invalid", errors: [message] },
  });

export const pagerDutyRoutes = (paging: Paging): Route[] => [
  route("POST", "/pagerduty/v2/enqueue", (call) => {
    if (call.body.length > eventBytesMax)
      throw new Rejection({ status: 413, body: { status: "invalid event", message: "Request Entity Too Large" } });
    const asked = readJson(call, event, invalid);
    const dedup_key = asked.dedup_key ?? randomUUID().replaceAll("-", "");
    take(paging, asked, dedup_key);
    return { status: 202, body: { status: "success", message: "Event processed", dedup_key } };
  }),
];

function take(paging: Paging, asked: Event, dedupKey: string): void {
  // An event with another routing key is about another service, which has no such alert.
  const alert = paging.store.world.outbox.find(
    (each) => each.to === asked.routing_key && each.tag === dedupKey && each.state !== "resolved",
  );
  if (asked.event_action === "trigger") {
    if (alert === undefined) trigger(paging, asked, dedupKey);
    else paging.outbox.note(alert, { text: asked.payload.summary });
    return;
  }
  const state = asked.event_action === "resolve" ? "resolved" : "acknowledged";
  if (alert !== undefined && alert.state !== state) {
    paging.outbox.move(alert, state);
    paging.soon(alert, () => tell(paging, alert, state, service));
  }
}

function trigger(paging: Paging, asked: Triggered, dedupKey: string): void {
  const { payload, links, client_url: url, client } = asked;
  const link = url ?? links?.[0]?.href;
  const alert = paging.outbox.add(
    {
      id: `Q${digest(randomUUID()).slice(0, 13).toUpperCase()}`,
      kind: "pagerduty",
      from: client ?? payload.source,
      to: asked.routing_key,
      text: payload.summary,
      tag: dedupKey,
      ...(link === undefined ? linkIn(JSON.stringify(payload)) : { link }),
      body: { payload, links },
    },
    "open",
  );
  paging.soon(alert, () => tell(paging, alert, "triggered", service));
}

/** Somebody acknowledges or resolves it in PagerDuty. */
export function handle(
  paging: Paging,
  alert: Outgoing,
  state: "acknowledged" | "resolved",
  by: string,
): Promise<Delivered> {
  paging.outbox.move(alert, state, { text: by });
  return tell(paging, alert, state, { type: "user_reference", summary: by });
}

type Agent = { type: "user_reference" | "inbound_integration_reference"; summary: string };
const service: Agent = { type: "inbound_integration_reference", summary: "Events API V2" };

function tell(
  paging: Paging,
  alert: Outgoing,
  what: "triggered" | Extract<OutgoingState, "acknowledged" | "resolved">,
  agent: Agent,
): Promise<Delivered> {
  const body = JSON.stringify({ event: webhookEvent(paging, alert, what, agent) });
  const signature = createHmac("sha256", pagerDutySecret).update(body).digest("hex");
  const headers = {
    "user-agent": "PagerDuty-Webhook/V3.0",
    "x-pagerduty-signature": `v1=${signature}`,
    "x-webhook-id": randomUUID(),
    "x-webhook-subscription": "PSANDBOX",
  };
  return paging.reports.send({ about: alert.id, url: `${paging.url}/api/paging/pagerduty`, headers, body });
}

function webhookEvent(paging: Paging, alert: Outgoing, what: string, agent: Agent) {
  const at = (type: string, id: string) => ({
    id,
    type,
    self: `https://api.pagerduty.com/${type.split("_")[0]}s/${id}`,
    html_url: `https://contoso.pagerduty.com/${type.split("_")[0]}s/${id}`,
  });
  return {
    id: randomUUID(),
    event_type: `incident.${what}`,
    resource_type: "incident",
    occurred_at: paging.store.now().toISOString(),
    agent: { ...at(agent.type, `P${digest(agent.summary).slice(0, 6).toUpperCase()}`), summary: agent.summary },
    client: null,
    data: {
      ...at("incident", alert.id),
      type: "incident",
      number: paging.store.world.outbox.indexOf(alert) + 1,
      status: what,
      incident_key: alert.tag,
      created_at: alert.at,
      title: alert.text,
      service: { ...at("service_reference", "PSERVICE"), summary: "Muster" },
      assignees: [],
      teams: [],
      priority: null,
      urgency: "high",
      conference_bridge: null,
      resolve_reason: null,
    },
  };
}
