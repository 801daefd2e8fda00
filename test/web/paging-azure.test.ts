import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Doors, other, startDoors, token } from "./paging-doors.ts";

let doors: Doors;
beforeEach(async () => {
  doors = await startDoors();
});
afterEach(() => doors.close());

const grid = (type: string, data: object, id = "event-1") => ({
  id,
  topic: "/subscriptions/x",
  subject: "y",
  eventType: `Microsoft.Communication.${type}`,
  eventTime: "2026-11-22T03:00:00Z",
  dataVersion: "1.0",
  metadataVersion: "1",
  data,
});
const path = "/api/paging/azure?token=grid";
const sms = (deliveryStatus: string, more: object = {}) =>
  grid("SMSDeliveryReportReceived", { deliveryStatus, deliveryStatusDetails: "No error.", tag: token, ...more });
const events = () => doors.heard.map(({ event }) => event);

test("without the token nobody gets in", async () => {
  for (const address of ["/api/paging/azure", "/api/paging/azure?token=wrong"])
    expect((await doors.post(address, [sms("Delivered")])).status).toBe(401);
  expect(doors.heard).toEqual([]);
});

test("a subscription is made by answering its question", async () => {
  const asked = {
    ...grid("", { validationCode: "512d38b6", validationUrl: "https://x" }),
    eventType: "Microsoft.EventGrid.SubscriptionValidationEvent",
  };
  const answer = await doors.post(path, [asked]);
  expect([answer.status, await answer.json()]).toEqual([200, { validationResponse: "512d38b6" }]);
});

test("CloudEvents may ask beforehand, and comes one by one or together", async () => {
  const asked = await fetch(doors.url + path, {
    method: "OPTIONS",
    headers: { "WebHook-Request-Origin": "eventgrid.azure.net" },
  });
  expect([asked.status, asked.headers.get("webhook-allowed-origin")]).toEqual([200, "eventgrid.azure.net"]);
  const cloud = (id: string) => ({
    specversion: "1.0",
    id,
    source: "/s",
    type: "Microsoft.Communication.SMSDeliveryReportReceived",
    data: { deliveryStatus: "Delivered", tag: token },
  });
  expect((await doors.post(path, cloud("a"), { "content-type": "application/cloudevents+json" })).status).toBe(200);
  expect((await doors.post(path, [cloud("b"), cloud("c")])).status).toBe(200);
  expect(doors.heard).toHaveLength(3);
});

test("a text message that arrived is delivered, and the same event again has the same cause", async () => {
  await doors.post(path, [sms("Delivered")]);
  await doors.post(path, [sms("Delivered")]);
  expect(doors.heard).toEqual([
    {
      token,
      event: { kind: "reported", state: "delivered" },
      cause: "azure SMSDeliveryReportReceived event-1 Delivered",
    },
  ]);
});

test("one that did not has failed, with the reason; the tag may be written large", async () => {
  const { tag: _, ...data } = sms("Failed", { deliveryStatusDetails: "Unknown handset", Tag: token }).data as Record<
    string,
    unknown
  >;
  await doors.post(path, [grid("SMSDeliveryReportReceived", data)]);
  expect(events()).toEqual([{ kind: "reported", state: "failed", reason: "Failed: Unknown handset" }]);
});

test("an answer by text message is heard with the number as it is in the book", async () => {
  await doors.post(path, [grid("SMSReceived", { from: "441632960123", to: "441632960001", message: " 1 " })]);
  await doors.post(path, [grid("SMSReceived", { from: "+15550100", message: "ack" }, "event-2")]);
  expect(doors.heard.map(({ phone, text }) => [phone, text])).toEqual([
    ["+441632960123", " 1 "],
    ["+15550100", "ack"],
  ]);
});

test.each([
  ["Delivered", { state: "delivered" }],
  ["Expanded", { state: "sent" }],
  ["Bounced", { state: "failed", reason: "Bounced: mailbox unknown" }],
  ["Suppressed", { state: "failed", reason: "Suppressed: mailbox unknown" }],
  ["Quarantined", { state: "failed", reason: "Quarantined: mailbox unknown" }],
  ["FilteredSpam", { state: "failed", reason: "FilteredSpam: mailbox unknown" }],
])("a mail that is %s is told by its operation", async (status, told) => {
  const data = { messageId: "op-1", status, deliveryStatusDetails: { statusMessage: "mailbox unknown" } };
  await doors.post(path, [grid("EmailDeliveryReportReceived", data)]);
  expect(doors.heard).toMatchObject([{ reference: "op-1", event: { kind: "reported", ...told } }]);
});

test("a mail that was opened is seen", async () => {
  await doors.post(path, [
    grid("EmailEngagementTrackingReportReceived", { messageId: "op-1", engagementType: "view" }),
  ]);
  expect(doors.heard).toMatchObject([{ reference: "op-1", event: { kind: "reported", state: "seen" } }]);
});

test("what is none of ours changes nothing, is in the log, and stops nothing after it", async () => {
  const strange = grid("ChatMessageReceived", {});
  const untagged = grid("SMSDeliveryReportReceived", { deliveryStatus: "Delivered" });
  const foreign = sms("Delivered", { tag: other });
  const answer = await doors.post(path, [strange, untagged, foreign, { ...sms("Delivered"), id: "event-9" }]);
  expect([answer.status, doors.heard.length]).toEqual([200, 1]);
  expect(doors.log()).toContain("says nothing about a page");
  expect(doors.log()).toContain("no page of ours");
});

test.each(["", "null", "[1]", '"x"', '{"id":"a"}', "[[]]", `[${"{},".repeat(5)}{}]`, "not json"])(
  "%j is refused in words",
  async (body) => {
    const answer = await doors.post(path, body);
    expect([answer.status, typeof ((await answer.json()) as { error: string }).error]).toEqual([400, "string"]);
  },
);

test("five megabytes are not taken in", async () => {
  const answer = await doors.post(path, `[${" ".repeat(5_000_000)}]`).catch(() => undefined);
  expect(answer?.status ?? 413).toBe(413);
  expect(doors.heard).toEqual([]);
});

test("what cannot be kept just now is asked for again", async () => {
  await doors.close();
  let down = true;
  doors = await startDoors({ trouble: () => (down ? new Error("storage is down") : undefined) });
  const answer = await doors.post(path, [sms("Delivered")]);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "10"]);
  expect(await answer.text()).not.toContain("storage is down");
  down = false;
  expect((await doors.post(path, [sms("Delivered")])).status).toBe(200);
  expect(doors.heard).toHaveLength(1);
});
