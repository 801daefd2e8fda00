/** PagerDuty, for teams who keep it: Events API v2 (developer.pagerduty.com, "Send an Alert Event"). */
import { createHash } from "node:crypto";
import { z } from "zod";
import { plainLine } from "../domain/alert/plain.ts";
import type { Pager, Sending, Summons } from "../engine/ports.ts";
import { type Advice, missing, outageOf } from "./fault.ts";
import { post } from "./post.ts";
import { headline } from "./words.ts";

export type PagerDutySettings = { url: string; routingKey: string | undefined };

const service = "PagerDuty";
const summaryMax = 1024;
const keyMax = 255;
const severities = { 1: "critical", 2: "error", 3: "warning", 4: "info", 5: "info" } as const;
const advice: Advice = [
  [
    /routing_key|routing key/i,
    "PagerDuty does not know the routing key. Copy the integration key of an Events API v2 integration to PAGERDUTY_ROUTING_KEY or to the person's entry.",
  ],
];
const refusal = z.object({ message: z.string().catch(""), errors: z.array(z.string()).catch([]) });

/** Opens one alert for each try; the same try again adds to it. The reference is its dedup key. */
export const pagerDutyPager = (settings: PagerDutySettings): Pager => ({
  async send(summons): Promise<Sending> {
    const dedupKey = dedupKeyOf(summons.key);
    await enqueue(settings, summons, { ...alert(summons), event_action: "trigger", dedup_key: dedupKey });
    return { state: "sent", reference: dedupKey };
  },
  async stop(summons, reference, why) {
    const action = why === "acknowledged" ? "acknowledge" : "resolve";
    await enqueue(settings, summons, { event_action: action, dedup_key: reference });
  },
});

/**
 * The key of the try itself: an alert that somebody has acknowledged wakes nobody any more, so the next page must not
 * be added to it. What is too long for PagerDuty is told apart by its hash.
 */
export const dedupKeyOf = (key: string): string =>
  key.length <= keyMax ? key : `${key.slice(0, 150)}-${createHash("sha256").update(key).digest("hex")}`;

function alert(summons: Summons) {
  const { about, kind, reply, to } = summons;
  return {
    payload: {
      summary: plainLine(headline(summons), summaryMax),
      source: "Muster",
      severity: kind === "test" ? "info" : severities[about.severity],
      custom_details: {
        incident: about.id,
        title: about.title,
        for: to.name,
        because: about.because,
        ...(about.drill === true && { drill: true }),
      },
    },
    client: "Muster",
    client_url: reply.url,
    links: about.url === undefined ? [] : [{ href: about.url, text: `${about.id} in Teams` }],
  };
}

async function enqueue({ url, routingKey }: PagerDutySettings, { to }: Summons, event: object): Promise<void> {
  const key = to.pagerduty ?? routingKey;
  if (key === undefined)
    throw missing(`${to.name} has no PagerDuty routing key. Add one to their entry, or set PAGERDUTY_ROUTING_KEY.`);
  const posted = await post({
    url: new URL(`${url}/v2/enqueue`),
    body: JSON.stringify({ routing_key: key, ...event }),
  });
  if (posted.status === 202) return;
  const told = refusal.safeParse(posted.body).data;
  const message = told === undefined ? posted.message : [told.message, ...told.errors].join(", ");
  throw outageOf(service, { ...posted, message: message.slice(0, 300) }, advice);
}
