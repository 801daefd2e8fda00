/** How Muster speaks to Azure Communication Services: which address, with what patience. */
import type { SmsClientOptions } from "@azure/communication-sms";
import { loopback } from "./address.ts";
import type { Advice } from "./fault.ts";

/** Where the resource is: what the SDK takes as its connection string, and the options for each client. */
export type Resource = { connection: string; options: SmsClientOptions };

const usualDeadlineMs = 10_000;

/**
 * Undefined when it cannot be read; its text must not be shown, since it has the key in it. Plain http is for this
 * machine only, and the SDK takes no endpoint with a path.
 */
export function readResource(connectionString: string, deadlineMs = usualDeadlineMs): Resource | undefined {
  const [, endpoint, key] = /^\s*endpoint=([^;]+);\s*accesskey=([^;\s]+);?\s*$/i.exec(connectionString) ?? [];
  const url = URL.parse(endpoint ?? "");
  if (url === null || key === undefined || url.href !== `${url.origin}/`) return undefined;
  const near = loopback.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && near)) return undefined;
  return {
    connection: `endpoint=${url.href};accesskey=${key}`,
    options: {
      // The SDK would send again by itself after 429, 5xx and resets, and ring a phone twice. A test counts requests.
      retryOptions: { maxRetries: 0 },
      redirectOptions: { maxRetries: 0 },
      allowInsecureConnection: near,
      additionalPolicies: [{ position: "perCall", policy: deadline(deadlineMs) }],
    },
  };
}

type Policy = NonNullable<SmsClientOptions["additionalPolicies"]>[number]["policy"];

/**
 * Every request gets its deadline here: some of the SDK's calls take no signal (startRecognizing of call-automation
 * 1.6.0), and its own timeout ends with the headers of the answer.
 */
const deadline = (milliseconds: number): Policy => ({
  name: "deadlinePolicy",
  sendRequest(request, next) {
    request.abortSignal = AbortSignal.timeout(milliseconds);
    return next(request);
  },
});

/** What is the same for all that Azure Communication Services does. */
export const generalAdvice: Advice = [
  [
    /^401 /,
    "Azure Communication Services does not accept the key. Copy ACS_CONNECTION_STRING again from Keys in the portal, and check this machine's clock.",
  ],
  [
    /^403 /,
    "Azure Communication Services does not allow it. Check that the resource and its subscription may be used for this.",
  ],
];
