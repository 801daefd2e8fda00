import { expect, test } from "@jest/globals";
import { openCallControl, openPagers, type PagingConfig } from "../../src/paging/pagers.ts";
import { bare, configFor, key, now } from "./tools.ts";

async function open(change: Partial<PagingConfig>) {
  const warned: string[] = [];
  const log = { warn: (words: unknown) => void warned.push(String(words)) };
  const pagers = await openPagers({ config: { ...bare, ...change }, now: () => now, log });
  return { means: Object.keys(pagers).sort(), warned };
}
const full = configFor("https://muster.communication.azure.com");

test("a means without its settings is absent; PagerDuty may be a person's own", async () => {
  expect(await open({})).toEqual({ means: ["pagerduty"], warned: [] });
  expect(await open(full)).toEqual({ means: ["call", "email", "pagerduty", "sms", "webhook"], warned: [] });
  expect((await open({ ...full, ACS_SMS_FROM: undefined })).means).toEqual(["call", "email", "pagerduty", "webhook"]);
});

test.each([
  [{ PUBLIC_URL: undefined }, "PUBLIC_URL is not set", ["pagerduty", "webhook"]],
  [{ ACS_CONNECTION_STRING: undefined }, "Senders are set", ["pagerduty", "webhook"]],
  [{ ACS_CONNECTION_STRING: "endpoint=muster" }, "ACS_CONNECTION_STRING cannot be read", ["pagerduty", "webhook"]],
  [
    { ACS_CONNECTION_STRING: `endpoint=https://a.example/b;accesskey=${key}` },
    "cannot be read",
    ["pagerduty", "webhook"],
  ],
  [{ ACS_SPEECH_URL: undefined }, "ACS_SPEECH_URL is not set", ["email", "pagerduty", "sms", "webhook"]],
  [{ PAGE_WEBHOOK_SECRET: undefined }, "PAGE_WEBHOOK_SECRET is not set", ["call", "email", "pagerduty", "sms"]],
] as const)("what is set up by half is absent, and said: %j", async (change, words, means) => {
  expect(await open({ ...full, ...change })).toEqual({ means, warned: [expect.stringContaining(words)] });
});

test("the key goes over plain http on this machine only, and is in no warning", async () => {
  const ACS_CONNECTION_STRING = `endpoint=http://muster.example.com/;accesskey=${key}`;
  const { means, warned } = await open({ ...full, ACS_CONNECTION_STRING });
  expect(means).toEqual(["pagerduty", "webhook"]);
  expect(warned.join()).not.toContain(key);
});

test("there is something to go on with in calls where calls are set up", async () => {
  expect(await openCallControl(full)).toBeDefined();
  expect(await openCallControl({ ...full, ACS_CALL_FROM: undefined })).toBeUndefined();
});
