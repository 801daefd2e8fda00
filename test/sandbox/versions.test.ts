/** Everything that a message has ever said stays in the sandbox, whatever the bot heard of it. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { completed } from "../../sandbox/older-worlds.ts";
import { freshWorld, type World } from "../../sandbox/world.ts";
import { idOf, inPath, type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let payments: string;

beforeAll(async () => {
  stage = await startStage({ throttle: "off" });
  payments = await idOf(stage, "Payments");
});
afterAll(() => stage.close());

const last = () => stage.bot.heard.at(-1)!;
const stored = async (id: string) => (await stage.teams.history(payments)).find((each) => each.id === id)!;
const texts = async (id: string) => (await stored(id)).versions?.map(({ text }) => text);

test("every version is kept with its time, also of a message that was deleted", async () => {
  const said = await stage.teams.say(payments, "Lee Gu", "one");
  expect(await texts(said.id)).toEqual(["one"]);
  await stage.teams.advance("PT1M");
  await stage.teams.edit(payments, said.id, "two");
  await stage.teams.advance("PT1M");
  await stage.teams.edit(payments, said.id, "three");
  const { versions, editedAt, at } = await stored(said.id);
  expect(versions?.map(({ text }) => text)).toEqual(["one", "two", "three"]);
  expect(versions?.[0]?.at).toBe(at);
  expect(versions?.[2]?.at).toBe(editedAt);
  expect(Date.parse(versions![2]!.at) - Date.parse(versions![1]!.at)).toBeGreaterThanOrEqual(60_000);
  await stage.teams.remove(payments, said.id);
  expect(await stored(said.id)).toMatchObject({ text: "", deleted: true, deletedAt: expect.any(String) });
  expect(await texts(said.id)).toEqual(["one", "two", "three"]);
});

test("versions are shown only to those who ask for them", async () => {
  await stage.teams.say(payments, "Lee Gu", "plain");
  expect((await stage.teams.messages(payments)).at(-1)).not.toHaveProperty("versions");
});

test("what the bot changes and deletes of its own has versions too", async () => {
  const path = `/connector/v3/conversations/${inPath(payments)}/activities`;
  const { body } = await stage.as("connector", "POST", path, { type: "message", text: "red" });
  await stage.as("connector", "PUT", `${path}/${body["id"]}`, { type: "message", text: "green" });
  await stage.as("connector", "DELETE", `${path}/${body["id"]}`);
  expect(await texts(body["id"])).toEqual(["red", "green"]);
  expect(await stored(body["id"])).toMatchObject({ deleted: true, edited: true });
});

test("its author brings back what they deleted, and the bot hears what it says again", async () => {
  const said = await stage.teams.say(payments, "Lee Gu", "<at>Muster</at> hello");
  await stage.teams.edit(payments, said.id, "<at>Muster</at> hello again");
  await expect(stage.teams.restore(payments, said.id)).rejects.toMatchObject({ status: 409 });
  await stage.teams.remove(payments, said.id);
  const restored = await stage.teams.restore(payments, said.id);
  expect(restored).toMatchObject({ text: "<at>Muster</at> hello again", delivered: { status: 200 } });
  expect(restored).not.toHaveProperty("deleted");
  expect(last()).toMatchObject({
    type: "messageUpdate",
    id: said.id,
    text: "<at>Muster</at> hello again",
    conversation: { id: `${payments};messageid=${said.id}` },
    channelData: { eventType: "undeleteMessage" },
  });
});

test("nobody restores what somebody else deleted", async () => {
  const said = await stage.teams.say(payments, "Lee Gu", "mine");
  await stage.teams.remove(payments, said.id);
  const path = `/sandbox/conversations/${inPath(payments)}/messages/${said.id}/restore`;
  expect((await stage.as("nobody", "POST", path, { from: "Joni Sherman" })).status).toBe(403);
  expect((await stored(said.id)).deleted).toBe(true);
});

test("what happens silently is in the sandbox and not with the bot", async () => {
  const heard = stage.bot.heard.length;
  const said = await stage.teams.say(payments, "Lee Gu", "unheard", undefined, { silent: true });
  await stage.teams.edit(payments, said.id, "unheard of", { silent: true });
  await stage.teams.remove(payments, said.id, { silent: true });
  const { delivered } = await stage.teams.restore(payments, said.id, { silent: true });
  expect(delivered).toMatchObject({ status: 0, error: "Muster was not told." });
  expect(stage.bot.heard).toHaveLength(heard);
  expect(await texts(said.id)).toEqual(["unheard", "unheard of"]);
});

test("a message is changed a thousand times and no more", async () => {
  const said = await stage.teams.say(payments, "Lee Gu", "0", undefined, { silent: true });
  const versions = Array.from({ length: 1_000 }, (_, number) => ({ text: `${number}`, at: said.at }));
  Object.assign(stage.sandbox.store.message(said.id)!, { versions });
  await expect(stage.teams.edit(payments, said.id, "1000")).rejects.toMatchObject({ status: 409 });
});

test("a message of an earlier sandbox says when it was changed as well as it can, and counts as a change", () => {
  const at = "2026-01-01T00:00:00Z";
  const message = { id: "1", conversation: "c", from: { id: "1", name: "a", bot: false }, text: "", at };
  const { changes: _changes, settings: _settings, ...old } = freshWorld(new Date());
  const kept = [
    { ...message, edited: true, deleted: true },
    { ...message, id: "2" },
  ];
  const world = { ...old, messages: { c: kept } } as unknown as World;
  expect(completed(world)).toMatchObject({
    changes: 2,
    settings: { reactionsOnAllMessages: true },
    messages: {
      c: [
        { ...message, editedAt: at, deletedAt: at, change: 1 },
        { id: "2", change: 2 },
      ],
    },
  });
});
