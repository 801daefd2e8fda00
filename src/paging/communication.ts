/** How Muster speaks to Azure Communication Services: which address, with what patience. */
import type { SmsClientOptions } from "@azure/communication-sms";
import { loopback } from "./address.ts";
import type { Advice } from "./fault.ts";

/** Where the resource is: what the SDK takes as its connection string, and the options for each client. */
export type Resource = { connection: string; options: SmsClientOptions };

const usualDeadlineMs = 10_000;

/**
 * Undefined when it cannot be read; its text must not be shown, since it has the key in it. The SDK refuses an endpoint
 * with a path (parseClientArguments of @azure/communication-common 2.4), which the sandbox has and a gateway may have,
 * so the path is put in by a policy, before the request is signed. Plain http is for this machine only.
 */
export function readResource(connectionString: string, deadlineMs = usualDeadlineMs): Resource | undefined {
  const [, endpoint, key] = /^\s*endpoint=([^;]+);\s*accesskey=([^;\s]+);?\s*$/i.exec(connectionString) ?? [];
  const url = URL.parse(endpoint ?? "");
  if (url === null || key === undefined || url.username !== "" || url.search !== "") return undefined;
  const near = loopback.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && near)) return undefined;
  const policy = ownPolicy(url.origin, url.pathname.replace(/\/+$/, ""), deadlineMs);
  return {
    connection: `endpoint=${url.origin}/;accesskey=${key}`,
    options: {
      // The SDK would send again by itself after 429, 5xx and resets, and ring a phone twice. A test counts requests.
      retryOptions: { maxRetries: 0 },
      redirectOptions: { maxRetries: 0 },
      allowInsecureConnection: near,
      additionalPolicies: [{ position: "perCall", policy }],
    },
  };
}

type Policy = NonNullable<SmsClientOptions["additionalPolicies"]>[number]["policy"];

/**
 * Every request gets its deadline here: some of the SDK's calls take no signal (startRecognizing of call-automation
 * 1.6.0), and its own timeout ends with the headers of the answer.
 */
const ownPolicy = (origin: string, path: string, deadlineMs: number): Policy => ({
  name: "musterPolicy",
  sendRequest(request, next) {
    request.abortSignal = AbortSignal.timeout(deadlineMs);
    const url = new URL(request.url);
    if (url.origin === origin && path !== "" && !url.pathname.startsWith(`${path}/`)) {
      url.pathname = path + url.pathname;
      request.url = url.href;
    }
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
