/**
 * POST /api/paging/azure: what Event Grid brings from Azure Communication Services, which is delivery reports and text
 * messages (Microsoft Learn, "Azure Communication Services - SMS events" and "- Email events").
 */
import type { Logger } from "pino";
import { z } from "zod";
import type { PagingEvent, Replies } from "../engine/replies.ts";
import type { Answer } from "./answer.ts";
import { readText } from "./body.ts";
import type { Door } from "./door.ts";
import { type CloudEvent, readEvents, takeIn } from "./paging-events.ts";
import { requireToken } from "./token.ts";

const text = z.string().max(2_000);
const details = z
  .union([text, z.object({ statusMessage: text.nullish() })])
  .nullish()
  .catch(undefined);

/** Microsoft's examples write `Tag`, its SDKs `tag`. */
const smsReport = z
  .object({ tag: text.nullish(), Tag: text.nullish(), deliveryStatus: text, deliveryStatusDetails: details })
  .transform(({ tag, Tag, deliveryStatus, deliveryStatusDetails }) => ({
    token: tag ?? Tag ?? undefined,
    status: deliveryStatus,
    why: deliveryStatusDetails,
  }));
const smsReceived = z.object({ from: text, message: z.string().max(10_000) });
const mailReport = z.object({ messageId: text, status: text, deliveryStatusDetails: details });
const mailSeen = z.object({ messageId: text, engagementType: text });
const validation = z.object({ validationCode: text });

/** Also answers OPTIONS, by which CloudEvents asks whether it may deliver here (CloudEvents, "HTTP 1.1 Web Hooks"). */
export const azureEventsDoor =
  (tokens: readonly string[], replies: Replies, log: Logger): Door =>
  async (request) => {
    requireToken(request, tokens);
    if (request.method === "OPTIONS") return allowed(request.headers["webhook-request-origin"]);
    const events = readEvents(await readText(request));
    const code = events.map(validationCode).find((each) => each !== undefined);
    if (code !== undefined) return { status: 200, body: { validationResponse: code } };
    for (const event of events)
      await takeIn(log, { event: event.id, type: event.type }, () => hear(event, replies, log));
    return { status: 200, body: { taken: events.length } };
  };

const allowed = (origin: unknown): Answer => ({
  status: 200,
  headers: {
    Allow: "POST",
    "WebHook-Allowed-Origin": typeof origin === "string" ? origin : "*",
    "WebHook-Allowed-Rate": "*",
  },
});

const validationCode = ({ type, data }: CloudEvent): string | undefined =>
  type === "Microsoft.EventGrid.SubscriptionValidationEvent"
    ? validation.safeParse(data).data?.validationCode
    : undefined;

async function hear(event: CloudEvent, replies: Replies, log: Logger): Promise<void> {
  const { id, type, data } = event;
  const short = type.replace(/^Microsoft\.Communication\./, "");
  const cause = (status: string): string => `azure ${short} ${id} ${status}`.slice(0, 600);
  const sms = short === "SMSDeliveryReportReceived" ? smsReport.safeParse(data).data : undefined;
  if (sms?.token !== undefined) {
    await replies.hear(sms.token, reported(sms.status, sms.why), cause(sms.status));
    return;
  }
  const said = short === "SMSReceived" ? smsReceived.safeParse(data).data : undefined;
  if (said !== undefined) {
    const answer = await replies.hearMessage(international(said.from), said.message, cause(""));
    log.info({ event: id, answer }, "A text message was heard");
    return;
  }
  const mail = short === "EmailDeliveryReportReceived" ? mailReport.safeParse(data).data : undefined;
  if (mail !== undefined)
    return await replies.hearAbout(
      mail.messageId,
      reported(mail.status, mail.deliveryStatusDetails),
      cause(mail.status),
    );
  const opened = short === "EmailEngagementTrackingReportReceived" ? mailSeen.safeParse(data).data : undefined;
  if (opened !== undefined) return await replies.hearAbout(opened.messageId, seen, cause(opened.engagementType));
  log.warn({ event: id, type }, "An event of Azure says nothing about a page");
}

const seen: PagingEvent = { kind: "reported", state: "seen" };

/** Expanded is what became of a list of people: it has left, and nobody knows how far. All else has failed. */
function reported(status: string, why: z.infer<typeof details>): PagingEvent {
  if (/^delivered$/i.test(status)) return { kind: "reported", state: "delivered" };
  if (/^expanded$/i.test(status)) return { kind: "reported", state: "sent" };
  const told = typeof why === "object" && why !== null ? why.statusMessage : why;
  return {
    kind: "reported",
    state: "failed",
    reason: [status, told ?? ""]
      .filter((part) => part !== "")
      .join(": ")
      .slice(0, 300),
  };
}

/** Numbers come with and without their plus. */
const international = (phone: string): string => (/^\d/.test(phone) ? `+${phone}` : phone);
