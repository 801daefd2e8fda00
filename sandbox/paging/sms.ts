/** Text messages: `POST /sms` of Communication Services, their delivery reports, and answers from a phone. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Delivered } from "../delivery.ts";
import type { Route } from "../http.ts";
import type { Outgoing } from "../outgoing.ts";
import { badRequest, signed } from "./access.ts";
import { publish } from "./event-grid.ts";
import { smsFrom } from "./identity.ts";
import { isNumber, linkIn } from "./outbox.ts";
import type { Paging } from "./paging.ts";
import { readJson } from "./read-json.ts";

const request = z.object({
  from: z.string(),
  smsRecipients: z
    .array(z.object({ to: z.string(), repeatabilityRequestId: z.string().optional() }))
    .min(1)
    .max(100),
  message: z.string().min(1).max(2_048),
  smsSendOptions: z.object({ enableDeliveryReport: z.boolean(), tag: z.string().max(2_048).optional() }).optional(),
});
type Recipient = z.infer<typeof request>["smsRecipients"][number];

export const smsRoutes = (paging: Paging): Route[] => [
  signed("POST", "/sms", (call) => {
    const asked = readJson(call, request, badRequest);
    if (asked.from !== smsFrom) throw badRequest(`The resource has no number ${asked.from}.`);
    return { status: 202, body: { value: asked.smsRecipients.map((each) => text(paging, asked, each)) } };
  }),
];

function text(paging: Paging, asked: z.infer<typeof request>, { to, repeatabilityRequestId: repeat }: Recipient) {
  if (!isNumber(to) || paging.outbox.reach(to) === "unknown")
    return { to, httpStatusCode: 400, successful: false, errorMessage: "Invalid To phone number format." };
  const outgoing = paging.outbox.repeated(repeat) ?? send(paging, asked, to, repeat);
  return { to, messageId: outgoing.id, httpStatusCode: 202, repeatabilityResult: "accepted", successful: true };
}

function send(paging: Paging, asked: z.infer<typeof request>, to: string, repeat: string | undefined): Outgoing {
  const { from, message, smsSendOptions: { enableDeliveryReport: report = false, tag } = {} } = asked;
  const made = { id: `Outgoing_${randomUUID()}`, kind: "sms" as const, from, to, text: message, report };
  const known = {
    ...linkIn(message),
    ...(tag === undefined ? {} : { tag }),
    ...(repeat === undefined ? {} : { repeat }),
  };
  const outgoing = paging.outbox.add({ ...made, ...known }, "sent");
  const reach = paging.outbox.reach(to);
  if (reach !== "manual")
    paging.soon(outgoing, () => reportText(paging, outgoing, reach === "ok" ? "delivered" : "failed"));
  return outgoing;
}

/** It has arrived, or it never will. */
export async function reportText(
  paging: Paging,
  outgoing: Outgoing,
  state: "delivered" | "failed",
): Promise<Delivered | undefined> {
  const details = state === "delivered" ? "No error." : "The phone cannot be reached.";
  paging.outbox.move(outgoing, state, state === "failed" ? { reason: details } : {});
  if (outgoing.report !== true) return undefined;
  const now = paging.store.now().toISOString();
  const [segmentsSucceeded, segmentsFailed] = state === "delivered" ? [1, 0] : [0, 1];
  return publish(paging, outgoing, {
    id: outgoing.id,
    type: "SMSDeliveryReportReceived",
    subject: `/phonenumber/${outgoing.from.slice(1)}`,
    data: {
      messageId: outgoing.id,
      from: outgoing.from,
      to: outgoing.to,
      deliveryStatus: state === "delivered" ? "Delivered" : "Failed",
      deliveryStatusDetails: details,
      receivedTimestamp: now,
      deliveryAttempts: [{ timestamp: now, segmentsSucceeded, segmentsFailed }],
      ...(outgoing.tag === undefined ? {} : { tag: outgoing.tag }),
    },
  });
}

/** Somebody writes back. Microsoft's examples name both numbers without a plus here. */
export function reply(paging: Paging, outgoing: Outgoing, message: string): Promise<Delivered> {
  paging.outbox.move(outgoing, "answered", { text: message });
  const id = `Incoming_${randomUUID()}`;
  return publish(paging, outgoing, {
    id,
    type: "SMSReceived",
    subject: `/phonenumber/${outgoing.from.slice(1)}`,
    data: {
      messageId: id,
      from: outgoing.to.slice(1),
      to: outgoing.from.slice(1),
      message,
      receivedTimestamp: paging.store.now().toISOString(),
      segmentCount: 1,
    },
  });
}
