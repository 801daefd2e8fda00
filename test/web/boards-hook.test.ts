/** POST /api/boards/hook: who may say that a work item changed, and what is taken from what they say. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import pino from "pino";
import { Outage } from "../../src/engine/ports.ts";
import { boardsHookRoutes, type HearOfItem } from "../../src/web/boards-hook.ts";
import { type Running, startForTest } from "./running.ts";

const token = "correct horse: battery";
let heard: Parameters<HearOfItem>[0][];
let trouble: Error | undefined;
let running: Running;

const startWith = (password: string | undefined) =>
  startForTest({
    others: boardsHookRoutes(
      password,
      async (hint) => {
        if (trouble !== undefined) throw trouble;
        heard.push(hint);
      },
      pino({ level: "silent" }),
    ),
  });
beforeEach(async () => {
  heard = [];
  trouble = undefined;
  running = await startWith(token);
});
afterEach(() => running.close());

const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString("base64")}` });
const right = basic(`muster:${token}`);
const post = (body: unknown, headers: Record<string, string> = right) =>
  fetch(`${running.url}/api/boards/hook`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const updated = { eventType: "workitem.updated", resource: { id: 2, workItemId: 7, rev: 5, fields: {} } };

describe("who may", () => {
  test.each([
    ["the password, with any name and with colons in it", basic(`anybody:${token}`), 200],
    ["a bearer token", { authorization: "Bearer t" }, 401],
    ["another password", basic("muster:wrong"), 401],
    ["the password as the name", basic(`${token}:`), 401],
    ["no colon", basic(token.replaceAll(":", "")), 401],
    ["nothing", {}, 401],
    ["nonsense", { authorization: "Basic ###" }, 401],
  ])("with %s: %j", async (_, headers, status) => {
    expect((await post(updated, headers as Record<string, string>)).status).toBe(status);
    expect(heard).toHaveLength(status === 200 ? 1 : 0);
  });

  test("a token without blanks may come as a bearer token", async () => {
    await running.close();
    running = await startWith("a-token");
    expect((await post(updated, { authorization: "Bearer a-token" })).status).toBe(200);
  });

  test("where no token is set there is nothing", async () => {
    await running.close();
    running = await startWith(undefined);
    expect((await post(updated, basic("muster:"))).status).toBe(404);
  });
});

describe("what is taken", () => {
  test("is which item, and at which revision it is; nothing else of what was said", async () => {
    expect((await post(updated)).status).toBe(200);
    await post({ eventType: "workitem.deleted", resource: { id: 8, rev: 3 } });
    await post({ eventType: "workitem.restored", resource: { id: 9 } });
    await post({ eventType: "workitem.updated", resource: { id: 5, rev: 1, fields: { "System.Title": "flat" } } });
    expect(heard).toEqual([{ id: 7, rev: 5 }, { id: 8 }, { id: 9 }, { id: 5, rev: 1 }]);
  });

  test("is nothing of other events, which are no mistake", async () => {
    expect((await post({ eventType: "workitem.commented", resource: { id: 7 } })).status).toBe(200);
    expect((await post({ eventType: "git.push", resource: {} })).status).toBe(200);
    expect(heard).toEqual([]);
  });

  test.each([
    ["an item without a number", { eventType: "workitem.updated", resource: { rev: 2 } }],
    ["no resource", { eventType: "workitem.deleted" }],
    ["a number that cannot be", { eventType: "workitem.deleted", resource: { id: -1 } }],
    ["a number as text", { eventType: "workitem.deleted", resource: { id: "7" } }],
    ["no event", { hello: 1 }],
    ["no object", []],
    ["no JSON", "{"],
  ])("is nothing of %s: 400", async (_, body) => {
    expect((await post(body)).status).toBe(400);
    expect(heard).toEqual([]);
  });

  test("is asked for again while it cannot be looked at, and no word of why goes out", async () => {
    trouble = new Outage("Azure Boards asks Muster to slow down", { again: true, afterMs: 31_000 });
    const answer = await post(updated);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "31"]);
    trouble = new Error("secret insides");
    const other = await post(updated);
    expect([other.status, other.headers.get("retry-after")]).toEqual([503, "10"]);
    expect(await other.text()).not.toContain("secret");
  });

  const sample = join(import.meta.dirname, "../../../shared/samples/alerts/azuredevops-workitem-updated-flat.json");
  (existsSync(sample) ? test : test.skip)("is found in what the service really sends", async () => {
    const real = JSON.parse(readFileSync(sample, "utf8")) as { resource: { id: number } };
    expect((await post(real)).status).toBe(200);
    expect(heard[0]?.id).toBe(real.resource.id);
  });
});
