/** The clients that Microsoft publishes, pointed at a sandbox, and what the bot was told of pages. */
import { CallAutomationClient } from "@azure/communication-call-automation";
import { EmailClient } from "@azure/communication-email";
import { SmsClient } from "@azure/communication-sms";
import { accessKey, callFrom, speechUrl } from "../../sandbox/paging/identity.ts";
import type { Heard, Stage } from "./fake-bot.ts";

export const megan = "+441632960001";
export const smsFrom = "+441632960900";

/** The sandbox has no certificate: the clients take http only when they are told to. */
export const options = (retryOptions: object = { maxRetries: 0 }) => ({ allowInsecureConnection: true, retryOptions });

export const connection = ({ sandbox }: Stage, key?: string): string =>
  `endpoint=${sandbox.url}/;accesskey=${key === undefined ? accessKey : Buffer.from(key).toString("base64")}`;

export const smsClient = (stage: Stage, retries?: object) => new SmsClient(connection(stage), options(retries));
export const emailClient = (stage: Stage) => new EmailClient(connection(stage), options());
export const callClient = (stage: Stage) => new CallAutomationClient(connection(stage), options());

export const callback = ({ sandbox }: Stage): string => `${sandbox.url}/api/paging/call?token=t`;

/** Calls Megan with a voice that can read out. */
export async function ring(stage: Stage, to: string = megan) {
  const { callConnection } = await callClient(stage).createCall(
    { targetParticipant: { phoneNumber: to }, sourceCallIdNumber: { phoneNumber: callFrom } },
    callback(stage),
    { operationContext: "page 1", callIntelligenceOptions: { cognitiveServicesEndpoint: speechUrl } },
  );
  return callConnection;
}

/** The events that came: the type without its prefix, and the data. */
export const eventsIn = ({ bot }: Stage): { type: string; data: Heard }[] =>
  bot.reports.flatMap(({ body }) =>
    (Array.isArray(body) ? (body as Heard[]) : []).map((event) => ({
      type: String(event["eventType"] ?? event["type"]).replace("Microsoft.Communication.", ""),
      data: event["data"],
    })),
  );

/** What is sent by itself comes a moment later. */
export async function until(done: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200 && !done(); attempt++) await new Promise((resolve) => setTimeout(resolve, 10));
}
