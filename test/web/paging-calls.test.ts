import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Outage } from "../../src/engine/ports.ts";
import { type Doors, gone, other, startDoors, token } from "./paging-doors.ts";

let doors: Doors;
let number = 0;
beforeEach(async () => {
  doors = await startDoors();
});
afterEach(() => doors.close());

const phone = "+441632960123";
const cloud = (type: string, data: object = {}, id = `event-${++number}`) => ({
  id,
  source: "calling/callConnections/call-1",
  type: `Microsoft.Communication.${type}`,
  specversion: "1.0",
  data: { version: "2024-09-15", callConnectionId: "call-1", serverCallId: "s", correlationId: "c", ...data },
});
const tell = (event: object, to = token) => doors.post(`/api/paging/calls/${to}`, [event]);
const round = (number: number, kind = "page") => ({ operationContext: `${kind} ${number} ${phone}` });
const pressed = (tone: string, asked = 1) =>
  cloud("RecognizeCompleted", { ...round(asked), recognitionType: "dtmf", dtmfResult: { tones: [tone] } });
const silence = (asked: number) =>
  cloud("RecognizeFailed", { ...round(asked), resultInformation: { code: 400, subCode: 8510, message: "silence" } });
const states = () => doors.heard.map(({ event }) => event);

test("whoever takes the call is asked, and it counts as delivered", async () => {
  expect((await tell(cloud("CallConnected", round(0)))).status).toBe(200);
  expect(doors.said).toEqual([
    `ask call-1 ${phone}: This is Muster with a page for Ada. Severity 1, INC 42: checkout is down. Press 1 to take it, or 2 if you cannot. [page 1 ${phone}]`,
  ]);
  expect(states()).toEqual([{ kind: "reported", state: "delivered" }]);
});

test("a drill says so before anything else", async () => {
  Object.assign(doors.now, { drill: true });
  await tell(cloud("CallConnected", round(0)));
  expect(doors.said[0]).toContain(`ask call-1 ${phone}: This is a drill. This is Muster with a page for Ada.`);
});

test("a test call says that it is one, and whom it asks is found out where the call does not say", async () => {
  await tell(cloud("CallConnected", round(0, "test")));
  await tell(cloud("CallConnected"));
  expect(doors.said[0]).toMatch(/test page for Ada. Nothing is wrong. Press 1 to confirm.*\[test 1 \+441632960123\]$/);
  expect(doors.said[1]).toMatch(/^ask call-1 undefined: .*\[page 1\]$/);
});

test("a title as long as it gets still leaves room for the keys", async () => {
  Object.assign(doors.now, { title: "x".repeat(5_000), person: "y".repeat(500), id: "INC-123456789" });
  await tell(cloud("CallConnected", round(0)));
  const question = doors.said[0]!.replace(/^ask call-1 \S+ /, "").replace(/ \[.*\]$/, "");
  expect(question.length).toBeLessThanOrEqual(400);
  expect(question).toContain("Press 1 to take it, or 2 if you cannot.");
});

test("key 1 takes the page; the answer is kept, thanks are said, and then the call ends", async () => {
  await tell(pressed("one"));
  expect(states()).toEqual([{ kind: "acknowledged" }]);
  expect(doors.said).toEqual(["say call-1: It is yours. Goodbye. [goodbye]"]);
  await tell(cloud("PlayCompleted", { operationContext: "goodbye" }));
  expect(doors.said[1]).toBe("hang up call-1");
  await tell(cloud("CallDisconnected"));
  expect(doors.heard).toHaveLength(1);
});

test("key 2 declines, and the end of the call is no failure then", async () => {
  await tell(pressed("two"));
  await tell(cloud("CallDisconnected"));
  expect(states()).toEqual([{ kind: "declined" }]);
  expect(doors.said).toEqual(["say call-1: The next person is paged. Goodbye. [goodbye]"]);
});

