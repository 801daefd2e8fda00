/** The means of reaching people outside Teams that are set up. */
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import type { Pager, Pagers } from "../engine/ports.ts";
import { loopback } from "./address.ts";
import { type Calls, callPager, openCalls } from "./call.ts";
import { readResource, type Resource } from "./communication.ts";
import { emailPager } from "./email.ts";
import { pagerDutyPager } from "./pagerduty.ts";
import { smsPager } from "./sms.ts";
import { webhookPager } from "./webhook.ts";

export type PagingConfig = Pick<
  Config,
  | "HOST"
  | "PUBLIC_URL"
  | "ACS_CONNECTION_STRING"
  | "ACS_SMS_FROM"
  | "ACS_CALL_FROM"
  | "ACS_EMAIL_FROM"
  | "ACS_SPEECH_URL"
  | "PAGERDUTY_URL"
  | "PAGERDUTY_ROUTING_KEY"
  | "PAGE_WEBHOOK_URL"
  | "PAGE_WEBHOOK_SECRET"
>;

export type PagingTools = { config: PagingConfig; now: () => Date; log: Pick<Logger, "warn"> };

/**
 * Opens every means that has its settings, and says in the log what is set up by half. The SDKs are loaded when somebody
 * is first paged by them: nobody waits for them at the start. PagerDuty is always there: a person may have a routing
 * key of their own.
 */
export function openPagers({ config, now, log }: PagingTools): Pagers {
  for (const problem of halves(config)) log.warn(problem);
  const { ACS_SMS_FROM: sms, ACS_EMAIL_FROM: email, PAGE_WEBHOOK_SECRET: secret } = config;
  const resource = resourceOf(config);
  const call = callSettings(config);
  const none = undefined;
  const local = loopback.test(config.HOST);
  return {
    ...(resource === none || sms === none ? {} : { sms: whenNeeded(() => smsPager(resource, sms)) }),
    ...(resource === none || call === none ? {} : { call: whenNeeded(() => callPager(resource, call)) }),
    ...(resource === none || email === none ? {} : { email: whenNeeded(() => emailPager(resource, email)) }),
    pagerduty: pagerDutyPager({ url: config.PAGERDUTY_URL, routingKey: config.PAGERDUTY_ROUTING_KEY }),
    ...(secret === none ? {} : { webhook: webhookPager({ url: config.PAGE_WEBHOOK_URL, secret, local, now }) }),
  };
}

/** A means that is opened by its first use, and again where that failed. */
function whenNeeded(open: () => Promise<Pager>): Pager {
  const pager = once(open);
  return {
    send: async (summons) => (await pager()).send(summons),
    stop: async (summons, reference, why) => (await pager()).stop(summons, reference, why),
  };
}

function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
}

/** What the door for calls goes on with; undefined where calls are not set up. */
export function openCallControl(config: PagingConfig): Calls | undefined {
  const resource = resourceOf(config);
  if (resource === undefined || callSettings(config) === undefined) return undefined;
  const calls = once(() => openCalls(resource));
  return {
    ask: async (...asked) => (await calls()).ask(...asked),
    say: async (...said) => (await calls()).say(...said),
    hangUp: async (call) => (await calls()).hangUp(call),
  };
}

/** Without PUBLIC_URL no answer would ever come back from Azure. */
function resourceOf({ ACS_CONNECTION_STRING: text, PUBLIC_URL: publicUrl }: PagingConfig): Resource | undefined {
  return text === undefined || publicUrl === undefined ? undefined : readResource(text);
}

function callSettings({ ACS_CALL_FROM: from, ACS_SPEECH_URL: speech, PUBLIC_URL: publicUrl }: PagingConfig) {
  return from === undefined || speech === undefined || publicUrl === undefined
    ? undefined
    : { from, speech, publicUrl };
}

function halves(config: PagingConfig): string[] {
  const senders = config.ACS_SMS_FROM ?? config.ACS_CALL_FROM ?? config.ACS_EMAIL_FROM;
  const problems: [boolean, string][] = [
    [
      config.ACS_CONNECTION_STRING !== undefined && readResource(config.ACS_CONNECTION_STRING) === undefined,
      "ACS_CONNECTION_STRING cannot be read, so there are no text messages, calls and mails: copy it from Keys in the portal. It begins with endpoint=https://",
    ],
    [
      senders !== undefined && config.ACS_CONNECTION_STRING === undefined,
      "Senders are set but ACS_CONNECTION_STRING is not, so there are no text messages, calls and mails.",
    ],
    [
      senders !== undefined && config.PUBLIC_URL === undefined,
      "PUBLIC_URL is not set, so there are no text messages, calls and mails: nobody could answer them.",
    ],
    [
      config.ACS_CALL_FROM !== undefined && config.ACS_SPEECH_URL === undefined,
      "ACS_SPEECH_URL is not set, so there are no calls: nothing could be read out.",
    ],
    [
      config.PAGE_WEBHOOK_URL !== undefined && config.PAGE_WEBHOOK_SECRET === undefined,
      "PAGE_WEBHOOK_SECRET is not set, so there are no webhooks: nobody could tell who sent them.",
    ],
  ];
  return problems.filter(([bad]) => bad).map(([, sentence]) => sentence);
}
