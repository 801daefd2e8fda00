/** People rename and delete channels, also those that the bot made. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { teamSeeds } from "../../sandbox/world.ts";
import { idOf, inPath, type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ throttle: "off" });
});
afterAll(() => stage.close());

const last = () => stage.bot.heard.at(-1)!;
const team = `/graph/v1.0/teams/${teamSeeds.incidents.group}/channels`;

test("a person renames a channel, by the rules that Teams has for names, and the bot hears of it", async () => {
  const { id } = await stage.teams.makeChannel("Incidents", "inc-1");
  expect(await stage.teams.renameChannel(id, "inc-1 checkout")).toMatchObject({ id, name: "inc-1 checkout" });
  expect(last()).toMatchObject({
    type: "conversationUpdate",
    channelData: { eventType: "channelRenamed", channel: { id, name: "inc-1 checkout" } },
  });
  expect((await stage.as("graph", "GET", `${team}/${inPath(id)}`)).body["displayName"]).toBe("inc-1 checkout");
  for (const wrong of ["a/b", "", "Alerts"])
    await expect(stage.teams.renameChannel(id, wrong)).rejects.toMatchObject({ status: 400 });
  const heard = stage.bot.heard.length;
  await stage.teams.renameChannel(id, "inc-1 checkout");
  expect(stage.bot.heard).toHaveLength(heard);
});

test("a person deletes a channel, the bot hears of it, and nobody finds it any more", async () => {
  const { id } = await stage.teams.makeChannel("Incidents", "inc-2");
  const said = await stage.teams.say(id, "Lee Gu", "still here");
  await stage.teams.deleteChannel(id);
  expect(last()).toMatchObject({ channelData: { eventType: "channelDeleted", channel: { id, name: "inc-2" } } });
  expect((await stage.teams.conversations()).map((each) => each.id)).not.toContain(id);
  const post = await stage.as("connector", "POST", `/connector/v3/conversations/${inPath(id)}/activities`, {
    type: "message",
    text: "?",
  });
  expect([post.status, post.body["error"].code]).toEqual([404, "ConversationNotFound"]);
  for (const what of [
    stage.teams.say(id, "Lee Gu", "?"),
    stage.teams.edit(id, said.id, "?"),
    stage.teams.react(said.id, "Lee Gu", "like"),
    stage.teams.deleteChannel(id),
  ])
    await expect(what).rejects.toMatchObject({ status: 404 });
  expect((await stage.as("graph", "GET", `${team}/${inPath(id)}/messages/delta`)).status).toBe(404);
  await expect(stage.teams.makeChannel("Incidents", "inc-2")).rejects.toMatchObject({ status: 400 });
});

test("General stays, and chats have no name to change", async () => {
  const general = (await stage.teams.teams()).find(({ name }) => name === "Incidents")!.thread;
  await expect(stage.teams.deleteChannel(general)).rejects.toMatchObject({ status: 400 });
  await expect(stage.teams.renameChannel(general, "x")).rejects.toMatchObject({ status: 400 });
  const chat = await idOf(stage, "Lee Gu");
  await expect(stage.teams.deleteChannel(chat)).rejects.toMatchObject({ status: 400 });
  await expect(stage.teams.renameChannel(chat, "x")).rejects.toMatchObject({ status: 400 });
});
