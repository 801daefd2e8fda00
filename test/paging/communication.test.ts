import { afterEach, describe, expect, test } from "@jest/globals";
import { openCalls } from "../../src/paging/call.ts";
import { readResource } from "../../src/paging/communication.ts";
import { operationIdOf } from "../../src/paging/email.ts";
import { smsPager } from "../../src/paging/sms.ts";
import type { Reply, Seen } from "../graph/scripted.ts";
import { configFor, isSigned, type Opened, opened, outageOf, summons } from "./tools.ts";

let server: Opened;
afterEach(() => server.stop());

const accepted = { to: "+441632960123", messageId: "Outgoing_1", httpStatusCode: 202, successful: true };
const sms = (item: object): Reply => ({ status: 202, body: { value: [{ ...accepted, ...item }] } });
const created: Reply = { status: 201, body: { callConnectionId: "call-1", callConnectionState: "connecting" } };

describe("a text message", () => {
  test("is one signed request with the words, the number and the tag", async () => {
    server = await opened(() => sms({}));
    expect(await server.pagers.sms.send(summons())).toEqual({ state: "sent", reference: "Outgoing_1" });
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({
      method: "POST",
      path: "/sms",
      body: {
        from: "+441632960001",
        smsRecipients: [{ to: "+441632960123" }],
        message: `SEV1 INC-42 checkout is down. Reply 1 to take it, 2 if you cannot: ${summons().reply.url}`,
        smsSendOptions: { enableDeliveryReport: true, tag: summons().reply.token },
      },
    });
    expect(isSigned(server.seen[0]!)).toBe(true);
  });

  test.each([
    [400, "The from number is not provisioned", /ACS_SMS_FROM/, false],
    [400, "The recipient is not a valid number", /phone number/, false],
    [429, "Too many", /slow down/, true],
    [503, "Try later", /could not be reached/, true],
  ])(
    "that the service turns down for its recipient with %i is told in words",
    async (httpStatusCode, errorMessage, words, again) => {
      server = await opened(() => sms({ successful: false, messageId: undefined, httpStatusCode, errorMessage }));
      const outage = await outageOf(server.pagers.sms.send(summons()));
      expect([outage.again, outage.message]).toEqual([again, expect.stringMatching(words)]);
      expect(server.seen).toHaveLength(1);
    },
  );

  test("needs a phone number", async () => {
    server = await opened(() => sms({}));
    const outage = await outageOf(server.pagers.sms.send(summons({}, { to: { name: "Ada" } })));
    expect([outage.again, outage.message, server.seen]).toEqual([false, expect.stringMatching(/Ada has no phone/), []]);
  });
});

describe("what goes wrong is sent once, and said once", () => {
  const work: [string, (pagers: Opened["pagers"]) => Promise<unknown>][] = [
    ["sms", (pagers) => pagers.sms.send(summons())],
    ["call", (pagers) => pagers.call.send(summons())],
    ["email", (pagers) => pagers.email.send(summons())],
  ];
  test.each(work)("a failing service gets one request for a page by %s", async (_, send) => {
    server = await opened(() => ({ status: 503, headers: { "retry-after": "1" } }));
    const outage = await outageOf(send(server.pagers));
    expect([outage.again, outage.afterMs, server.seen.length]).toEqual([true, 1_000, 1]);
  });

  test.each(work)("a cut connection gets one request for a page by %s", async (_, send) => {
    server = await opened(() => "reset");
    expect([(await outageOf(send(server.pagers))).again, server.seen.length]).toEqual([true, 1]);
  });

  test.each(work)("a wrong key is named for a page by %s, and never shown", async (_, send) => {
    server = await opened(() => ({
      status: 401,
      body: { error: { code: "Denied", message: "Denied by the provider." } },
    }));
    const outage = await outageOf(send(server.pagers));
    expect([outage.again, outage.message]).toEqual([
      false,
      expect.stringMatching(/ACS_CONNECTION_STRING.*401, Denied/),
    ]);
    expect(outage.message).not.toContain("accesskey");
  });

  test("a silent service gets its time and no more", async () => {
    server = await opened(() => "hang");
    const pager = await smsPager(readResource(configFor(server.url).ACS_CONNECTION_STRING!, 50)!, "+441632960001");
    const outage = await outageOf(pager.send(summons()));
    expect([outage.again, outage.message]).toEqual([true, expect.stringMatching(/no answer in time/)]);
  });

  test.each(work)("a redirection is not followed for a page by %s", async (_, send) => {
    server = await opened(({ path }) => (path === "/else" ? created : { status: 307, headers: { location: "/else" } }));
    await outageOf(send(server.pagers));
    expect(server.seen.map(({ path }) => path)).not.toContain("/else");
  });
});

