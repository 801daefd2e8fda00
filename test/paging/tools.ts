/** Pagers against a small server of our own, by the real SDKs; and what was asked of it. */
import { createHash, createHmac } from "node:crypto";
import type { Severity } from "../../src/domain/incident/facts.ts";
import { Outage, type Pagers, type Summons } from "../../src/engine/ports.ts";
import { openPagers, type PagingConfig } from "../../src/paging/pagers.ts";
import { type Reply, type Scripted, scripted, type Seen } from "../graph/scripted.ts";

export const key = Buffer.from("a key of the communication resource").toString("base64");
export const now = new Date("2026-11-22T03:00:00Z");
const token = "INC-42.17.abcdefghijklmnopqrst-_";

export const bare: PagingConfig = { HOST: "0.0.0.0", PAGERDUTY_URL: "http://127.0.0.1:9" } as PagingConfig;

/** Everything set up, at one server. */
export const configFor = (url: string): PagingConfig => ({
  HOST: "127.0.0.1",
  PUBLIC_URL: "https://muster.example.com",
  ACS_CONNECTION_STRING: `endpoint=${url}/;accesskey=${key}`,
  ACS_SMS_FROM: "+441632960001",
  ACS_CALL_FROM: "+441632960002",
  ACS_EMAIL_FROM: "muster@mail.example.com",
  ACS_SPEECH_URL: "https://speech.cognitiveservices.azure.com",
  PAGERDUTY_URL: url,
  PAGERDUTY_ROUTING_KEY: "r".repeat(32),
  PAGE_WEBHOOK_URL: `${url}/hook`,
  PAGE_WEBHOOK_SECRET: "a secret of sixteen and more",
});

export type Opened = Scripted & { pagers: Required<Omit<Pagers, "teams" | "channel">>; warned: string[] };

export async function opened(
  answer: (seen: Seen, number: number) => Reply,
  change: Partial<PagingConfig> = {},
): Promise<Opened> {
  const server = await scripted(answer);
  const warned: string[] = [];
  const log = { warn: (words: unknown) => void warned.push(String(words)) };
  const pagers = await openPagers({ config: { ...configFor(server.url), ...change }, now: () => now, log });
  return { ...server, pagers: pagers as Opened["pagers"], warned };
}

export function summons(about: Partial<Summons["about"]> = {}, more: Partial<Summons> = {}): Summons {
  return {
    key: "INC-42.17",
    kind: "page",
    to: { name: "Ada", phone: "+441632960123", email: "ada@example.com" },
    about: { id: "INC-42", title: "checkout is down", severity: 1 as Severity, because: "", url: undefined, ...about },
    reply: { url: `https://muster.example.com/page/${token}`, token },
    ...more,
  };
}

/** The Outage that this ends in. */
export async function outageOf(work: Promise<unknown>): Promise<Outage> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Outage)) throw new Error(`An Outage was expected, not ${String(error)}.`);
  return error;
}

/** Whether a request is signed with the key, as Microsoft Learn describes it ("Sign an HTTP request", Communication Services). */
export function isSigned(seen: Seen): boolean {
  const text = seen.body === undefined ? "" : JSON.stringify(seen.body);
  const hash = createHash("sha256").update(text).digest("base64");
  const query = seen.query.toString();
  const words = `${seen.method}\n${encodeURI(seen.path)}${query === "" ? "" : `?${query}`}\n${seen.headers["x-ms-date"]};${seen.headers.host};${hash}`;
  const signature = createHmac("sha256", Buffer.from(key, "base64")).update(words).digest("base64");
  return (
    seen.headers.authorization === `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`
  );
}
