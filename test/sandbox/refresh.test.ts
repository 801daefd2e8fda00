/** Cards that ask for themselves: who has one of their own, when the bot is asked for it, and when it is gone. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { botFacingId, findPerson } from "../../sandbox/people.ts";
import { card, type Heard, idOf, inPath, type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let payments: string;

beforeAll(async () => {
  stage = await startStage({ throttle: "off" });
  payments = await idOf(stage, "Payments");
});
afterEach(() => {
  stage.bot.answer = { status: 200 };
});
afterAll(() => stage.close());

const mri = (name: string): string => botFacingId(findPerson(name)!);
const action = { type: "Action.Execute", verb: "view", data: { incident: "INC-1" } };
const last = () => stage.bot.heard.at(-1)!;
const activities = () => `/connector/v3/conversations/${inPath(payments)}/activities`;
const send = (refresh: unknown, conversation = activities()) =>
  stage.as("connector", "POST", conversation, { type: "message", attachments: [base("everybody's", refresh)] });
const base = (fallbackText: string, refresh: unknown): Heard => card({ fallbackText, refresh });
const post = async (...who: string[]): Promise<string> => (await send({ action, userIds: who.map(mri) })).body["id"];
const answer = (fallbackText: string, more: object = {}): void => {
  const value = { type: "AdaptiveCard", version: "1.5", fallbackText, ...more };
  stage.bot.answer = { status: 200, body: { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value } };
};
const seenBy = async (id: string, viewer: string) =>
  (await stage.teams.messages(payments, viewer)).find((each) => each.id === id)!;
const update = (id: string, refresh: unknown = { action, userIds: [mri("Lee Gu")] }) =>
  stage.as("connector", "PUT", `${activities()}/${id}`, { type: "message", attachments: [base("newer", refresh)] });

test("who is named gets a card of their own by looking, and nobody else does", async () => {
  const id = await post("Lee Gu");
  answer("Lee's");
  const { message, delivered } = await stage.teams.refresh(id, "Lee Gu");
  expect([delivered?.status, message.card?.["fallbackText"]]).toEqual([200, "Lee's"]);
  expect(last()).toMatchObject({
    type: "invoke",
    name: "adaptiveCard/action",
    replyToId: id,
    from: { id: mri("Lee Gu") },
    value: { action, trigger: "automatic" },
  });
  const heard = stage.bot.heard.length;
  expect(await stage.teams.refresh(id, "Megan Bowen")).not.toHaveProperty("delivered");
  expect(stage.bot.heard).toHaveLength(heard);
  expect((await seenBy(id, "Lee Gu")).card?.["fallbackText"]).toBe("Lee's");
  expect((await seenBy(id, "Megan Bowen")).card?.["fallbackText"]).toBe("everybody's");
});

test("the same card is asked for once a minute, a changed one at once, and the change drops what single people saw", async () => {
  const id = await post("Lee Gu");
  answer("Lee's");
  await stage.teams.refresh(id, "Lee Gu");
  const asked = async () => (await stage.teams.refresh(id, "Lee Gu")).delivered !== undefined;
  expect(await asked()).toBe(false);
  await stage.teams.advance("PT59S");
  expect(await asked()).toBe(false);
  await stage.teams.advance("PT2S");
  expect(await asked()).toBe(true);
  await update(id);
  expect((await seenBy(id, "Lee Gu")).card?.["fallbackText"]).toBe("newer");
  expect(await asked()).toBe(true);
  expect((await seenBy(id, "Lee Gu")).card?.["fallbackText"]).toBe("Lee's");
});

test("an answer about a card that has changed meanwhile is seen by nobody", async () => {
  const id = await post("Lee Gu");
  answer("old news");
  stage.bot.answer.delayMs = 500;
  const looking = stage.teams.refresh(id, "Lee Gu");
  while (last()["replyToId"] !== id) await new Promise((resolve) => setTimeout(resolve, 10));
  await update(id);
  expect((await looking).message.card?.["fallbackText"]).toBe("newer");
});

test("without a list everybody of sixty is asked for, and of more nobody", async () => {
  const group = await idOf(stage, "Operations");
  const { body } = await send({ action }, `/connector/v3/conversations/${inPath(group)}/activities`);
  answer("mine");
  expect((await stage.teams.refresh(body["id"], "Joni Sherman")).delivered?.status).toBe(200);
  const place = stage.sandbox.store.place(group)!;
  const people = place.members!;
  place.members = [...people, ...Array.from({ length: 61 - people.length }, (_, number) => `stranger ${number}`)];
  expect(await stage.teams.refresh(body["id"], "Lee Gu")).not.toHaveProperty("delivered");
  place.members = place.members.slice(0, 60);
  expect((await stage.teams.refresh(body["id"], "Lee Gu")).delivered?.status).toBe(200);
  place.members = people;
});

test("with an empty list it takes a hand, and the bot is told so", async () => {
  const id = await post();
  answer("mine");
  expect(await stage.teams.refresh(id, "Lee Gu")).not.toHaveProperty("delivered");
  expect((await seenBy(id, "Lee Gu")).refresh).toBe("manual");
  const { message } = await stage.teams.refresh(id, "Lee Gu", { manual: true });
  expect(message.card?.["fallbackText"]).toBe("mine");
  expect(last()["value"].trigger).toBe("manual");
});

test("somebody's own card can say anew whether it refreshes", async () => {
  const id = await post("Lee Gu");
  expect((await seenBy(id, "Lee Gu")).refresh).toBe("automatic");
  answer("quiet", { refresh: { action, userIds: [] } });
  await stage.teams.refresh(id, "Lee Gu");
  expect((await seenBy(id, "Lee Gu")).refresh).toBe("manual");
  await stage.teams.advance("PT2M");
  expect(await stage.teams.refresh(id, "Lee Gu")).not.toHaveProperty("delivered");
});

test("a press is still by hand, and its card counts until the next change", async () => {
  const pressed = { type: "Action.Execute", title: "Ack", verb: "ack" };
  const { body } = await stage.as("connector", "POST", activities(), {
    type: "message",
    attachments: [card({ refresh: { action, userIds: [mri("Lee Gu")] }, actions: [pressed] })],
  });
  answer("pressed");
  await stage.teams.press(body["id"], "Lee Gu", "Ack");
  expect(last()["value"].trigger).toBe("manual");
  expect((await seenBy(body["id"], "Lee Gu")).card?.["fallbackText"]).toBe("pressed");
});

describe("a card is refused", () => {
  test.each([
    ["for 61 people", { action, userIds: Array.from({ length: 61 }, (_, number) => `29:${number}`) }],
    ["for object ids", { action, userIds: [findPerson("Lee Gu")!.id] }],
    ["for what is no text", { action, userIds: [7] }],
    ["with a list that is none", { action, userIds: "29:1" }],
    ["with another action", { action: { type: "Action.Submit" } }],
    ["with no action", {}],
    ["with nothing", null],
  ])("%s", async (_name, refresh) => {
    expect(await send(refresh)).toMatchObject({ status: 400, body: { error: { code: "BadArgument" } } });
    const id = await post("Lee Gu");
    expect((await update(id, refresh)).status).toBe(400);
    expect((await seenBy(id, "Lee Gu")).card?.["fallbackText"]).toBe("everybody's");
  });

  test("but not for sixty", async () => {
    expect((await send({ action, userIds: Array.from({ length: 60 }, (_, number) => `29:${number}`) })).status).toBe(
      201,
    );
  });
});

test("what does not refresh, is deleted, or is none of the bot's, is said to be so", async () => {
  const plain = await stage.as("connector", "POST", activities(), { type: "message", attachments: [card()] });
  const said = await stage.teams.say(payments, "Lee Gu", "x");
  const id = await post("Lee Gu");
  await stage.as("connector", "DELETE", `${activities()}/${id}`);
  for (const each of [plain.body["id"], said.id, id])
    await expect(stage.teams.refresh(each, "Lee Gu")).rejects.toMatchObject({ status: 404 });
  expect(await seenBy(plain.body["id"], "Lee Gu")).not.toHaveProperty("refresh");
});