describe("a mail", () => {
  const id = operationIdOf(summons().key);
  const mail =
    (status: string, error?: object) =>
    ({ method }: Seen): Reply =>
      method === "POST"
        ? {
            status: 202,
            headers: { "operation-location": `${server.url}/emails/operations/${id}` },
            body: { id, status: "Running" },
          }
        : { status: 200, body: { id, status, error } };

  test("is the same for the same try, and is looked after once", async () => {
    server = await opened(mail("Running"));
    expect(await server.pagers.email.send(summons())).toEqual({ state: "sent", reference: id });
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(operationIdOf("INC-42.18")).not.toBe(id);
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /emails:send",
      `GET /emails/operations/${id}`,
    ]);
    expect(server.seen[0]?.headers["operation-id"]).toBe(id);
    expect(server.seen.every(isSigned)).toBe(true);
  });

  test("shows what came from outside as words, in both its forms", async () => {
    server = await opened(mail("Running"));
    const title = 'pay <script>alert(1)</script> at https://evil.example "now"\r\nBcc: x@y.example';
    await server.pagers.email.send(summons({ title, because: "you know <b>payments</b>" }));
    const { content, recipients } = server.seen[0]!.body as {
      content: { subject: string; plainText: string; html: string };
      recipients: unknown;
    };
    expect(recipients).toEqual({ to: [{ address: "ada@example.com", displayName: "Ada" }] });
    expect(content.subject).toMatch(/^SEV1 INC-42 pay <script>.* Bcc: x@y\[\.\]example \(/);
    expect(content.html).not.toMatch(/<script|<b>payments|https:\/\/evil/);
    expect(content.html).toContain(`href="${summons().reply.url}"`);
    expect(content.plainText).toContain(`Answer here: ${summons().reply.url}`);
    expect(content.plainText).not.toContain("://evil");
  });

  test("that is accepted is sent, whatever becomes of the first look", async () => {
    server = await opened((seen) => (seen.method === "POST" ? mail("")(seen) : { status: 500 }));
    expect(await server.pagers.email.send(summons())).toEqual({ state: "sent", reference: id });
  });

  test("that is there already is sent", async () => {
    server = await opened(() => ({ status: 409, body: { error: { code: "Conflict", message: "in progress" } } }));
    expect(await server.pagers.email.send(summons())).toEqual({ state: "sent", reference: id });
  });

  test("that the service drops at once has failed for good", async () => {
    server = await opened(mail("Failed", { code: "EmailDroppedAllRecipientsSuppressed", message: "suppressed" }));
    const outage = await outageOf(server.pagers.email.send(summons()));
    expect([outage.again, outage.message]).toEqual([false, expect.stringMatching(/bounced from/)]);
  });

  test("from a domain that is not linked says where to link it", async () => {
    server = await opened(() => ({
      status: 404,
      body: { error: { code: "DomainNotLinked", message: "The domain has not been linked." } },
    }));
    expect((await outageOf(server.pagers.email.send(summons()))).message).toMatch(/Link it under Email, Domains/);
  });
});

describe("a call", () => {
  const calls = () => openCalls(readResource(configFor(server.url).ACS_CONNECTION_STRING!)!);

  test("rings the phone and says where to report to", async () => {
    server = await opened(() => created);
    expect(await server.pagers.call.send(summons())).toEqual({ state: "sent", reference: "call-1" });
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({
      method: "POST",
      path: "/calling/callConnections",
      body: {
        targets: [{ kind: "phoneNumber", phoneNumber: { value: "+441632960123" } }],
        sourceCallerIdNumber: { value: "+441632960002" },
        callbackUri: `https://muster.example.com/api/paging/calls/${summons().reply.token}`,
        callIntelligenceOptions: { cognitiveServicesEndpoint: "https://speech.cognitiveservices.azure.com" },
        operationContext: "page 0 +441632960123",
      },
    });
    expect(isSigned(server.seen[0]!)).toBe(true);
  });

  test("asks for one key in words, and finds out whom it asks where it is not told", async () => {
    server = await opened(({ method }) =>
      method === "GET"
        ? {
            status: 200,
            body: { callConnectionId: "c", targets: [{ kind: "phoneNumber", phoneNumber: { value: "+15550100" } }] },
          }
        : { status: 202, body: {} },
    );
    const { ask, say } = await calls();
    await ask("call-1", "+441632960123", "Press 1.", "page 1 +441632960123");
    await ask("call-1", undefined, "x".repeat(500), "page 2");
    await say("call-1", "Thank you.", "goodbye");
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /calling/callConnections/call-1:recognize",
      "GET /calling/callConnections/call-1",
      "POST /calling/callConnections/call-1:recognize",
      "POST /calling/callConnections/call-1:play",
    ]);
    expect(server.seen[0]?.body).toMatchObject({
      recognizeInputType: "dtmf",
      playPrompt: { kind: "text", text: { text: "Press 1." } },
      recognizeOptions: {
        targetParticipant: { phoneNumber: { value: "+441632960123" } },
        dtmfOptions: { maxTonesToCollect: 1 },
      },
      operationContext: "page 1 +441632960123",
    });
    expect(server.seen[2]?.body).toMatchObject({
      recognizeOptions: { targetParticipant: { phoneNumber: { value: "+15550100" } } },
    });
    expect((server.seen[2]!.body as { playPrompt: { text: { text: string } } }).playPrompt.text.text).toHaveLength(400);
    expect(server.seen.every(isSigned)).toBe(true);
  });

  test("is stopped by hanging up, and one that is over already is no trouble", async () => {
    server = await opened((_, number) =>
      number === 1 ? { status: 204 } : { status: 404, body: { error: { code: "8522", message: "Call not found" } } },
    );
    await server.pagers.call.stop(summons(), "call-1", "acknowledged");
    await server.pagers.call.stop(summons(), "call-1", "over");
    await server.pagers.call.stop(summons(), "", "over");
    expect(server.seen.map(({ path }) => path)).toEqual(Array(2).fill("/calling/callConnections/call-1:terminate"));
  });

  test("from a number that was not bought says so", async () => {
    server = await opened(() => ({
      status: 400,
      body: { error: { code: "8523", message: "Invalid request, caller id is not owned" } },
    }));
    expect((await outageOf(server.pagers.call.send(summons()))).message).toMatch(/ACS_CALL_FROM is no number/);
  });
});
