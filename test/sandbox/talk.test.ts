/** What people do in the sandbox, and what the bot hears of it: the activities of PLATFORM sections B1 to B3. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { card, idOf, inPath, type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let payments: string;

beforeAll(async () => {
  stage = await startStage({ throttle: "off" });
  payments = await idOf(stage, "Payments");
});
afterAll(() => stage.close());

const last = () => stage.bot.heard.at(-1)!;
const postCard = async (conversation: string, parts: object) => {
  const answer = await stage.as("connector", "POST", `/connector/v3/conversations/${inPath(conversation)}/activities`, {
    type: "message",
    attachments: [card(parts)],
  });
  return answer.body["id"] as string;
};

describe("saying", () => {
  test("a message in a channel reaches the bot as Teams sends it, with a token it can verify", async () => {
    const said = await stage.teams.say(
      payments,
      "Megan Bowen",
      "<at>Muster</at> role scribe <at>Alex Wilber</at> <at>Nobody Known</at>\n<b>now</b>",
    );
    expect(said.delivered.status).toBe(200);
    expect(last()).toMatchObject({
      type: "message",
      id: said.id,
      channelId: "msteams",
      serviceUrl: stage.sandbox.serviceUrl,
      text: said.text,
      locale: "en-US",
      from: { name: "Megan Bowen", aadObjectId: said.from.id },
      conversation: { id: `${payments};messageid=${said.id}`, conversationType: "channel", isGroup: true },
      channelData: {
        channel: { id: payments },
        team: { id: await idOf(stage, "General") },
        tenant: { id: last()["conversation"].tenantId },
      },
    });
    expect(last()["entities"].map((each: { mentioned?: { name: string } }) => each.mentioned?.name)).toEqual([
      "Muster",
      "Alex Wilber",
      undefined,
    ]);
    expect(last()["entities"][0].mentioned.id).toBe(last()["recipient"].id);
    expect(last()["attachments"][0].content).toContain("&lt;b&gt;now&lt;/b&gt;");
    expect(last()["from"].id).toMatch(/^29:1/);
  });

  test("an answer belongs to its thread, also when it answers an answer", async () => {
    const root = await stage.teams.say(payments, "Megan Bowen", "root");
    const reply = await stage.teams.say(payments, "AlexW@contoso.onmicrosoft.com", "reply", root.id);
    const deeper = await stage.teams.say(payments, reply.from.id, "deeper", reply.id);
    expect([reply.replyTo, deeper.replyTo]).toEqual([root.id, root.id]);
    expect(last()["conversation"].id).toBe(`${payments};messageid=${root.id}`);
  });

  test("personal and group chats have no threads and their own kinds", async () => {
    await stage.teams.say(await idOf(stage, "Lee Gu"), "Lee Gu", "help");
    expect(last()["conversation"]).toMatchObject({ conversationType: "personal", id: await idOf(stage, "Lee Gu") });
    await stage.teams.say(await idOf(stage, "Operations"), "Lee Gu", "help");
    expect(last()["conversation"]).toMatchObject({ conversationType: "groupChat", isGroup: true });
  });

  test("edits and deletions reach the bot, and the list shows them", async () => {
    const said = await stage.teams.say(payments, "Lee Gu", "tpyo");
    await stage.teams.edit(payments, said.id, "typo");
    expect(last()).toMatchObject({
      type: "messageUpdate",
      id: said.id,
      text: "typo",
      channelData: { eventType: "editMessage" },
    });
    await stage.teams.remove(payments, said.id);
    expect(last()).toMatchObject({
      type: "messageDelete",
      id: said.id,
      channelData: { eventType: "softDeleteMessage" },
    });
    expect((await stage.teams.messages(payments)).at(-1)).toMatchObject({
      id: said.id,
      text: "",
      edited: true,
      deleted: true,
    });
    await expect(stage.teams.edit(payments, said.id, "again")).rejects.toMatchObject({ status: 409 });
  });

  test("the same activity is delivered again, word for word", async () => {
    const said = await stage.teams.say(payments, "Lee Gu", "once");
    const first = last();
    await stage.teams.redeliver(said.id);
    expect(last()).toEqual(first);
    expect(last()).not.toBe(first);
  });

  test("a bot that refuses or is away loses nothing: the message stays, and the answer says so", async () => {
    stage.bot.answer = { status: 500 };
    expect((await stage.teams.say(payments, "Lee Gu", "anybody?")).delivered.status).toBe(500);
    stage.bot.answer = { status: 200 };
    const alone = await startStage();
    alone.bot.close();
    const place = await idOf(alone, "Payments");
    expect((await alone.teams.say(place, "Lee Gu", "hello?")).delivered).toMatchObject({
      status: 0,
      error: "ECONNREFUSED",
    });
    expect((await alone.teams.messages(place)).map((each) => each.text)).toEqual(["hello?"]);
    await alone.close();
  });

  test.each([
    ["a stranger", { from: "Mallory", text: "x" }, 400],
    ["no text", { from: "Lee Gu" }, 400],
    ["an answer to nothing", { from: "Lee Gu", text: "x", replyTo: "1" }, 404],
    ["far too much", { from: "Lee Gu", text: "x".repeat(200_001) }, 413],
  ])("%s is refused", async (_name, body, status) => {
    expect((await stage.as("nobody", "POST", `/sandbox/conversations/${inPath(payments)}/messages`, body)).status).toBe(
      status,
    );
  });

  test("nobody speaks in somebody else's chat", async () => {
    await expect(stage.teams.say(await idOf(stage, "Lee Gu"), "Joni Sherman", "hi")).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe("pressing", () => {
  const form = {
    body: [
      { type: "Input.Text", id: "title", label: "Title", isRequired: true, errorMessage: "Say what is wrong." },
      {
        type: "Container",
        items: [
          {
            type: "Input.ChoiceSet",
            id: "severity",
            value: "2",
            choices: [
              { title: "Critical", value: "1" },
              { title: "High", value: "2" },
            ],
          },
        ],
      },
      { type: "Input.Toggle", id: "loud", title: "Loud" },
      { type: "Input.Text", id: "empty" },
      {
        type: "Input.ChoiceSet",
        id: "lead",
        choices: [],
        "choices.data": { type: "Data.Query", dataset: "graph.microsoft.com/users" },
      },
    ],
    actions: [
      { type: "Action.Execute", title: "Declare", verb: "say", data: { say: "declare" } },
      { type: "Action.OpenUrl", title: "Runbook", url: "https://example.org/runbook" },
      {
        type: "Action.ShowCard",
        title: "More",
        card: {
          type: "AdaptiveCard",
          body: [{ type: "Input.Text", id: "why", value: "because" }],
          actions: [{ type: "Action.Submit", title: "Send", data: { say: "note" } }],
        },
      },
    ],
  };

  test("a form is sent with what was typed, the defaults, and the button's own data; empty fields stay out", async () => {
    const id = await postCard(payments, form);
    await stage.teams.press(id, "Lee Gu", "Declare", { title: "down", severity: "Critical", lead: "Megan Bowen" });
    const megan = (await stage.teams.people())[0]!.id;
    expect(last()).toMatchObject({
      type: "invoke",
      name: "adaptiveCard/action",
      replyToId: id,
      conversation: { id: `${payments};messageid=${id}` },
    });
    expect(last()["value"]).toEqual({
      action: {
        type: "Action.Execute",
        title: "Declare",
        verb: "say",
        data: { say: "declare", title: "down", severity: "1", loud: "false", lead: megan },
      },
      trigger: "manual",
    });
  });

  test("a required field that is empty, a choice that is none and a field that is none are refused", async () => {
    const id = await postCard(payments, form);
    await expect(stage.teams.press(id, "Lee Gu", "Declare")).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining("Say what is wrong."),
    });
    await expect(stage.teams.press(id, "Lee Gu", "Declare", { title: "x", severity: "9" })).rejects.toMatchObject({
      status: 400,
    });
    await expect(stage.teams.press(id, "Lee Gu", "Declare", { title: "x", nonsense: "9" })).rejects.toMatchObject({
      status: 400,
    });
    await expect(stage.teams.press(id, "Lee Gu", "Explode")).rejects.toMatchObject({ status: 404 });
  });

  test("a submit inside a shown card brings the inputs around it; a link only answers its address", async () => {
    const id = await postCard(payments, form);
    await stage.teams.press(id, "Lee Gu", "Send", { title: "down" });
    expect(last()).toMatchObject({
      type: "message",
      replyToId: id,
      value: { say: "note", title: "down", severity: "2", why: "because" },
    });
    expect((await stage.teams.press(id, "Lee Gu", "Runbook")).url).toBe("https://example.org/runbook");
  });

  test("a card in the answer is seen by the one who pressed, until the bot changes the message", async () => {
    const id = await postCard(payments, { actions: [{ type: "Action.Execute", title: "Ack" }] });
    stage.bot.answer = {
      status: 200,
      body: {
        statusCode: 200,
        type: "application/vnd.microsoft.card.adaptive",
        value: { type: "AdaptiveCard", version: "1.5", fallbackText: "mine" },
      },
    };
    const pressed = await stage.teams.press(id, "Lee Gu", "ack");
    stage.bot.answer = { status: 200 };
    expect(pressed.message.card?.["fallbackText"]).toBe("mine");
    const seenBy = async (viewer?: string) =>
      (await stage.teams.messages(payments, viewer)).find((each) => each.id === id)?.card?.["fallbackText"];
    expect([await seenBy("Lee Gu"), await seenBy("Megan Bowen"), await seenBy()]).toEqual([
      "mine",
      undefined,
      undefined,
    ]);
    await stage.as("connector", "PUT", `/connector/v3/conversations/${inPath(payments)}/activities/${id}`, {
      type: "message",
      attachments: [card({ fallbackText: "everybody's" })],
    });
    expect(await seenBy("Lee Gu")).toBe("everybody's");
  });

  test("words in the answer are for the one who pressed", async () => {
    const id = await postCard(payments, { actions: [{ type: "Action.Execute", title: "Ack" }] });
    stage.bot.answer = {
      status: 200,
      body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "Nothing to acknowledge." },
    };
    const count = (await stage.teams.messages(payments)).length;
    expect((await stage.teams.press(id, "Lee Gu", "Ack")).response?.value).toBe("Nothing to acknowledge.");
    stage.bot.answer = { status: 200 };
    expect(await stage.teams.messages(payments)).toHaveLength(count);
  });
});
