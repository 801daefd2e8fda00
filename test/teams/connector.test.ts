import { afterEach, describe, expect, test } from "@jest/globals";
import { pace } from "../../src/teams/pace.ts";
import { type Reply, type TestServer, nobodyThere, startServer } from "./server.ts";
import { standingChat } from "./standing.ts";

const servers: TestServer[] = [];
async function serving(reply: () => Reply): Promise<TestServer> {
  const server = await startServer(reply);
  servers.push(server);
  return server;
}
afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

const fine: Reply = { status: 201, body: { id: "post-1" } };
const error = (status: number, code: string, headers = {}): Reply => ({
  status,
  headers,
  body: { error: { code, message: `${code} it says` } },
});

/** A connector that gives these answers in turn, then the last one for ever. */
async function misbehaving(...replies: Reply[]) {
  let next = 0;
  const server = await serving(() => replies[Math.min(next++, replies.length - 1)] ?? fine);
  const standing = standingChat(server.url, {}, replies.includes("hang") ? 1_000 : 10_000);
  const thread = { id: "19:c@thread.tacv2;messageid=1", serviceUrl: server.url };
  return { ...standing, thread, server, post: () => standing.chat.post(thread, { text: "hello" }) };
}

describe("a post", () => {
  test("carries our token to the connector, and the words", async () => {
    const { post, server, scopes } = await misbehaving(fine);
    expect(await post()).toBe("post-1");
    expect(scopes).toEqual(["https://api.botframework.com/.default"]);
    expect(server.asked[0]).toMatchObject({
      method: "POST",
      path: "/v3/conversations/19:c@thread.tacv2;messageid=1/activities",
      headers: { authorization: "Bearer the bot's token" },
      body: { type: "message", text: "hello" },
    });
  });

  test("that meets a 500 is made once and not again by anybody, because it may have been delivered", async () => {
    const { post, server } = await misbehaving(error(500, "ServiceError"));
    await expect(post()).rejects.toMatchObject({ name: "Outage", again: true });
    expect(server.asked).toHaveLength(1);
  });

  test.each([412, 429, 502, 503, 504])("that meets a %i is made again", async (status) => {
    const { post, server, pauses } = await misbehaving(error(status, ""), error(status, ""), fine);
    expect(await post()).toBe("post-1");
    expect(server.asked).toHaveLength(3);
    expect(pauses).toHaveLength(2);
    expect(pauses[1]).toBeGreaterThanOrEqual(pauses[0] ?? Number.POSITIVE_INFINITY);
  });

  test("waits as long as Retry-After says, in seconds or until a date", async () => {
    const { post, pauses } = await misbehaving(
      error(429, "Throttled", { "retry-after": "3" }),
      error(429, "Throttled", { "retry-after": "Fri, 20 Nov 2026 14:00:07 GMT" }),
      fine,
    );
    expect(await post()).toBe("post-1");
    expect(pauses).toEqual([3_000, 4_000]);
  });

  test("that would have to wait longer than 20 seconds is handed back with how long", async () => {
    const { post, server, pauses } = await misbehaving(error(429, "Throttled", { "retry-after": "60" }));
    await expect(post()).rejects.toMatchObject({ name: "Outage", again: true, afterMs: 60_000 });
    expect(server.asked).toHaveLength(1);
    expect(pauses).toEqual([]);
  });

  test("that is refused for ever is given up within 20 seconds", async () => {
    const { post, server, pauses } = await misbehaving(error(503, "ServiceUnavailable"));
    await expect(post()).rejects.toMatchObject({ again: true });
    expect(server.asked.length).toBeGreaterThan(3);
    expect(server.asked.length).toBeLessThan(8);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(20_000);
  });

  test.each(["reset", "hang"] as const)(
    "that meets a %s is not made again blindly: it may have landed",
    async (reply) => {
      const { post, server } = await misbehaving(reply);
      await expect(post()).rejects.toMatchObject({ name: "Outage", again: true });
      expect(server.asked).toHaveLength(1);
    },
  );

  test("to nobody is tried again, because it cannot have landed", async () => {
    const { chat, pauses } = standingChat(await nobodyThere());
    const place = { id: "19:c", serviceUrl: "https://smba.trafficmanager.net.invalid/" };
    await expect(chat.post(place, { text: "x" })).rejects.toMatchObject({ again: false });
    expect(pauses).toHaveLength(0);
    await expect(chat.personal({ id: "a", name: "A" })).rejects.toMatchObject({ name: "Outage", again: true });
    expect(pauses.length).toBeGreaterThan(3);
  });

  test("is not carried to another address by a redirect", async () => {
    const elsewhere = await serving(() => fine);
    const { post } = await misbehaving({
      status: 307,
      headers: { location: `${elsewhere.url}/v3/conversations/x/activities` },
    });
    await expect(post()).rejects.toMatchObject({ name: "Outage" });
    expect(elsewhere.asked).toEqual([]);
  });

  test.each([
    [403, "ConversationBlockedByUser", /has blocked Muster/],
    [403, "BotNotInConversationRoster", /Install the app/],
    [403, "ForbiddenOperationException", /not installed/],
    [403, "BotDisabledByAdmin", /administrator/],
    [403, "MessageWritesBlocked", /read-only/],
    [401, "BotNotRegistered", /BOT_APP_SECRET/],
    [404, "ConversationNotFound", /not there any more/],
    [413, "MessageSizeTooBig", /too large/],
    [400, "BadArgument", /refused a message.*BadArgument it says/],
  ])("that meets %i %s says what to do, once", async (status, code, words) => {
    const { post, server } = await misbehaving(error(status, code));
    await expect(post()).rejects.toMatchObject({ again: false, message: expect.stringMatching(words) });
    expect(server.asked).toHaveLength(1);
  });

  test("mentions people in the text and in its entities, and names those the text forgot", async () => {
    const { chat, thread, server } = await misbehaving(fine);
    const mentions = [
      { id: "oid-1", name: "Lee Gu" },
      { id: "oid-2", name: "A <b> & C" },
    ];
    await chat.post(thread, { text: "come, <at>Lee Gu</at>", mentions });
    expect(server.asked[0]?.body).toMatchObject({
      text: "<at>A b  C</at> come, <at>Lee Gu</at>",
      entities: [
        { type: "mention", text: "<at>Lee Gu</at>", mentioned: { id: "oid-1", name: "Lee Gu" } },
        { type: "mention", text: "<at>A b  C</at>", mentioned: { id: "oid-2", name: "A <b> & C" } },
      ],
    });
  });

  test("of a card carries only the card, a summary, and the mentions that are in it", async () => {
    const { chat, thread, server } = await misbehaving(fine);
    const mentions = [
      { id: "oid-1", name: "Lee Gu" },
      { id: "oid-2", name: "Nobody Here" },
    ];
    await chat.post(thread, { card: "incident", data: { title: "<at>Lee Gu</at>" }, summary: "INC-1", mentions });
    const body = server.asked[0]?.body as {
      text?: string;
      summary: string;
      attachments: [{ content: { msteams: object } }];
    };
    expect(body.text).toBeUndefined();
    expect(body.summary).toBe("INC-1");
    expect(body.attachments[0].content.msteams).toEqual({
      width: "Full",
      entities: [{ type: "mention", text: "<at>Lee Gu</at>", mentioned: { id: "oid-1", name: "Lee Gu" } }],
    });
  });
});

