/** POST /api/paging/pagerduty: a v3 webhook (developer.pagerduty.com, "Webhooks", "Verifying Signatures"). */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Logger } from "pino";
import { z } from "zod";
import type { Replies } from "../engine/replies.ts";
import { HttpError } from "./answer.ts";
import { parseJson, readText } from "./body.ts";
import type { Door } from "./door.ts";
import { takeIn } from "./paging-events.ts";

const signaturesMax = 10;
const webhook = z.object({
  event: z.object({
    id: z.string().min(1).max(300),
    event_type: z.string().max(200),
    agent: z
      .object({ type: z.string().max(200) })
      .nullish()
      .catch(undefined),
    data: z.object({ incident_key: z.string().max(300).nullish().catch(undefined) }).catch({}),
  }),
});

/** What came in by an integration, as Muster's own word that a page is over does, is nobody's answer. */
const isMachine = /integration_reference$/;

/** Who acknowledges there is on it here too; the incident key is what Muster called the page by. Without a secret nobody gets in. */
export const pagerdutyDoor =
  (secret: string | undefined, replies: Replies, log: Logger): Door =>
  async (request) => {
    const body = await readText(request);
    const header = request.headers["x-pagerduty-signature"];
    if (secret === undefined || !isSigned(String(header ?? ""), body, secret))
      throw new HttpError(401, "The signature does not fit. Check PAGERDUTY_WEBHOOK_SECRET.");
    const read = webhook.safeParse(parseJson(body));
    if (!read.success) throw new HttpError(400, "This is no v3 webhook of PagerDuty.");
    const { id, event_type: type, agent, data } = read.data.event;
    const key = data.incident_key ?? undefined;
    if (type === "incident.acknowledged" && key !== undefined && !isMachine.test(agent?.type ?? ""))
      await takeIn(log, { event: id, type }, () => replies.hearAbout(key, { kind: "acknowledged" }, `pagerduty ${id}`));
    return { status: 200, body: { taken: type } };
  };

/** Several signatures are from several secrets, while one is being replaced. All are compared, in a time that says nothing. */
function isSigned(header: string, body: string, secret: string): boolean {
  const right = Buffer.from(`v1=${createHmac("sha256", secret).update(body).digest("hex")}`);
  const given = header.split(",", signaturesMax).map((each) => Buffer.from(each.trim()));
  return given.map((each) => each.length === right.length && timingSafeEqual(each, right)).includes(true);
}
