/** What Teams refuses a bot, and what it does with what a bot sends. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { tenant } from "../../sandbox/people.ts";
import { createThrottle } from "../../sandbox/throttle.ts";
import { card, idOf, inPath, type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let payments: string;
const root = "/connector/v3/conversations";
const post = (conversation: string, activity: unknown) =>
  stage.as("connector", "POST", `${root}/${inPath(conversation)}/activities`, activity);
const code = (answer: { body: Record<string, { code?: string }> }) => answer.body["error"]?.code;

beforeAll(async () => {
  stage = await startStage({ throttle: "off" });
  payments = await idOf(stage, "Payments");
});
afterAll(() => stage.close());

describe("a bot in a channel", () => {
  test("opens a thread, answers in it, and everybody reads both", async () => {
    const opened = await stage.as("connector", "POST", root, {
      isGroup: true,
      channelData: { channel: { id: payments } },
      activity: { type: "message", text: "Hello" },
    });
    expect(opened.status).toBe(201);
    expect(opened.body["id"]).toBe(`${payments};messageid=${opened.body["activityId"]}`);
    const answer = await post(opened.body["id"], { type: "message", text: "and more" });
    const read = await stage.teams.messages(payments);
    expect(read.map(({ id, text, replyTo, from }) => ({ id, text, replyTo, bot: from.bot }))).toEqual([
      { id: opened.body["activityId"], text: "Hello", replyTo: undefined, bot: true },
      { id: answer.body["id"], text: "and more", replyTo: opened.body["activityId"], bot: true },
    ]);
  });

  test("changes and deletes its own message and nobody else's", async () => {
    const { body } = await post(payments, { type: "message", text: "first" });
    const path = `${root}/${inPath(payments)}/activities/${body["id"]}`;
    expect((await stage.as("connector", "PUT", path, { type: "message", attachments: [card()] })).body["id"]).toBe(
      body["id"],
    );
    const changed = (await stage.teams.messages(payments)).find((each) => each.id === body["id"]);
    expect(changed).toMatchObject({ text: "", edited: true, card: { type: "AdaptiveCard" } });
    expect((await stage.as("connector", "DELETE", path)).status).toBe(200);
    expect(code(await stage.as("connector", "PUT", path, { type: "message", text: "again" }))).toBe(
      "ActivityNotFoundInConversation",
    );
    const said = await stage.teams.say(payments, "Lee Gu", "mine");
    expect(
      (
        await stage.as("connector", "PUT", `${root}/${inPath(payments)}/activities/${said.id}`, {
          type: "message",
          text: "yours",
        })
      ).status,
    ).toBe(403);
  });

  test("gets no id back for text and a card together, because Teams makes two messages of them", async () => {
    const before = (await stage.teams.messages(payments)).length;
    const answer = await post(payments, { type: "message", text: "look", attachments: [card()] });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({});
    expect(await stage.teams.messages(payments)).toHaveLength(before + 2);
  });

  test.each([
    ["an empty message", { type: "message", text: " " }, 400, "BadArgument"],
    ["a body that is not JSON", "{", 400, "BadArgument"],
    ["an unknown type", { type: "trace" }, 400, "BadArgument"],
    ["a card without a version", { type: "message", attachments: [card({ version: undefined })] }, 400, "BadArgument"],
    [
      "a mention of nobody",
      {
        type: "message",
        text: "<at>X</at>",
        entities: [{ type: "mention", text: "<at>X</at>", mentioned: { id: "29:x", name: "X" } }],
      },
      400,
      "BadArgument",
    ],
    ["100 KB", { type: "message", text: "x".repeat(52_000) }, 413, "MessageSizeTooBig"],
  ])("is refused %s", async (_name, activity, status, expected) => {
    const answer = await post(payments, activity);
    expect([answer.status, code(answer)]).toEqual([status, expected]);
  });

  test("may send 49 KB of text", async () => {
    expect((await post(payments, { type: "message", text: "x".repeat(49_000) })).status).toBe(201);
  });

  test("finds no conversation that does not exist, and none that it was removed from", async () => {
    expect(code(await post("19:nowhere@thread.tacv2", { type: "message", text: "?" }))).toBe("ConversationNotFound");
    const general = (await stage.teams.conversations()).find(
      (each) => each.name === "General" && each.team === "Incidents",
    )!;
    await stage.teams.install(general.id, false);
    expect(code(await post(general.id, { type: "message", text: "?" }))).toBe("BotNotInConversationRoster");
    await stage.teams.install(general.id, true);
    expect((await post(general.id, { type: "message", text: "!" })).status).toBe(201);
    expect(
      stage.bot.heard
        .slice(-4)
        .map((each) => [each["type"], each["action"] ?? Object.keys(each).find((name) => name.startsWith("members"))]),
    ).toEqual([
      ["installationUpdate", "remove"],
      ["conversationUpdate", "membersRemoved"],
      ["installationUpdate", "add"],
      ["conversationUpdate", "membersAdded"],
    ]);
    expect(stage.bot.heard.at(-2)?.["channelData"]["team"]["aadGroupId"]).toBe(general.teamId);
  });
});

describe("a bot and one person", () => {
  const open = (members: unknown[], more: object = { tenantId: tenant }) =>
    stage.as("connector", "POST", root, { isGroup: false, members, ...more });

  test("opens their chat by object id or by the id that Teams gave", async () => {
    const members = await stage.as("connector", "GET", `${root}/${inPath(payments)}/pagedmembers`);
    const megan = members.body["members"][0];
    const byObject = await open([{ id: megan.aadObjectId }]);
    expect((await open([{ id: megan.id }])).body["id"]).toBe(byObject.body["id"]);
    expect((await post(byObject.body["id"], { type: "message", text: "You are paged." })).status).toBe(201);
    expect((await stage.teams.messages(await idOf(stage, "Megan Bowen"))).at(-1)?.text).toBe("You are paged.");
  });

  test("is refused without the app, with two people, without a tenant, by name, and for a stranger", async () => {
    const diego = (await stage.teams.people()).find((each) => each.name === "Diego Siciliani")!;
    await stage.teams.install(await idOf(stage, diego.name), false);
    expect([(await open([{ id: diego.id }])).status, code(await open([{ id: diego.id }]))]).toEqual([
      403,
      "ForbiddenOperationException",
    ]);
    expect(code(await open([{ id: diego.id }, { id: diego.id }]))).toBe("BadSyntax");
    expect((await open([{ id: diego.id }], {})).status).toBe(400);
    expect((await open([{ id: diego.upn }])).status).toBe(400);
    expect((await open([{ id: "29:nobody" }])).status).toBe(400);
  });
});

test("members, one member, a team and its channels can be read", async () => {
  const members = await stage.as("connector", "GET", `${root}/${inPath(payments)}/members`);
  expect(members.body).toHaveLength(15);
  const one = await stage.as("connector", "GET", `${root}/${inPath(payments)}/members/${members.body[3].aadObjectId}`);
  expect(one.body["name"]).toBe("Nestor Wilke");
  const thread = (await stage.teams.conversations()).find(
    (each) => each.name === "General" && each.team === "Contoso",
  )!;
  const team = await stage.as("connector", "GET", `/connector/v3/teams/${inPath(thread.id)}`);
  expect(team.body).toMatchObject({ id: thread.id, aadGroupId: thread.teamId, name: "Contoso" });
  const channels = await stage.as("connector", "GET", `/connector/v3/teams/${inPath(thread.id)}/conversations`);
  expect(channels.body["conversations"].map((each: { name?: string }) => each.name)).toEqual([
    undefined,
    "Payments",
    "Platform",
    "Status updates",
  ]);
});

test("nobody gets in without a token, or with one for something else", async () => {
  for (const who of ["nobody", "graph"] as const)
    expect(
      (await stage.as(who, "POST", `${root}/${inPath(payments)}/activities`, { type: "message", text: "?" })).status,
    ).toBe(401);
});

test("a thread takes 7 messages a second, 8 in two, 60 in thirty, and says how long to wait", () => {
  let now = 1_000_000;
  const { take } = createThrottle(() => now);
  const burst = (count: number) => Array.from({ length: count }, () => take("a")).filter((each) => each !== undefined);
  expect(burst(7)).toEqual([]);
  expect(burst(1)).toEqual([1]);
  expect(take("b")).toBeUndefined();
  now += 1_001;
  expect(burst(1)).toEqual([]);
  expect(burst(1)).toEqual([1]);
  now += 1_000;
  for (let sent = 8; sent < 60; sent++) {
    now += 400;
    expect(take("a")).toBeUndefined();
  }
  expect(take("a")).toBeGreaterThan(1);
});

test("the throttle stands in the connector's way, with Retry-After", async () => {
  const strict = await startStage();
  const alerts = await idOf(strict, "Alerts");
  const answers = await Promise.all(
    Array.from({ length: 9 }, () =>
      strict.as("connector", "POST", `${root}/${inPath(alerts)}/activities`, { type: "message", text: "x" }),
    ),
  );
  const refused = answers.filter((each) => each.status === 429);
  expect(refused).toHaveLength(2);
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  await strict.close();
});
