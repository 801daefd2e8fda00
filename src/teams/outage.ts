/** What went wrong between Muster and the Bot Connector, and what the person who can mend it should do. */
import { z } from "zod";
import { Outage } from "../engine/ports.ts";
import { legible } from "./characters.ts";

/** `landed`: whether the request may have been carried out all the same. */
export type Failure = {
  status: number | undefined;
  code: string;
  message: string;
  afterMs: number | undefined;
  landed: "no" | "perhaps";
};

const shape = z.object({
  name: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  statusCode: z.number().optional().catch(undefined),
  response: z
    .object({
      bodyAsText: z.string().nullish().catch(undefined),
      headers: z.custom<{ get(name: string): string | undefined }>(),
    })
    .optional()
    .catch(undefined),
});
const bodyShape = z.object({ error: z.object({ code: z.string().catch(""), message: z.string().catch("") }) });

/** Errors of the network that say the request was never delivered. */
const undelivered = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/** Reads an error of botframework-connector's client. */
export function failureOf(error: unknown, now: Date): Failure {
  const read = shape.safeParse(error).data ?? {};
  const answer = bodyShape.safeParse(json(read.response?.bodyAsText ?? "")).data?.error;
  const code = answer?.code || (read.statusCode === undefined ? (read.code ?? read.name ?? "") : "");
  return {
    status: read.statusCode,
    code,
    message: legible(answer?.message || (read.message ?? String(error))).slice(0, 300),
    afterMs: retryAfterMs(read.response?.headers.get("retry-after"), now),
    landed: read.statusCode === undefined && !undelivered.test(code) ? "perhaps" : "no",
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Retry-After comes in seconds or as a date. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined || header === "") return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now.getTime();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** The status codes are in Microsoft Learn, "Send and receive messages". */
const advice: readonly (readonly [RegExp, string])[] = [
  [/ConversationBlockedByUser/i, "The person has blocked Muster. They can unblock it in its chat."],
  [/BotDisabledByAdmin/i, "A Teams administrator has disabled Muster. It must be allowed in the Teams admin center."],
  [/BotNotInConversationRoster/i, "Muster is not a member there. Install the app in the team, or for the person."],
  [/ForbiddenOperation/i, "Muster is not installed there. Install the app for the person, or in a team they are in."],
  [/MessageWritesBlocked/i, "Nobody may write there: the chat or channel is closed or read-only."],
  [/NotEnoughPermissions/i, "Muster lacks a permission there. Install the app again and agree to its permissions."],
  [/InvalidBotApiHost/i, "This tenant needs another service address. Set CONNECTOR_URL to the one for its cloud."],
  [/MessageSizeTooBig|^413 /i, "The message is too large for Teams."],
  [/ActivityNotFoundInConversation/i, "The message to change is not there any more."],
  [/^404 /, "The channel or chat is not there any more."],
  [/^401 /, "Teams does not accept Muster's sign-in. Check BOT_APP_ID, BOT_APP_SECRET and BOT_APP_TENANT."],
  [/^403 /, "Teams does not let Muster do that. Check that the app is installed there and allowed."],
];

/** An Outage with a sentence for a person. Whatever is not this side's fault may work later. */
export function outageOf(failure: Failure, cause: unknown): Outage {
  const { status, code, message, afterMs } = failure;
  const found = advice.find(([pattern]) => pattern.test(`${status ?? ""} ${code}`) || pattern.test(code))?.[1];
  const detail = [status, code, message].filter((part) => part !== undefined && part !== "").join(", ");
  const again = found === undefined && (status === undefined || status >= 500 || status === 412 || status === 429);
  const words =
    found ?? (again ? "Teams could not be reached, or did not answer in time." : "Teams refused a message.");
  return new Outage(`${words} (${detail})`, { again, afterMs, cause });
}
