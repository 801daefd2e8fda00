/** The clock, faults on demand, the record of traffic, who may come in, and what is left after a restart. */
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { durationMs } from "../../sandbox/duration.ts";
import { completed } from "../../sandbox/older-worlds.ts";
import { startSandbox } from "../../sandbox/sandbox.ts";
import { freshWorld, type World } from "../../sandbox/world.ts";
import { idOf, inPath, type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

const post = async (text: string) =>
  stage.as("connector", "POST", `/connector/v3/conversations/${inPath(await idOf(stage, "Alerts"))}/activities`, {
    type: "message",
    text,
  });

test.each([
  ["PT5M", 300_000],
  ["P1DT2H", 93_600_000],
  ["PT0.5S", 500],
  ["P2W", 1_209_600_000],
  ["P", undefined],
  ["PT", undefined],
  ["P1M", undefined],
  ["5M", undefined],
])("%s is %s milliseconds", (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});

test("the clock moves with the bot's, and later messages carry the later time", async () => {
  const before = Date.parse((await stage.teams.clock()).now);
  const after = await stage.teams.advance("PT8H");
  expect(Date.parse(after.now) - before).toBeGreaterThanOrEqual(8 * 3_600_000);
  const steps = stage.bot.steps
    .filter((each) => each.path === "/dev/clock")
    .map((each) => each.body["advance"] as number);
  expect(Math.abs(steps.reduce((sum, step) => sum + step, 0) - 8 * 3_600_000)).toBeLessThan(2_000);
  const said = await stage.teams.say(await idOf(stage, "Alerts"), "Lee Gu", "late");
  expect(Date.parse(said.at)).toBeGreaterThanOrEqual(Date.parse(after.now));
  await expect(stage.teams.advance("soon")).rejects.toMatchObject({ status: 400 });
  await expect(stage.teams.advance("P900D")).rejects.toMatchObject({ status: 400 });
});

describe("faults", () => {
  test("answer in the shape of the service, as often as asked", async () => {
    await stage.teams.fault({ match: "POST /connector", status: 429, retryAfter: 3, times: 2 });
    const answers = [await post("a"), await post("b"), await post("c")];
    expect(answers.map((each) => each.status)).toEqual([429, 429, 201]);
    expect([answers[0]?.headers.get("retry-after"), answers[0]?.body["error"].code]).toEqual(["3", "TooManyRequests"]);
    expect(await stage.teams.faults()).toMatchObject([{ used: 2, times: 2 }]);
    await stage.teams.fault({ match: "^GET /graph/.*/members$", status: 503 });
    expect((await stage.as("graph", "GET", "/graph/v1.0/teams/x/members")).status).toBe(503);
    await stage.teams.clearFaults();
    expect(await stage.teams.faults()).toEqual([]);
  });

  test("ask for rest while everything goes well, as Azure DevOps does", async () => {
    const headers = { "X-RateLimit-Resource": "core/devops_us", "X-RateLimit-Delay": "5.000" };
    await stage.teams.fault({ match: "/devops/", retryAfter: 5, headers });
    const path = "/devops/contoso/_apis/projects/Operations";
    const [busy, quiet] = [await stage.as("devops", "GET", path), await stage.as("devops", "GET", path)];
    expect([busy.status, busy.body["name"]]).toEqual([200, "Operations"]);
    const told = (name: string) => [busy.headers.get(name), quiet.headers.get(name)];
    expect([told("retry-after"), told("x-ratelimit-delay"), told("x-ratelimit-resource")]).toEqual([
      ["5", null],
      ["5.000", null],
      ["core/devops_us", null],
    ]);
    await stage.teams.clearFaults();
  });

  test("bring headers with trouble, too", async () => {
    await stage.teams.fault({
      match: "/devops/",
      status: 429,
      retryAfter: 30,
      headers: { "X-RateLimit-Limit": "200" },
    });
    const { status, headers } = await stage.as("devops", "GET", "/devops/contoso/_apis/projects");
    expect([status, headers.get("retry-after"), headers.get("x-ratelimit-limit")]).toEqual([429, "30", "200"]);
    await stage.teams.clearFaults();
  });

  test.each([
    ["a length", { "Content-Length": "1" }],
    ["a line break", { "X-Odd": "a\r\nSet-Cookie: b" }],
    ["a name that is none", { "X Odd": "a" }],
    ["a number", { "X-Odd": 1 }],
    ["nothing", {}],
    ["a list", ["X-Odd"]],
  ])("take no headers with %s", async (_name, headers) => {
    const fault = { match: "/devops/", headers: headers as Record<string, string> };
    await expect(stage.teams.fault(fault)).rejects.toMatchObject({ status: 400 });
  });

  test("a connection cut after the fact has done its work, one cut before has not", async () => {
    const alerts = await idOf(stage, "Alerts");
    const count = (await stage.teams.messages(alerts)).length;
    await stage.teams.fault({ match: "/activities", drop: "before" });
    await expect(post("never")).rejects.toThrow();
    expect(await stage.teams.messages(alerts)).toHaveLength(count);
    await stage.teams.fault({ match: "/activities", drop: "after" });
    await expect(post("twice?")).rejects.toThrow();
    expect((await stage.teams.messages(alerts)).at(-1)?.text).toBe("twice?");
  });

  test("delay, and are refused when they make no sense", async () => {
    await stage.teams.fault({ match: "/activities", delayMs: 300 });
    const started = performance.now();
    expect((await post("slow")).status).toBe(201);
    expect(performance.now() - started).toBeGreaterThan(290);
    for (const wrong of [
      { match: "" },
      { match: "x" },
      { match: "x", status: 9999 },
      { match: "x", drop: "often" as never },
    ])
      await expect(stage.teams.fault(wrong as { match: string })).rejects.toMatchObject({ status: 400 });
  });
});

test("the record has every request with its bodies, and no secrets", async () => {
  await post("for the record");
  const har = await stage.teams.har();
  const entry = har.log.entries.findLast(
    (each) => each.request.method === "POST" && each.request.url.endsWith("/activities"),
  )!;
  expect(JSON.parse(entry.request.postData!.text)).toEqual({ type: "message", text: "for the record" });
  expect(JSON.parse(entry.response.content.text!)).toEqual({ id: expect.stringMatching(/^\d+$/) });
  const text = JSON.stringify(har);
  expect(text).not.toContain("sandbox-secret");
  expect(text).not.toMatch(/eyJ[\w-]+\./);
});

describe("who may come in", () => {
  const ask = (headers: Record<string, string>) =>
    new Promise<number>((resolve) => {
      request(`${stage.sandbox.url}/sandbox/people`, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      }).end();
    });

  test("only by a local name, and not from another site's page", async () => {
    const host = new URL(stage.sandbox.url).host;
    expect(await ask({ host })).toBe(200);
    expect(await ask({ host: host.replace("127.0.0.1", "localhost") })).toBe(200);
    expect(await ask({ host: "teams.evil.example" })).toBe(403);
    expect(await ask({ host, origin: "http://evil.example" })).toBe(403);
    expect(await ask({ host, origin: "http://127.0.0.1:1" })).toBe(403);
    expect(await ask({ host, origin: `http://${host}` })).toBe(200);
  });

  test.each([
    ["a wrong secret", { client_secret: "guess" }, 401],
    ["another application", { client_id: "somebody" }, 400],
    ["an unknown scope", { scope: "https://example.org/.default" }, 400],
    ["another grant", { grant_type: "password" }, 400],
  ])("%s gets no token", async (_name, change, status) => {
    const form = {
      grant_type: "client_credentials",
      client_id: "3d5f0c1a-9b7e-4f26-8a41-c0ffee15b075",
      client_secret: "sandbox-secret",
      scope: "https://graph.microsoft.com/.default",
      ...change,
    };
    const answer = await fetch(`${stage.sandbox.url}/login/7a0c9f2e-5b1d-4c83-9e64-1f2a3b4c5d6e/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams(form),
    });
    expect(answer.status).toBe(status);
  });

  test("files outside the page's folder are not served", async () => {
    for (const path of ["/app/%2e%2e%2fmain.ts", "/app/..%2f..%2fpackage.json", "/vendor/..%2fpackage.json"])
      expect((await fetch(stage.sandbox.url + path)).status).toBe(404);
  });
});

test("a page that listens hears of every change", async () => {
  const stream = await fetch(`${stage.sandbox.url}/sandbox/events`);
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  const alerts = await idOf(stage, "Alerts");
  const said = await stage.teams.say(alerts, "Lee Gu", "hear me");
  let heard = "";
  while (!heard.includes(said.id)) heard += (await reader.read()).value;
  expect(heard).toContain(JSON.stringify({ type: "message", conversation: alerts, id: said.id }));
  await reader.cancel();
});

test("everything is there again after a restart, nothing after a fresh start, and a folder has one sandbox", async () => {
  const data = mkdtempSync(join(tmpdir(), "sandbox-"));
  const options = { data, storage: process.env["AZURITE"]! };
  const first = await startStage(options);
  await first.teams.say(await idOf(first, "Payments"), "Lee Gu", "remember");
  const made = await first.teams.makeChannel("Incidents", "inc-1");
  await first.teams.advance("PT1H");
  await first.close();

  const second = await startStage(options);
  expect((await second.teams.messages(await idOf(second, "Payments"))).map((each) => each.text)).toEqual(["remember"]);
  expect((await second.teams.conversations()).map((each) => each.id)).toContain(made.id);
  expect((await second.teams.clock()).offsetMs).toBe(first.sandbox.store.world.clockOffsetMs);
  expect((await second.teams.clock()).offsetMs).toBeGreaterThan(3_500_000);
  expect(second.sandbox.prefix).toBe(first.sandbox.prefix);
  await second.close();

  const third = await startStage({ ...options, fresh: true });
  expect(await third.teams.messages(await idOf(third, "Payments"))).toEqual([]);
  expect(third.sandbox.prefix).not.toBe(first.sandbox.prefix);
  await third.close();
  rmSync(data, { recursive: true });
});

test("a world that was kept before phones were known is read as one in which nothing has been sent", () => {
  const { phones: _phones, reports: _reports, heartbeats: _heartbeats, ...old } = freshWorld(new Date());
  const sms = { id: "1", kind: "sms", to: "+441632960001", text: "x", at: "2026-01-01T00:00:00Z" };
  expect(completed({ ...old, outbox: [sms] } as unknown as World)).toMatchObject({
    outbox: [{ ...sms, state: "sent", history: [] }],
    phones: {},
    reports: [],
    heartbeats: { count: 0, last: null },
  });
});

test("a taken port is an error that leaves nothing behind", async () => {
  const port = Number(new URL(stage.sandbox.url).port);
  await expect(startSandbox({ port, muster: "none", storage: process.env["AZURITE"]! })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});