describe("an update", () => {
  test.each(["reset", "hang"] as const)("that meets a %s is made again, because twice is once", async (reply) => {
    const { chat, thread, server } = await misbehaving(reply, { status: 200, body: { id: "7" } });
    await chat.update(thread, "7", { text: "new" });
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array(2).fill("PUT /v3/conversations/19:c@thread.tacv2;messageid=1/activities/7"),
    );
  });
});

describe("a forged service URL", () => {
  test.each([
    "http://smba.trafficmanager.net/emea/",
    "https://evil.trafficmanager.net/emea/",
    "https://smba.trafficmanager.net.evil.example/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://user:secret@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net:8443/",
    "https://evil.example/smba.trafficmanager.net",
    "http://169.254.169.254/latest",
    "file:///etc/passwd",
    "not a url",
    "",
  ])("gets neither a token nor a request: %s", async (serviceUrl) => {
    const { chat, scopes } = standingChat("https://smba.trafficmanager.net/teams");
    await expect(chat.post({ id: "19:c", serviceUrl }, { text: "x" })).rejects.toMatchObject({
      name: "Outage",
      again: false,
    });
    expect(scopes).toEqual([]);
  });

  test("on this machine is served without a token in the playground, and only there", async () => {
    const server = await serving(() => fine);
    const place = { id: "19:c", serviceUrl: server.url };
    const playground = standingChat("https://smba.trafficmanager.net/teams", {
      MUSTER_PLAYGROUND: "true",
      HOST: "127.0.0.1",
    });
    expect(await playground.chat.post(place, { text: "x" })).toBe("post-1");
    expect(server.asked[0]?.headers.authorization).toBeUndefined();
    const real = standingChat("https://smba.trafficmanager.net/teams");
    await expect(real.chat.post(place, { text: "x" })).rejects.toMatchObject({ again: false });
    expect(server.asked).toHaveLength(1);
  });
});

