/** PagerDuty's events, the webhook of one's own, the heartbeat, and tokens of people: the roads without a client of their own. */
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { pagerDutySecret, routingKey, webhookSecret } from "../../sandbox/paging/identity.ts";
import { appId, tenant } from "../../sandbox/people.ts";
import { type Heard, type Stage, startStage } from "./fake-bot.ts";
import { until } from "./paging-tools.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.sandbox.delivery.settle();
  stage.bot.reports = [];
});

const last = async () => (await stage.teams.outbox()).at(-1)!;

describe("PagerDuty", () => {
  const payload = { summary: "checkout is down", source: "Muster", severity: "critical" };
  const enqueue = (event: object) =>
    stage.as("nobody", "POST", "/pagerduty/v2/enqueue", { routing_key: routingKey, ...event });
  const trigger = (dedup_key: string) => enqueue({ event_action: "trigger", dedup_key, payload });
  const told = () => stage.bot.reports.map(({ body }) => body["event"]);

  test("keeps one alert for one key, and opens another after the first was resolved", async () => {
    const { status, body } = await trigger("one");
    expect([status, body]).toEqual([202, { status: "success", message: "Event processed", dedup_key: "one" }]);
    await trigger("one");
    await enqueue({ event_action: "resolve", dedup_key: "one" });
    await trigger("one");
    await enqueue({ event_action: "acknowledge", dedup_key: "one" });
    await enqueue({ event_action: "acknowledge", dedup_key: "of nobody" });
    const alerts = (await stage.teams.outbox()).filter(({ tag }) => tag === "one");
    expect(alerts.map(({ state }) => state)).toEqual(["resolved", "acknowledged"]);
    await until(() => stage.bot.reports.length > 1);
  });

  test("leaves alone what another service calls by the same key", async () => {
    await trigger("shared");
    const other = "another0routing0key0of0pagerduty";
    await enqueue({ routing_key: other, event_action: "resolve", dedup_key: "shared" });
    expect((await last()).state).toBe("open");
  });

  test.each([
    ["a short key", { routing_key: "short", event_action: "trigger", payload }],
    ["no summary", { event_action: "trigger", payload: { ...payload, summary: "" } }],
    ["a severity of its own", { event_action: "trigger", payload: { ...payload, severity: "sev1" } }],
    ["no dedup key", { event_action: "acknowledge" }],
  ])("refuses %s", async (_what, event) => {
    const { status, body } = await enqueue(event);
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: "invalid event", errors: [expect.any(String)] });
  });

  test("tells Muster who acknowledged, signed as PagerDuty signs", async () => {
    await trigger("two");
    const { id } = await last();
    expect(await stage.teams.answer(id, { action: "acknowledge", by: "Megan Bowen" })).toMatchObject({
      state: "acknowledged",
      delivered: { status: 200 },
    });
    const { path, headers, text } = stage.bot.reports.at(-1)!;
    expect(path).toBe("/api/paging/pagerduty");
    const signature = createHmac("sha256", pagerDutySecret).update(text).digest("hex");
    expect(headers["x-pagerduty-signature"]).toBe(`v1=${signature}`);
    expect(told().at(-1)).toMatchObject({
      event_type: "incident.acknowledged",
      agent: { type: "user_reference", summary: "Megan Bowen" },
      data: { id, incident_key: "two", status: "acknowledged" },
    });
    await expect(stage.teams.answer(id, { action: "acknowledge" })).rejects.toMatchObject({ status: 409 });
  });

  test("tells what came by an event too, and by whom", async () => {
    await trigger("three");
    await until(() => stage.bot.reports.length > 0);
    await enqueue({ event_action: "resolve", dedup_key: "three" });
    await until(() => stage.bot.reports.length > 1);
    expect(told().map((event: Heard) => [event["event_type"], event["agent"].type])).toEqual([
      ["incident.triggered", "inbound_integration_reference"],
      ["incident.resolved", "inbound_integration_reference"],
    ]);
  });

  test("shows no routing key in the record", async () => {
    expect(JSON.stringify(await stage.teams.har())).not.toContain(routingKey);
  });
});

describe("the webhook", () => {
  const said = (type: string) => ({
    type,
    key: "k",
    to: { name: "Megan Bowen" },
    incident: { title: "checkout is down" },
    reply: { url: "http://127.0.0.1/page/z" },
  });
  const send = async (body: object, secret: string = webhookSecret) => {
    const text = JSON.stringify(body);
    const signature = createHmac("sha256", secret).update(`7.${text}`).digest("hex");
    const headers = { "content-type": "application/json", "x-muster-signature": `t=7,v1=${signature}` };
    return (await fetch(`${stage.sandbox.url}/hooks/page`, { method: "POST", headers, body: text })).status;
  };

  test("keeps what is signed, once, and refuses the rest", async () => {
    const before = (await stage.teams.outbox()).length;
    expect(await send(said("page.started"), "somebody else's secret")).toBe(401);
    expect([await send(said("page.started")), await send(said("page.started"))]).toEqual([202, 202]);
    expect(await stage.teams.outbox()).toHaveLength(before + 1);
    expect(await last()).toMatchObject({
      kind: "webhook",
      to: "Megan Bowen",
      text: "checkout is down",
      link: "http://127.0.0.1/page/z",
    });
    await send(said("page.stopped"));
    expect((await stage.teams.outbox()).slice(-2).map(({ state }) => state)).toEqual(["ended", "delivered"]);
  });
});

test("heartbeats are counted, by the sandbox's clock", async () => {
  expect(await stage.teams.heartbeats()).toEqual({ count: 0, last: null });
  for (const method of ["GET", "POST"]) await fetch(`${stage.sandbox.url}/hooks/heartbeat`, { method });
  const { count, last: at } = await stage.teams.heartbeats();
  expect(count).toBe(2);
  expect(Math.abs(Date.parse(at!) - Date.parse((await stage.teams.clock()).now))).toBeLessThan(5_000);
});

test("a person's token is good for the tab, by the keys that the sign-in shows, on either clock", async () => {
  await stage.teams.advance("P3D");
  const issuer = `${stage.sandbox.url}/login/${tenant}/v2.0`;
  const metadata = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Heard;
  expect(metadata["issuer"]).toBe(issuer);
  expect(metadata["jwks_uri"]).toBe(`${stage.sandbox.url}/login/${tenant}/discovery/v2.0/keys`);
  const keys = createRemoteJWKSet(new URL(String(metadata["jwks_uri"])));
  const token = await stage.teams.token("AlexW@contoso.onmicrosoft.com");
  for (const currentDate of [new Date(), stage.sandbox.store.now()]) {
    const { payload } = await jwtVerify(token, keys, { issuer, audience: appId, currentDate, algorithms: ["RS256"] });
    const alex = (await stage.teams.people()).find(({ name }) => name === "Alex Wilber")!;
    expect(payload).toMatchObject({
      tid: tenant,
      oid: alex.id,
      name: "Alex Wilber",
      preferred_username: alex.upn,
      scp: "access_as_user",
    });
  }
  await expect(stage.teams.token("Nobody")).rejects.toMatchObject({ status: 400 });
});
