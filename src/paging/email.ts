/** Mail by Azure Communication Services. Whether it arrived and was opened comes through Event Grid. */
import { createHash } from "node:crypto";
import { plainLine } from "../domain/alert/plain.ts";
import type { Pager, Sending, Summons } from "../engine/ports.ts";
import { generalAdvice, type Resource } from "./communication.ts";
import { type Advice, faultFrom, missing, outageOf, words } from "./fault.ts";
import { mailOf } from "./mail.ts";

const service = "E-mail";
const subjectMax = 200;
const advice: Advice = [
  ...generalAdvice,
  [
    /domain/i,
    "The domain of ACS_EMAIL_FROM is not verified, or not linked to the communication resource. Link it under Email, Domains in the portal.",
  ],
  [
    /sender/i,
    "ACS_EMAIL_FROM is no sender of its domain. Add it under MailFrom addresses in the portal, or correct it.",
  ],
  [
    /suppress|dropped/i,
    "The person's address is on the list of addresses that mail bounced from. Take it off in the portal.",
  ],
  [/^4\d\d |recipient|address/i, "The mail was refused. Check the person's address."],
];

/** Sends from the address `from`. Nothing can be taken back, so stopping does nothing. The reference is the operation id. */
export async function emailPager(resource: Resource, from: string): Promise<Pager> {
  const { EmailClient } = await import("@azure/communication-email");
  const client = new EmailClient(resource.connection, resource.options);
  return {
    async send(summons: Summons): Promise<Sending> {
      const { name, email } = summons.to;
      if (email === undefined) throw missing(`${name} has no e-mail address. Add it to their entry.`);
      const { subject, plainText, html } = mailOf(summons);
      const operationId = operationIdOf(summons.key);
      const progress: Progress = { accepted: false };
      await client
        .beginSend(
          {
            senderAddress: from,
            recipients: { to: [{ address: email, displayName: plainLine(name, 100) }] },
            content: { subject: plainLine(subject, subjectMax), plainText, html },
          },
          {
            operationId,
            onResponse: ({ request, status, parsedBody }) => heed(progress, request.method, status, parsedBody),
          },
        )
        // Once the mail is accepted it is on its way, whatever becomes of the SDK's first look after it.
        .catch((error: unknown) => {
          if (!progress.accepted) throw outageOf(service, faultFrom(error), advice);
        });
      if (progress.refusal !== undefined)
        throw outageOf(service, { status: 400, code: "", message: progress.refusal }, advice);
      return { state: "sent", reference: operationId };
    },
    async stop() {},
  };
}

type Progress = { accepted: boolean; refusal?: string };
type Told = { status?: unknown; error?: { code?: unknown; message?: unknown } } | undefined;

/** 409 says that this mail is there already (Microsoft Learn, "Repeatability of requests"). */
function heed(progress: Progress, method: string, status: number, body: Told): void {
  if (method === "POST") progress.accepted = status === 202 || status === 409;
  else if (status === 200 && body?.status === "Failed")
    progress.refusal = words(`${body.error?.code ?? "Failed"}: ${body.error?.message ?? "no reason given"}`);
}

/** A UUID made of the key: the same try twice is the same mail. */
export function operationIdOf(key: string): string {
  const hex = createHash("sha256").update(`muster mail ${key}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
