/** E-mail: `POST /emails:send` of Communication Services, the operation behind it, and its delivery reports. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Delivered } from "../delivery.ts";
import { type Answer, ok, type Route } from "../http.ts";
import { sandboxError } from "../sandbox-error.ts";
import type { Outgoing } from "../outgoing.ts";
import { acsError, badRequest, signed } from "./access.ts";
import { publish } from "./event-grid.ts";
import { emailFrom } from "./identity.ts";
import { linkIn } from "./outbox.ts";
import type { Paging } from "./paging.ts";
import { readJson } from "./read-json.ts";

const request = z.object({
  senderAddress: z.string(),
  content: z
    .object({ subject: z.string().min(1), plainText: z.string().optional(), html: z.string().optional() })
    .refine(({ plainText, html }) => (plainText ?? html ?? "") !== "", "has neither plainText nor html"),
  recipients: z.object({
    to: z
      .array(z.object({ address: z.email() }))
      .min(1)
      .max(50),
  }),
});

export const emailRoutes = (paging: Paging): Route[] => [
  signed("POST", "/emails:send", (call) => {
    const asked = readJson(call, request, badRequest);
    if (asked.senderAddress.toLowerCase() !== emailFrom)
      throw acsError(404, "DomainNotLinked", "The specified sender domain has not been linked.");
    const id = String(call.headers["operation-id"] ?? randomUUID());
    if (mail(paging, id) === undefined) send(paging, asked, id);
    const location = `${paging.url}/emails/operations/${id}?${call.query}`;
    return { status: 202, body: { id, status: "Running" }, headers: { "operation-location": location } };
  }),
  signed("GET", "/emails/operations/{operation}", (call) => {
    const outgoing = mail(paging, call.params["operation"]!);
    if (outgoing === undefined) throw acsError(404, "OperationNotFound", "There is no such operation.");
    const refused = { code: "EmailDropped", message: "None of the recipients can be reached." };
    // An operation is about what the service takes; whether it arrives is for the delivery report to say.
    const lost = paging.outbox.reach(outgoing.to) === "unknown";
    return ok({ id: outgoing.id, status: lost ? "Failed" : "Succeeded", ...(lost ? { error: refused } : {}) });
  }),
];

function mail(paging: Paging, id: string): Outgoing | undefined {
  const outgoing = paging.outbox.find(id);
  return outgoing?.kind === "email" ? outgoing : undefined;
}

function send(paging: Paging, { content, recipients }: z.infer<typeof request>, id: string): void {
  const { subject, plainText, html } = content;
  const [first] = recipients.to;
  const to = recipients.to.map(({ address }) => address).join(", ");
  const text = plainText ?? "";
  const link = linkIn(plainText ?? html ?? "");
  const made = { id, kind: "email" as const, from: emailFrom, to, subject, text, ...link };
  const outgoing = paging.outbox.add({ ...made, ...(html === undefined ? {} : { html }) }, "sent");
  const reach = paging.outbox.reach(first!.address);
  if (reach !== "manual")
    paging.soon(outgoing, () => reportMail(paging, outgoing, reach === "ok" ? "delivered" : "failed"));
}

/** The mail as a mail program shows it: no scripts, no forms, and what it links to opens elsewhere. */
export function mailPage({ html }: Outgoing): Answer {
  if (html === undefined) throw sandboxError(404, "It has no HTML.");
  const policy = [
    "sandbox allow-popups allow-popups-to-escape-sandbox",
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "img-src data: https:",
    "frame-ancestors 'self'",
  ];
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy.join("; ") };
  return { status: 200, body: `<!doctype html><base target="_blank">${html}`, headers };
}

/** Somebody opens the mail. */
export function seenMail(paging: Paging, outgoing: Outgoing): Promise<Delivered> {
  return publish(paging, outgoing, {
    id: randomUUID(),
    type: "EmailEngagementTrackingReportReceived",
    subject: `sender/${outgoing.from}/message/${outgoing.id}`,
    data: {
      sender: outgoing.from,
      messageId: outgoing.id,
      userActionTimeStamp: paging.store.now().toISOString(),
      engagementContext: "",
      userAgent: "",
      engagementType: "view",
    },
  });
}

/** It has arrived in the mailbox, or it never will. */
export function reportMail(paging: Paging, outgoing: Outgoing, state: "delivered" | "failed"): Promise<Delivered> {
  const details = "The mailbox does not exist.";
  paging.outbox.move(outgoing, state, state === "failed" ? { reason: details } : {});
  return publish(paging, outgoing, {
    id: randomUUID(),
    type: "EmailDeliveryReportReceived",
    subject: `sender/${outgoing.from}/message/${outgoing.id}`,
    data: {
      sender: outgoing.from,
      recipient: outgoing.to,
      messageId: outgoing.id,
      status: state === "delivered" ? "Delivered" : "Bounced",
      deliveryStatusDetails: { statusMessage: state === "delivered" ? "No error." : details },
      deliveryAttemptTimeStamp: paging.store.now().toISOString(),
    },
  });
}
