/** Who reacted to what: the bot hears of it as Teams tells it, and Graph shows it. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { teamSeeds } from "../../sandbox/world.ts";
import { idOf, inPath, type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let payments: string;

beforeAll(async () => {
  stage = await startStage({ throttle: "off" });
  payments = await idOf(stage, "Payments");
});
afterAll(() => stage.close());

const last = () => stage.bot.heard.at(-1)!;
const post = async (text: string): Promise<string> =>
  (
    await stage.as("connector", "POST", `/connector/v3/conversations/${inPath(payments)}/activities`, {
      type: "message",
      text,
    })
  ).body["id"];
const inGraph = async (id: string) =>
  (
    await stage.as(
      "graph",
      "GET",
      `/graph/v1.0/teams/${teamSeeds.contoso.group}/channels/${inPath(payments)}/messages/${id}`,
    )
  ).body;

test("the bot hears who reacted to its message, by ids, and when they take it back", async () => {
  const id = await post("Rolled back.");
  const { delivered } = await stage.teams.react(id, "Lee Gu", "like");
  const lee = (await stage.teams.people()).find(({ name }) => name === "Lee Gu")!;
  expect(delivered?.status).toBe(200);
  expect(last()).toMatchObject({
    type: "messageReaction",
    reactionsAdded: [{ type: "like" }],
    replyToId: id,
    conversation: { id: `${payments};messageid=${id}` },
    channelData: { channel: { id: payments } },
  });
  expect(last()["from"]).toEqual({ id: expect.stringMatching(/^29:1/), aadObjectId: lee.id });
  await stage.teams.react(id, "Lee Gu", "like", false);
  expect(last()).toMatchObject({ reactionsRemoved: [{ type: "like" }], replyToId: id });
  expect(last()).not.toHaveProperty("reactionsAdded");
});

test("a reaction to a reply names the reply, in the conversation of its root", async () => {
  const root = await stage.teams.say(payments, "Lee Gu", "root");
  const reply = await stage.teams.say(payments, "Lee Gu", "reply", root.id);
  await stage.teams.react(reply.id, "Megan Bowen", "📌");
  expect(last()).toMatchObject({
    reactionsAdded: [{ type: "1f4cc_pushpin" }],
    replyToId: reply.id,
    conversation: { id: `${payments};messageid=${root.id}` },
  });
});

test("reactions to what people say reach the bot only while the sandbox is set so", async () => {
  const said = await stage.teams.say(payments, "Lee Gu", "Anybody?");
  const mine = await post("Yes.");
  await stage.teams.settings({ reactionsOnAllMessages: false });
  const heard = stage.bot.heard.length;
  expect(await stage.teams.react(said.id, "Lee Gu", "eyes")).not.toHaveProperty("delivered");
  expect(stage.bot.heard).toHaveLength(heard);
  await stage.teams.react(mine, "Lee Gu", "eyes");
  expect(stage.bot.heard).toHaveLength(heard + 1);
  await stage.teams.settings({ reactionsOnAllMessages: true });
  await stage.teams.react(said.id, "Lee Gu", "heart");
  expect(last()["replyToId"]).toBe(said.id);
});

test("everybody sees who reacted, each once for each reaction, and the bot hears of nothing twice", async () => {
  const id = await post("Done.");
  for (const [who, reaction] of [
    ["Lee Gu", "like"],
    ["Lee Gu", "heart"],
    ["Megan Bowen", "like"],
  ] as const)
    await stage.teams.react(id, who, reaction);
  const heard = stage.bot.heard.length;
  await stage.teams.react(id, "Lee Gu", "like");
  await stage.teams.react(id, "Joni Sherman", "like", false);
  expect(stage.bot.heard).toHaveLength(heard);
  const { reactions, edited } = (await stage.teams.messages(payments)).find((each) => each.id === id)!;
  expect(reactions?.map(({ reaction, sign, from }) => [reaction, sign, from.name])).toEqual([
    ["like", "👍", "Lee Gu"],
    ["heart", "❤️", "Lee Gu"],
    ["like", "👍", "Megan Bowen"],
  ]);
  expect(edited).toBeUndefined();
});

test("Graph shows them, and a reaction changes the message without editing it", async () => {
  const said = await stage.teams.say(payments, "Lee Gu", "look");
  await stage.teams.advance("PT1M");
  await stage.teams.react(said.id, "Megan Bowen", "pushpin");
  await stage.teams.react(said.id, "Lee Gu", "like", true, { silent: true });
  const message = await inGraph(said.id);
  expect(message["reactions"]).toMatchObject([
    { reactionType: "📌", displayName: "Pushpin", user: { user: { displayName: "Megan Bowen" } } },
    { reactionType: "like", displayName: "Like", user: { user: { displayName: "Lee Gu" } } },
  ]);
  expect(message["lastEditedDateTime"]).toBeNull();
  expect(Date.parse(message["lastModifiedDateTime"]) - Date.parse(said.at)).toBeGreaterThanOrEqual(60_000);
  expect(last()["reactionsAdded"]).toEqual([{ type: "1f4cc_pushpin" }]);
});

test.each([
  ["a reaction that Teams does not have", { from: "Lee Gu", reaction: "<b>", set: true }, 400],
  ["no decision", { from: "Lee Gu", reaction: "like" }, 400],
  ["nobody", { reaction: "like", set: true }, 400],
])("%s is refused", async (_name, body, status) => {
  const { id } = await stage.teams.say(payments, "Lee Gu", "x");
  expect((await stage.as("nobody", "PUT", `/sandbox/messages/${id}/reactions`, body)).status).toBe(status);
});

test("nobody reacts to what is deleted or where they are not", async () => {
  const said = await stage.teams.say(payments, "Lee Gu", "gone soon");
  await stage.teams.remove(payments, said.id);
  await expect(stage.teams.react(said.id, "Lee Gu", "like")).rejects.toMatchObject({ status: 409 });
  const chat = await idOf(stage, "Lee Gu");
  const secret = await stage.teams.say(chat, "Lee Gu", "between us");
  await expect(stage.teams.react(secret.id, "Joni Sherman", "like")).rejects.toMatchObject({ status: 403 });
  await expect(stage.teams.settings({ nonsense: true } as never)).rejects.toMatchObject({ status: 400 });
});
