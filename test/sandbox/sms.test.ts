/** Text messages and e-mail by the clients that Microsoft publishes, and what comes back of them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { SmsClient } from "@azure/communication-sms";
import { type Stage, startStage } from "./fake-bot.ts";
import { connection, emailClient, eventsIn, megan, options, smsClient, smsFrom, until } from "./paging-tools.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.sandbox.delivery.settle();
  stage.bot.reports = [];
});

const send = (to: string, message = "1 = on it http://127.0.0.1/page/x.", tag = "page-1") =>
  smsClient(stage).send({ from: smsFrom, to: [to], message }, { enableDeliveryReport: true, tag });
const last = async () => (await stage.teams.outbox()).at(-1)!;

describe("a text message", () => {
  test("is taken, arrives, and its report names it and carries its tag", async () => {
    const [result] = await send(megan);
    expect(result).toMatchObject({ to: megan, httpStatusCode: 202, successful: true });
    await until(() => stage.bot.reports.length > 0);
    const [report] = stage.bot.reports;
    expect(report?.path).toBe("/api/paging/azure?token=sandbox");
    expect(report?.headers["aeg-event-type"]).toBe("Notification");
    expect(eventsIn(stage)).toMatchObject([
      {
        type: "SMSDeliveryReportReceived",
        data: { messageId: result?.messageId, to: megan, deliveryStatus: "Delivered", tag: "page-1" },
      },
    ]);
    const outgoing = await last();
    expect(outgoing).toMatchObject({ kind: "sms", to: megan, state: "delivered", link: "http://127.0.0.1/page/x" });
    expect(outgoing.history.map(({ state }) => state)).toEqual(["sent", "delivered"]);
  });

  test("to a number that cannot be is refused for that number alone", async () => {
    const results = await smsClient(stage).send({ from: smsFrom, to: ["+4400123456", megan], message: "both" });
    expect(results.map(({ httpStatusCode, successful }) => [httpStatusCode, successful])).toEqual([
      [400, false],
      [202, true],
    ]);
    await stage.teams.advance("PT0S");
    expect(stage.bot.reports).toEqual([]);
  });

  test("is answered from the phone, and numbers stand without a plus as in Microsoft's examples", async () => {
    await send(megan);
    const answered = await stage.teams.answer((await last()).id, { action: "reply", text: "1" });
    expect(answered).toMatchObject({ state: "answered", delivered: { status: 200 } });
    expect(eventsIn(stage).at(-1)).toMatchObject({
      type: "SMSReceived",
      data: { from: megan.slice(1), to: smsFrom.slice(1), message: "1" },
    });
  });

  test("fails where the phone is off, and does nothing by itself where the test wants to decide", async () => {
    await stage.teams.phone(megan, "off");
    await send(megan);
    await until(() => stage.bot.reports.length > 0);
    expect(eventsIn(stage)[0]?.data).toMatchObject({ deliveryStatus: "Failed" });
    await stage.teams.phone(megan, "manual");
    await send(megan);
    const { id } = await last();
    expect(await stage.teams.answer(id, { action: "deliver" })).toMatchObject({ state: "delivered" });
    await expect(stage.teams.answer(id, { action: "fail" })).rejects.toMatchObject({ status: 409 });
    await expect(stage.teams.answer(id, { action: "press", key: "1" })).rejects.toMatchObject({ status: 409 });
    await stage.teams.phone(megan, "unknown");
    expect((await send(megan))[0]).toMatchObject({ httpStatusCode: 400 });
    await stage.teams.phone(megan, "ok");
    expect(await stage.teams.phones()).toEqual({ [megan]: "ok" });
  });

  test("is not sent by a wrong key, from another's number, or without a signature", async () => {
    const wrong = new SmsClient(connection(stage, "guess"), options());
    const before = (await stage.teams.outbox()).length;
    await expect(wrong.send({ from: smsFrom, to: [megan], message: "x" })).rejects.toMatchObject({ statusCode: 401 });
    await expect(smsClient(stage).send({ from: "+441632960999", to: [megan], message: "x" })).rejects.toMatchObject({
      statusCode: 400,
    });
    expect((await stage.as("nobody", "POST", "/sms?api-version=2021-03-07", { from: smsFrom })).status).toBe(401);
    expect(await stage.teams.outbox()).toHaveLength(before);
  });

  test("is sent once when the answer is lost and the client asks again", async () => {
    const before = (await stage.teams.outbox()).length;
    await stage.teams.fault({ match: "POST /sms", drop: "after" });
    const patient = smsClient(stage, { maxRetries: 2, retryDelayInMs: 1 });
    const [result] = await patient.send({ from: smsFrom, to: [megan], message: "once" });
    expect(result).toMatchObject({ successful: true });
    expect(await stage.teams.outbox()).toHaveLength(before + 1);
  });

  test.each([
    ["refused", { status: 429, retryAfter: 1 }, 0],
    ["cut off hard", { drop: "reset" }, 0],
    ["never answered, and not sent", { hang: "before" }, 0],
    ["never answered, though it was sent", { hang: "after" }, 1],
  ] as const)("can be %s", async (_how, fault, sent) => {
    const before = (await stage.teams.outbox()).length;
    await stage.teams.fault({ match: "POST /sms", ...fault });
    const abortSignal = AbortSignal.timeout(300);
    await expect(
      smsClient(stage).send({ from: smsFrom, to: [megan], message: "x" }, { enableDeliveryReport: false, abortSignal }),
    ).rejects.toThrow();
    expect(await stage.teams.outbox()).toHaveLength(before + sent);
  });
});

test("a report that Muster did not take comes again by the clock, and one that it refused does not", async () => {
  stage.bot.refusals = [503, 500];
  await send(megan);
  await until(() => stage.bot.reports.length > 0);
  expect(stage.bot.reports).toHaveLength(1);
  await stage.teams.advance("PT2M");
  expect(stage.bot.reports).toHaveLength(3);
  expect(new Set(stage.bot.reports.map(({ text }) => text)).size).toBe(1);
  stage.bot.refusals = [400];
  await send(megan);
  await until(() => stage.bot.reports.length > 3);
  await stage.teams.advance("PT1H");
  expect(stage.bot.reports).toHaveLength(4);
});

describe("an e-mail", () => {
  const mail = (to: string) => ({
    senderAddress: "muster@contoso.example",
    content: { subject: "Sev1", plainText: "Open http://127.0.0.1/page/y", html: "<b>Sev1</b>" },
    recipients: { to: [{ address: to }] },
  });

  test("is taken, its operation succeeds, and it arrives", async () => {
    const poller = await emailClient(stage).beginSend(mail("megan@contoso.example"), { updateIntervalInMs: 1 });
    const { id, status } = await poller.pollUntilDone();
    expect(status).toBe("Succeeded");
    await until(() => stage.bot.reports.length > 0);
    expect(eventsIn(stage)).toMatchObject([
      { type: "EmailDeliveryReportReceived", data: { messageId: id, status: "Delivered" } },
    ]);
    expect(await last()).toMatchObject({ kind: "email", subject: "Sev1", html: "<b>Sev1</b>", state: "delivered" });
  });

  test("with the same operation id twice is one mail", async () => {
    const operationId = "6f7c1f3e-0a4e-4d5e-8d1c-3a2b1c0d9e8f";
    const client = emailClient(stage);
    for (const _ of [1, 2]) await client.beginSend(mail("megan@contoso.example"), { operationId });
    expect((await stage.teams.outbox()).filter(({ id }) => id === operationId)).toHaveLength(1);
  });

  test("bounces where there is no mailbox, and its link is opened by whoever reads it", async () => {
    await stage.teams.phone("Nobody@contoso.example", "off");
    await emailClient(stage).beginSend(mail("nobody@contoso.example"), { updateIntervalInMs: 1 });
    await until(() => stage.bot.reports.length > 0);
    expect(eventsIn(stage)[0]?.data).toMatchObject({ status: "Bounced", recipient: "nobody@contoso.example" });
    const { id, link } = await last();
    const opened = await stage.teams.answer(id, { action: "open" });
    expect(opened.history.at(-1)).toMatchObject({ opened: link });
    expect(eventsIn(stage).at(-1)).toMatchObject({
      type: "EmailEngagementTrackingReportReceived",
      data: { messageId: id, engagementType: "view" },
    });
  });
});

test("nothing of a text message or its key is lost or shown by the record", async () => {
  const har = JSON.stringify(await stage.teams.har());
  expect(har).toContain("/sms?api-version=");
  expect(har).toContain("HMAC-SHA256 (hidden)");
  expect(har).not.toContain("Signature=");
});