test("another key or none is asked again, three times in all, and then the try has failed", async () => {
  await tell(pressed("five", 1));
  await tell(silence(2));
  expect(doors.said).toEqual([
    `ask call-1 ${phone}: Nothing was understood. Press 1 to take it, or 2 if you cannot. [page 2 ${phone}]`,
    `ask call-1 ${phone}: Nothing was understood. Press 1 to take it, or 2 if you cannot. [page 3 ${phone}]`,
  ]);
  await tell(silence(3));
  expect(doors.said).toHaveLength(3);
  expect(doors.said[2]).toBe("hang up call-1");
  expect(states()).toEqual([{ kind: "reported", state: "failed", reason: "no key was pressed" }]);
});

test("what cannot be read out is told as that", async () => {
  await tell(
    cloud("RecognizeFailed", {
      ...round(3),
      resultInformation: { code: 400, subCode: 8565, message: "no AI service" },
    }),
  );
  expect(states()).toEqual([{ kind: "reported", state: "failed", reason: "it could not be read out: no AI service" }]);
});

test.each(["CreateCallFailed", "CallDisconnected"])("%s before anybody answered is a failed try", async (type) => {
  await tell(cloud(type, { ...round(0), resultInformation: { code: 480, subCode: 560480, message: "no answer" } }));
  expect(states()).toEqual([{ kind: "reported", state: "failed", reason: "the call was not answered" }]);
});

test("the same event twice counts once", async () => {
  const connected = cloud("CallConnected", round(0));
  const key = pressed("one");
  for (const event of [connected, connected, key, key]) expect((await tell(event)).status).toBe(200);
  expect([doors.said.length, doors.heard.length]).toEqual([2, 2]);
});

test("whoever takes the call when it is over hears where it stands", async () => {
  Object.assign(doors.now, { open: false, standing: "Bo has it since 03:02." });
  await tell(cloud("CallConnected", round(0)));
  expect(doors.said).toEqual(["say call-1: Bo has it since 03:02. Goodbye. [goodbye]"]);
});

test("where nothing can be asked the try has failed at once, with the reason, and nobody is kept waiting", async () => {
  doors.calls.ask = () => Promise.reject(new Outage("The words cannot be read out.", { again: false }));
  await tell(cloud("CallConnected", round(0)));
  expect(states()).toContainEqual({ kind: "reported", state: "failed", reason: "The words cannot be read out." });
  expect(doors.said).toEqual(["hang up call-1"]);
});

test("an answer that cannot be kept just now is asked for again, and not forgotten", async () => {
  await doors.close();
  let down = true;
  doors = await startDoors({ trouble: () => (down ? new Error("storage is down") : undefined) });
  const key = pressed("one");
  expect((await tell(key)).status).toBe(503);
  expect(doors.said).toEqual([]);
  down = false;
  expect((await tell(key)).status).toBe(200);
  expect(states()).toEqual([{ kind: "acknowledged" }]);
});

test("the token of nobody and of another page get nowhere", async () => {
  for (const to of [other, gone, "x", "%2e%2e", "y".repeat(3_000)])
    expect((await tell(pressed("one"), to)).status).toBe(404);
  expect([doors.heard, doors.said]).toEqual([[], []]);
});

test.each([[{ callConnectionId: "../../x" }], [{ callConnectionId: 5 }], [{ callConnectionId: "" }]])(
  "%j is no call",
  async (data) => {
    expect((await tell(cloud("RecognizeCompleted", { ...data, dtmfResult: { tones: ["one"] } }))).status).toBe(400);
    expect(doors.heard).toEqual([]);
  },
);

test("an event that nobody knows changes nothing", async () => {
  expect((await tell(cloud("ParticipantsUpdated"))).status).toBe(200);
  expect((await tell(cloud("PlayCompleted", { operationContext: "something else" }))).status).toBe(200);
  expect([doors.heard, doors.said]).toEqual([[], []]);
});
