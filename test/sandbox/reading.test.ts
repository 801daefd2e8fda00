/** Somebody looks at a chat, and the bot hears how far they have read: as Teams tells it, and only when Teams would. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { read } from "../../src/teams/read.ts";
import { idOf, inPath, type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let chat: string;

beforeAll(async () => {
  stage = await startStage({ throttle: "off" });
  chat = await idOf(stage, "Lee Gu");
});
afterAll(() => stage.close());

const posted = async (conversation = chat): Promise<string> => {
  const path = `/connector/v3/conversations/${inPath(conversation)}/activities`;
  return (await stage.as("connector", "POST", path, { type: "message", text: "Look." })).body["id"];
};
const permissions = async () => (await fetch(`${stage.sandbox.url}/sandbox/grants`)).json() as Promise<Granted>;
type Granted = { resourceSpecific: string[] };

test("nothing is read where the bot has said nothing", async () => {
  expect(await stage.teams.read(chat, "Lee Gu")).toEqual({});
});

test("the bot hears once how far somebody has read, as Teams writes it", async () => {
  await posted();
  const upTo = await posted();
  await stage.teams.say(chat, "Lee Gu", "thanks");
  expect(await stage.teams.read(chat, "Lee Gu")).toMatchObject({ upTo, delivered: { status: 200 } });
  const heard = stage.bot.heard.at(-1)!;
  expect(heard).toMatchObject({
    type: "event",
    name: "application/vnd.microsoft.readReceipt",
    conversation: { conversationType: "personal", id: chat },
    value: { lastReadMessageId: upTo },
  });
  expect(heard["from"]).not.toHaveProperty("name");
  expect(read(heard, new Date(0))).toMatchObject({ kind: "read", upTo, who: { id: heard["from"].aadObjectId } });
  expect(await stage.teams.read(chat, "Lee Gu")).toEqual({});
  expect(stage.bot.heard.at(-1)).toBe(heard);
});

test("of channels and group chats the bot hears nothing, and nobody reads the chat of another", async () => {
  const before = stage.bot.heard.length;
  for (const place of ["Payments", "Operations"].map((name) => idOf(stage, name))) {
    await posted(await place);
    expect(await stage.teams.read(await place, "Lee Gu")).toEqual({});
  }
  await expect(stage.teams.read(chat, "Megan Bowen")).rejects.toThrow("403");
  expect(stage.bot.heard).toHaveLength(before);
});

test("without the permission the bot hears nothing, not even later", async () => {
  const before = stage.bot.heard.length;
  const { resourceSpecific } = await permissions();
  await stage.teams.grants({
    resourceSpecific: resourceSpecific.filter((name) => name !== "ChatMessageReadReceipt.Read.Chat"),
  });
  const upTo = await posted();
  expect(await stage.teams.read(chat, "Lee Gu")).toEqual({ upTo });
  await stage.teams.grants({ resourceSpecific });
  expect(await stage.teams.read(chat, "Lee Gu")).toEqual({});
  expect(stage.bot.heard).toHaveLength(before);
});
