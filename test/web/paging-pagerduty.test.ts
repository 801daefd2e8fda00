import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Doors, secret, startDoors } from "./paging-doors.ts";

let doors: Doors;
beforeEach(async () => {
  doors = await startDoors();
});
afterEach(() => doors.close());

const webhook = (
  event_type: string,
  data: object = { type: "incident", incident_key: "INC-42.17" },
  agent: object | null = null,
) =>
  JSON.stringify({
    event: {
      id: "01ABC",
      event_type,
      resource_type: "incident",
      occurred_at: "2026-11-22T03:00:00Z",
      agent,
      data,
    },
  });
const sign = (body: string, by = secret) => `v1=${createHmac("sha256", by).update(body).digest("hex")}`;
const send = (body: string, signature: string, path = "/api/paging/pagerduty") =>
  doors.post(path, body, { "x-pagerduty-signature": signature });

test("who acknowledges in PagerDuty has acknowledged, once for each event", async () => {
  const body = webhook("incident.acknowledged");
  expect((await send(body, sign(body))).status).toBe(200);
  await send(body, sign(body));
  expect(doors.heard).toEqual([{ reference: "INC-42.17", event: { kind: "acknowledged" }, cause: "pagerduty 01ABC" }]);
});

test("our own word that a page is over comes back, and is nobody's answer", async () => {
  const data = { type: "incident", incident_key: "INC-42.17" };
  const ours = webhook("incident.acknowledged", data, {
    type: "inbound_integration_reference",
    summary: "Events API V2",
  });
  const theirs = webhook("incident.acknowledged", data, { type: "user_reference", summary: "Bo" });
  expect((await send(ours, sign(ours))).status).toBe(200);
  expect(doors.heard).toEqual([]);
  await send(theirs, sign(theirs));
  expect(doors.heard).toHaveLength(1);
});

test("one of several signatures is enough, while a secret is being replaced", async () => {
  const body = webhook("incident.acknowledged");
  expect((await send(body, `${sign(body, "the next secret")},${sign(body)}`)).status).toBe(200);
  expect(doors.heard).toHaveLength(1);
});

test("other events change nothing, nor does one without a key", async () => {
  for (const body of [webhook("incident.resolved"), webhook("pagey.ping", {}), webhook("incident.acknowledged", {})])
    expect((await send(body, sign(body))).status).toBe(200);
  expect(doors.heard).toEqual([]);
});

test("a signature that does not fit is refused, and so is everything without a secret", async () => {
  const body = webhook("incident.acknowledged");
  for (const signature of [
    "",
    "v1=",
    sign(body, "wrong"),
    sign(`${body} `),
    sign(body).slice(3),
    `${"v1=0,".repeat(20)}${sign(body)}`,
  ])
    expect((await send(body, signature)).status).toBe(401);
  expect((await send(body, sign(body), "/unset/pagerduty")).status).toBe(401);
  expect((await send(body, sign(body, "undefined"), "/unset/pagerduty")).status).toBe(401);
  expect(doors.heard).toEqual([]);
});

test.each(["{}", "[]", '{"event":{"id":5}}', "not json"])("%j is refused in words, though signed", async (body) => {
  expect((await send(body, sign(body))).status).toBe(400);
});
