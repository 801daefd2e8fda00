/** Calls by the client that Microsoft publishes, and how people answer them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { CallConnection } from "@azure/communication-call-automation";
import { type Stage, startStage } from "./fake-bot.ts";
import { callClient, callback, eventsIn, megan, ring, until } from "./paging-tools.ts";

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
const ask = (call: CallConnection, text = "Press 1.") =>
  call.getCallMedia().startRecognizing(
    { phoneNumber: megan },
    {
      kind: "callMediaRecognizeDtmfOptions",
      playPrompt: { kind: "textSource", text, voiceName: "en-US-NancyNeural" },
      maxTonesToCollect: 1,
      initialSilenceTimeoutInSeconds: 8,
      operationContext: "asked",
    },
  );

test("a call rings, is taken, hears the question, and its key is heard", async () => {
  const call = await ring(stage);
  expect(await last()).toMatchObject({ kind: "voice", to: megan, state: "ringing", text: "" });
  await expect(ask(call)).rejects.toMatchObject({ statusCode: 400 });
  const { id } = await last();
  await expect(stage.teams.answer(id, { action: "press", key: "1" })).rejects.toMatchObject({ status: 409 });
  await stage.teams.answer(id, { action: "answer" });
  await ask(call, "Sev 1. Press 1 to take it.");
  expect(await stage.teams.answer(id, { action: "press", key: "1" })).toMatchObject({
    state: "answered",
    text: "Sev 1. Press 1 to take it.",
    delivered: { status: 200 },
  });
  await call.getCallMedia().playToAll([{ kind: "textSource", text: "Thank you.", voiceName: "x" }]);
  await until(() => stage.bot.reports.length > 2);
  await call.hangUp(true);
  await until(() => stage.bot.reports.length > 3);
  expect(stage.bot.reports.every(({ path }) => path === "/api/paging/call?token=t")).toBe(true);
  expect(eventsIn(stage)).toMatchObject([
    { type: "CallConnected", data: { callConnectionId: id, operationContext: "page 1" } },
    {
      type: "RecognizeCompleted",
      data: { recognitionType: "dtmf", dtmfResult: { tones: ["one"] }, operationContext: "asked" },
    },
    { type: "PlayCompleted", data: { resultInformation: { code: 200 } } },
    { type: "CallDisconnected", data: { callConnectionId: id } },
  ]);
  expect((await last()).history.map(({ state }) => state)).toContain("ended");
  await expect(call.hangUp(true)).rejects.toMatchObject({ statusCode: 404 });
});

test("a call that nobody takes ends after 45 seconds of the sandbox's clock, and not before", async () => {
  await ring(stage);
  await stage.teams.advance("PT40S");
  expect((await last()).state).toBe("ringing");
  const rung = await last();
  await stage.teams.advance("PT1H");
  expect(eventsIn(stage)).toMatchObject([
    { type: "CallDisconnected", data: { resultInformation: { code: 480, subCode: 560480 } } },
  ]);
  const { state, history } = await last();
  expect(state).toBe("failed");
  expect((Date.parse(history.at(-1)!.at) - Date.parse(rung.at)) / 1000).toBeCloseTo(45, 0);
});

test("who takes the call and says nothing is told of to Muster, and can be asked again", async () => {
  const call = await ring(stage);
  const { id } = await last();
  await stage.teams.answer(id, { action: "answer" });
  await ask(call);
  await stage.teams.advance("PT10S");
  expect(eventsIn(stage).at(-1)).toMatchObject({
    type: "RecognizeFailed",
    data: { resultInformation: { code: 400, subCode: 8510 }, operationContext: "asked" },
  });
  await ask(call, "Once more.");
  await stage.teams.answer(id, { action: "press", key: "2" });
  expect(eventsIn(stage).at(-1)?.data["dtmfResult"]).toEqual({ tones: ["two"] });
  await stage.teams.answer(id, { action: "hangup" });
  expect(eventsIn(stage).at(-1)?.type).toBe("CallDisconnected");
});

describe("a call does not come about", () => {
  test.each([
    ["rejected", "ok", 603],
    ["off", "off", 480],
    ["unknown", "unknown", 404],
  ] as const)("when the phone is %s", async (how, reach, code) => {
    await stage.teams.phone(megan, reach);
    await ring(stage);
    if (how === "rejected") await stage.teams.answer((await last()).id, { action: "hangup" });
    await until(() => stage.bot.reports.length > 0);
    await stage.teams.phone(megan, "ok");
    expect(eventsIn(stage)).toMatchObject([{ type: "CreateCallFailed", data: { resultInformation: { code } } }]);
    expect((await last()).state).toBe("failed");
  });

  test.each([
    ["from a number of somebody else", { from: "+441632960999" }],
    ["that would report elsewhere", { to: "http://evil.example/" }],
  ])("%s", async (_why, { from = "+441632960901", to = callback(stage) }: { from?: string; to?: string }) => {
    const target = { targetParticipant: { phoneNumber: megan }, sourceCallIdNumber: { phoneNumber: from } };
    await expect(callClient(stage).createCall(target, to)).rejects.toMatchObject({ statusCode: 400 });
  });
});

test("without an AI service nothing can be read out", async () => {
  const { callConnection } = await callClient(stage).createCall(
    { targetParticipant: { phoneNumber: megan }, sourceCallIdNumber: { phoneNumber: "+441632960901" } },
    callback(stage),
  );
  await stage.teams.answer((await last()).id, { action: "answer" });
  await expect(ask(callConnection)).rejects.toMatchObject({ statusCode: 400, code: "8581" });
  const properties = await callConnection.getCallConnectionProperties();
  expect(properties).toMatchObject({ callConnectionState: "connected", targetParticipants: [{ phoneNumber: megan }] });
});
