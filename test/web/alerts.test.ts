import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Refusal } from "../../src/domain/refusal.ts";
import { type Running, startForTest } from "./running.ts";

let muster: Running;
beforeEach(async () => {
  muster = await startForTest();
});
afterEach(() => muster.close());

const talk = JSON.stringify({
  alertContext: { AlertType: "High Number of Failures", SeverityDescription: "Critical", SearchQuery: "search *" },
});
const token = { authorization: "Bearer secret" };
const post = (path: string, body: string, headers: Record<string, string> = token) =>
  fetch(muster.url + path, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });

test("an alert is recorded, and then accepted", async () => {
  const answer = await post("/api/alerts/azure-monitor", talk);
  const title = "High Number of Failures- Severity: Critical";
  expect([answer.status, await answer.json()]).toEqual([202, { accepted: { title, status: "fired", severity: 1 } }]);
  expect(muster.alerts).toHaveLength(1);
  expect(muster.alerts[0]?.alert).toMatchObject({ source: "azure-monitor", title, severity: 1 });
});

test("the same delivery again has the same cause, another one has not", async () => {
  await post("/api/alerts/azure-monitor", talk);
  await post("/api/alerts/azure-monitor", talk);
  await post("/api/alerts/azure-monitor", `${talk} `);
  const [one, again, other] = muster.alerts.map(({ cause }) => cause);
  expect(one).toMatch(/^azure-monitor-[0-9a-f]{64}$/);
  expect(again).toBe(one);
  expect(other).not.toBe(one);
});

test.each([{}, { authorization: "Bearer wrong" }, { authorization: "Basic secret" }, { authorization: "Bearer" }])(
  "with %j nobody gets in",
  async (headers) => {
    const answer = await post("/api/alerts/azure-monitor", talk, headers as Record<string, string>);
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect(muster.alerts).toEqual([]);
  },
);

test("without any tokens configured nobody gets in, not even with an empty one", async () => {
  await muster.close();
  muster = await startForTest({}, []);
  expect((await post("/api/alerts/azure-monitor?token=", talk, {})).status).toBe(401);
  expect((await post("/api/alerts/azure-monitor", talk)).status).toBe(401);
});

test("the token may stand in the address, and never reaches the log", async () => {
  expect((await post("/api/alerts/azure-monitor?token=other", talk, {})).status).toBe(202);
  expect((await post("/api/alerts/azure-monitor?token=other", "{}", {})).status).toBe(400);
  expect(muster.log()).toContain("could not be read");
  expect(muster.log()).not.toContain("other");
});

test("an unknown source is told the known ones", async () => {
  const answer = await post("/api/alerts/constructor", talk);
  expect([answer.status, await answer.json()]).toEqual([
    404,
    { error: "No alerts are taken in from this source. Known sources: azure-monitor." },
  ]);
});

test.each([
  ["not json", /not JSON/],
  ["", /empty/],
  ['{"hello":"there"}', /no shape that Azure Monitor sends: it has "hello"/],
])("%j is refused in words, and kept in the log", async (body, words) => {
  const answer = await post("/api/alerts/azure-monitor", body);
  expect([answer.status, await answer.json()]).toEqual([400, { error: expect.stringMatching(words) }]);
  expect(muster.log()).toContain(JSON.stringify(body).slice(1, -1));
});

test("a body too large is refused", async () => {
  expect((await post("/api/alerts/azure-monitor", `{"a":"${"x".repeat(300_000)}"}`)).status).toBe(413);
});

test("an alert that cannot be stored is asked for again, and is in the log whole", async () => {
  await muster.close();
  muster = await startForTest({ alert: async () => Promise.reject(new Error("storage is down")) });
  const answer = await post("/api/alerts/azure-monitor", talk);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "10"]);
  expect(await answer.text()).not.toContain("storage is down");
  expect(muster.log()).toContain("High Number of Failures");
});

test("a refusal is for the caller to read", async () => {
  await muster.close();
  muster = await startForTest({ alert: async () => Promise.reject(new Refusal("Alerts are switched off.")) });
  const answer = await post("/api/alerts/azure-monitor", talk);
  expect([answer.status, await answer.json()]).toEqual([400, { error: "Alerts are switched off." }]);
});
