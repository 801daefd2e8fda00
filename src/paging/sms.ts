/** Text messages by Azure Communication Services. Whether one arrived, and what was answered, comes through Event Grid. */
import type { Pager, Sending, Summons } from "../engine/ports.ts";
import { generalAdvice, type Resource } from "./communication.ts";
import { type Advice, faultFrom, missing, outageOf, words } from "./fault.ts";
import { textMessage } from "./words.ts";

const service = "Text messages";
const advice: Advice = [
  ...generalAdvice,
  [
    /^40[04] .*(from|sender|source|number.*(own|belong|provision|acquir|purchas))/i,
    "ACS_SMS_FROM is no number that this resource may send from. Buy one with SMS in the portal, or correct it.",
  ],
  [/opted? ?out/i, "They have opted out of text messages from this number. They can send START to it."],
  [
    /^4\d\d /,
    "The text message was refused. Check the person's phone number, and whether the number of ACS_SMS_FROM may send to that country.",
  ],
];

/** Sends from the number `from`. Nothing can be taken back, so stopping does nothing. */
export async function smsPager(resource: Resource, from: string): Promise<Pager> {
  const { SmsClient } = await import("@azure/communication-sms");
  const client = new SmsClient(resource.connection, resource.options);
  return {
    async send(summons: Summons): Promise<Sending> {
      const { name, phone } = summons.to;
      if (phone === undefined) throw missing(`${name} has no phone number. Add it to their entry.`);
      const results = await client
        .send(
          { from, to: [phone], message: textMessage(summons) },
          { enableDeliveryReport: true, tag: summons.reply.token },
        )
        .catch((error: unknown) => {
          throw outageOf(service, faultFrom(error), advice);
        });
      const [result] = results;
      if (result?.successful === true) return { state: "sent", reference: result.messageId ?? "" };
      throw outageOf(
        service,
        {
          status: result?.httpStatusCode ?? 0,
          code: "",
          message: words(result?.errorMessage ?? "no result for this number"),
        },
        advice,
      );
    },
    async stop() {},
  };
}