describe("many posts", () => {
  test("into one thread keep to Teams' limits, and another thread does not wait for them", async () => {
    const { chat, thread, server, now, pauses } = await misbehaving(fine);
    const times: number[] = [];
    for (let i = 0; i < 70; i += 1) {
      await chat.post(thread, { text: String(i) });
      times.push(now());
    }
    for (const [sends, withinMs] of [
      [7, 1_000],
      [8, 2_000],
      [60, 30_000],
    ] as const)
      for (let i = sends; i < times.length; i += 1)
        expect((times[i] ?? 0) - (times[i - sends] ?? 0)).toBeGreaterThanOrEqual(withinMs);
    const waited = pauses.length;
    await chat.post({ id: "19:other@thread.tacv2", serviceUrl: server.url }, { text: "x" });
    expect(pauses).toHaveLength(waited);
  });

  test("beyond what 16 seconds of waiting can carry are handed back, with how long to wait", async () => {
    const waits: number[] = [];
    const turn = pace({ now: () => new Date(0), pause: async (ms) => void waits.push(ms) });
    const asked = await Promise.allSettled(Array.from({ length: 100 }, () => turn("19:c")));
    expect(Math.max(...waits)).toBeLessThanOrEqual(16_000);
    const refused = asked.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refused.length).toBeGreaterThan(20);
    for (const reason of refused)
      expect(reason).toMatchObject({ name: "Outage", again: true, afterMs: expect.any(Number) });
  });
});

describe("people and teams", () => {
  test("are looked up once", async () => {
    const { chat, thread, server } = await misbehaving({
      status: 200,
      body: { id: "29:x", aadObjectId: "oid-x", aadGroupId: "g" },
    });
    const person = { id: "29:x", name: "Lee Gu" };
    expect(await chat.identify(thread, person)).toEqual({ id: "oid-x", name: "Lee Gu" });
    expect(await chat.identify(thread, person)).toEqual({ id: "oid-x", name: "Lee Gu" });
    expect(await chat.teamGroup(thread.serviceUrl, "19:t")).toBe("g");
    expect(await chat.teamGroup(thread.serviceUrl, "19:t")).toBe("g");
    expect(server.asked.map(({ path }) => path)).toEqual([
      "/v3/conversations/19:c@thread.tacv2;messageid=1/members/29:x",
      "/v3/teams/19:t",
    ]);
  });

  test("stay who they are when Teams does not know, and known ids are not asked about", async () => {
    const { chat, thread, server } = await misbehaving(error(404, "MemberNotFound"));
    const person = { id: "29:x", name: "Lee Gu" };
    expect(await chat.identify(thread, person)).toBe(person);
    expect(await chat.identify(thread, { id: "oid", name: "A" })).toEqual({ id: "oid", name: "A" });
    expect(server.asked).toHaveLength(1);
  });

  test("a failed look-up is not remembered", async () => {
    const { chat, server } = await misbehaving(error(400, "Bad"), { status: 201, body: { id: "a:chat" } });
    const person = { id: "oid", name: "A" };
    await expect(chat.personal(person)).rejects.toMatchObject({ name: "Outage" });
    expect(await chat.personal(person)).toEqual({ id: "a:chat", serviceUrl: server.url });
    expect(server.asked.at(-1)?.body).toMatchObject({
      isGroup: false,
      members: [{ id: "oid" }],
      channelData: { tenant: {} },
    });
  });
});
