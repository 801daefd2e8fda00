import { afterEach, expect, test } from "@jest/globals";
import type { Severity } from "../../src/domain/incident/facts.ts";
import { dedupKeyOf } from "../../src/paging/pagerduty.ts";
import { type Opened, opened, outageOf, summons } from "./tools.ts";

let server: Opened;
afterEach(() => server.stop());
const taken = { status: 202, body: { status: "success", message: "Event processed", dedup_key: "x" } };

test("a try is one alert: the same again adds to it, the next one wakes them again", async () => {
  server = await opened(() => taken);
  const page = summons({ url: "https://teams.microsoft.com/l/x", because: "you know payments" });
  expect(await server.pagers.pagerduty.send(page)).toEqual({ state: "sent", reference: "INC-42.17" });
  await server.pagers.pagerduty.send({ ...page, key: "INC-42.21" });
  expect(server.seen[0]).toMatchObject({ method: "POST", path: "/v2/enqueue" });
  expect(server.seen[0]?.body).toEqual({
    routing_key: "r".repeat(32),
    event_action: "trigger",
    dedup_key: "INC-42.17",
    payload: {
      summary: "SEV1 INC-42 checkout is down (you know payments)",
      source: "Muster",
      severity: "critical",
      custom_details: { incident: "INC-42", title: "checkout is down", for: "Ada", because: "you know payments" },
    },
    client: "Muster",
    client_url: page.reply.url,
    links: [{ href: "https://teams.microsoft.com/l/x", text: "INC-42 in Teams" }],
  });
  expect((server.seen[1]!.body as { dedup_key: string }).dedup_key).toBe("INC-42.21");
});

test("a drill says so in the summary and in the details", async () => {
  server = await opened(() => taken);
  await server.pagers.pagerduty.send(summons({ drill: true }));
  expect(server.seen[0]?.body).toMatchObject({
    payload: { summary: "DRILL SEV1 INC-42 checkout is down", custom_details: { drill: true } },
  });
});

test("severities are said in PagerDuty's words, and nothing is too long for it", async () => {
  server = await opened(() => taken);
  for (const severity of [1, 2, 3, 4] as Severity[])
    await server.pagers.pagerduty.send(summons({ severity, title: "x".repeat(5_000) }));
  await server.pagers.pagerduty.send(summons({}, { kind: "test" }));
  const bodies = server.seen.map(({ body }) => body as { payload: { severity: string; summary: string } });
  expect(bodies.map(({ payload }) => payload.severity)).toEqual(["critical", "error", "warning", "info", "info"]);
  expect(Math.max(...bodies.map(({ payload }) => payload.summary.length))).toBe(1024);
  expect(dedupKeyOf(`INC-42.${"x".repeat(400)}`)).toMatch(/^INC-42\.x+-[0-9a-f]{64}$/);
  expect(dedupKeyOf(`INC-42.${"x".repeat(400)}`).length).toBeLessThanOrEqual(255);
});

test("a person's own key is used, also to stop", async () => {
  server = await opened(() => taken);
  const page = summons({}, { to: { name: "Ada", pagerduty: "a".repeat(32) } });
  await server.pagers.pagerduty.stop(page, "INC-42.17", "acknowledged");
  await server.pagers.pagerduty.stop(page, "INC-42.17", "over");
  expect(server.seen.map(({ body }) => body)).toEqual([
    { routing_key: "a".repeat(32), event_action: "acknowledge", dedup_key: "INC-42.17" },
    { routing_key: "a".repeat(32), event_action: "resolve", dedup_key: "INC-42.17" },
  ]);
});

test("without any key nothing is sent", async () => {
  server = await opened(() => taken, { PAGERDUTY_ROUTING_KEY: undefined });
  const outage = await outageOf(server.pagers.pagerduty.send(summons()));
  expect([outage.again, outage.message, server.seen]).toEqual([
    false,
    expect.stringMatching(/no PagerDuty routing key/),
    [],
  ]);
});

test.each([
  [
    {
      status: 400,
      body: {
        status: "invalid event",
        message: "Event object is invalid",
        errors: ["Length of 'routing_key' is incorrect"],
      },
    },
    false,
    /integration key/,
  ],
  [{ status: 429 }, true, /slow down/],
  [{ status: 500 }, true, /could not be reached/],
  [{ status: 302, headers: { location: "https://evil.example" } }, false, /refused/],
  ["reset" as const, true, /could not be reached/],
])("%j is told in words, and asked once", async (reply, again, words) => {
  server = await opened(() => reply as never);
  const outage = await outageOf(server.pagers.pagerduty.send(summons()));
  expect([outage.again, outage.message, server.seen.length]).toEqual([again, expect.stringMatching(words), 1]);
});
