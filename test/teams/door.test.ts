import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { pino } from "pino";
import type { Incoming } from "../../src/engine/incoming.ts";
import { type Message, Outage } from "../../src/engine/ports.ts";
import type { Rejection } from "../../src/teams/authenticate.ts";
import { messagesDoor } from "../../src/teams/door.ts";

const recorded = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`activities/${name}.json`, import.meta.url), "utf8")).activity;

type Set = {
  receive?: (incoming: Incoming) => Promise<Message | undefined>;
  rejection?: Rejection;
  post?: () => Promise<string>;
};

/** A door, with what went in, what was posted and what was logged. */
function door({ receive = async () => undefined, rejection, post = async () => "1" }: Set = {}) {
  const seen: { received: Incoming[]; posted: unknown[]; replaced: unknown[]; tokens: unknown[]; log: string[] } = {
    received: [],
    posted: [],
    replaced: [],
    tokens: [],
    log: [],
  };
  const open = messagesDoor({
    authenticate: async (_, authorization) => {
      seen.tokens.push(authorization);
      return rejection;
    },
    receive: async (incoming) => {
      seen.received.push(incoming);
      return await receive(incoming);
    },
    chat: {
      post: async (to, message) => {
        const id = await post();
        seen.posted.push({ to, message });
        return id;
      },
      update: async (to, id, message) => void seen.replaced.push({ to, id, message }),
      identify: async (_, person) => ({ ...person, id: person.id.replace(/^29:.*/, "the Entra id") }),
    },
    now: () => new Date("2026-11-20T15:00:00Z"),
    log: pino({ level: "warn" }, { write: (line: string) => void seen.log.push(line) }),
  });
  return { open, ...seen };
}

const headers = { authorization: "Bearer x" };

describe("the door", () => {
  test("lets a message in, answers 200, and posts the answer in the same thread", async () => {
    const { open, received, posted, tokens } = door({ receive: async () => ({ text: "INC-1 it is" }) });
    expect(await open(headers, recorded("declare-in-channel"))).toEqual({ status: 200 });
    await open.settled();
    expect(tokens).toEqual(["Bearer x"]);
    expect(received).toMatchObject([
      { kind: "said", toMuster: true, sentence: { text: "declare sev1 checkout is down" } },
    ]);
    expect(posted).toMatchObject([
      { to: { id: expect.stringContaining(";messageid=1732111407438") }, message: { text: "INC-1 it is" } },
    ]);
  });

  test("does not hold the 200 back for the answer, and settles when it is posted", async () => {
    let finish = (_: string) => {};
    const slow = new Promise<string>((resolve) => (finish = resolve));
    const { open, posted } = door({ receive: async () => ({ text: "later" }), post: () => slow });
    expect(await open(headers, recorded("personal"))).toEqual({ status: 200 });
    const settled = open.settled();
    expect(posted).toEqual([]);
    finish("1");
    await settled;
    expect(posted).toHaveLength(1);
  });

  test("logs an answer that could not be posted, and goes on", async () => {
    const post = async () => Promise.reject(new Outage("Teams is away.", { again: true }));
    const { open, log } = door({ receive: async () => ({ text: "x" }), post });
    expect(await open(headers, recorded("personal"))).toEqual({ status: 200 });
    await open.settled();
    expect(log.join()).toContain("an answer could not be posted");
  });

  test("answers a button with a text, a card, or a word when there is nothing to say", async () => {
    const answer = async (reply: Message | undefined) =>
      (await door({ receive: async () => reply }).open(headers, recorded("button"))).body;
    expect(await answer({ text: "You lead." })).toEqual({
      statusCode: 200,
      type: "application/vnd.microsoft.activity.message",
      value: "You lead.",
    });
    expect(await answer({ card: "done", data: { text: "Declared" }, summary: "", inPlace: true })).toMatchObject({
      statusCode: 200,
      type: "application/vnd.microsoft.card.adaptive",
      value: { type: "AdaptiveCard" },
    });
    expect(await answer(undefined)).toMatchObject({ statusCode: 200, value: expect.stringMatching(/./) });
  });

  test("posts a card that answers a button, so that it hides nothing, unless it is meant to take the place", async () => {
    const card = { card: "done", data: { text: "Declared" }, summary: "" };
    const beside = door({ receive: async () => card });
    expect((await beside.open(headers, recorded("button"))).body).toMatchObject({ value: "It is posted below." });
    await beside.open.settled();
    expect(beside.posted).toHaveLength(1);
    const instead = door({ receive: async () => ({ ...card, inPlace: true }) });
    await instead.open(headers, recorded("button"));
    await instead.open.settled();
    expect(instead.posted).toEqual([]);
    expect(instead.replaced).toMatchObject([{ id: expect.stringMatching(/./) }]);
  });

  test("posts the answer to a button of an old client, which waits for none", async () => {
    const { open, posted } = door({ receive: async () => ({ text: "You are on it." }) });
    expect(await open(headers, recorded("button-of-an-old-client"))).toEqual({ status: 200 });
    await open.settled();
    expect(posted).toMatchObject([{ message: { text: "You are on it." } }]);
  });

  test("tells people in a command by their Entra id", async () => {
    const { open, received } = door();
    await open(headers, recorded("role-with-cut-mention"));
    expect(received).toMatchObject([{ sentence: { mentions: [{ id: "the Entra id", name: "Alex Wilber" }] } }]);
  });

  test.each([401, 403, 503] as const)("lets nothing in that is turned away with %i", async (status) => {
    const { open, received } = door({ rejection: { status, why: "no" } });
    expect(await open({}, recorded("declare-in-channel"))).toEqual({ status });
    expect(received).toEqual([]);
  });

  test.each([undefined, null, "", "not json", "[]", '{"type":', 7, [], {}, { type: 3 }, Buffer.from([0xff, 0xfe])])(
    "says 400 to a body that is no activity: %j",
    async (body) => {
      const { open, received, tokens } = door();
      expect((await open(headers, body)).status).toBe(400);
      expect([...received, ...tokens]).toEqual([]);
    },
  );

  test("reads JSON that nobody has parsed yet", async () => {
    const { open, received } = door();
    const text = JSON.stringify(recorded("personal"));
    expect((await open(headers, text)).status).toBe(200);
    expect((await open(headers, Buffer.from(text))).status).toBe(200);
    expect(received).toHaveLength(2);
  });

  test("asks Teams to deliver again when storage is away, and says so in the log", async () => {
    const receive = async () => Promise.reject(new Outage("Storage is away.", { again: true }));
    const { open, log } = door({ receive });
    expect(await open(headers, recorded("declare-in-channel"))).toEqual({ status: 500 });
    expect(log.join()).toContain("Storage is away.");
  });

  test("says why when delivering again is no use", async () => {
    const receive = async () => Promise.reject(new Outage("The storage account is gone.", { again: false }));
    const { open, posted } = door({ receive });
    expect(await open(headers, recorded("personal"))).toEqual({ status: 200 });
    await open.settled();
    expect(posted).toMatchObject([{ message: { text: "The storage account is gone." } }]);
    expect((await open(headers, recorded("button"))).body).toMatchObject({ value: "The storage account is gone." });
  });

  test("tells the engine of activities it ignores, and answers 200", async () => {
    const { open, received, posted } = door();
    expect(await open(headers, recorded("reaction"))).toEqual({ status: 200 });
    expect(received).toMatchObject([{ kind: "ignored" }]);
    expect(posted).toEqual([]);
  });
});
