/** Commands in a message's menu: what the bot is asked, what it may answer, and what a dialog sends. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { messageCommands, readManifest } from "../../sandbox/app-commands.ts";
import { card, idOf, inPath, type Stage, startStage } from "./fake-bot.ts";

const manifest = {
  composeExtensions: [
    {
      botId: "x",
      commands: [
        { id: "note", type: "action", title: "Add to timeline", context: ["message"], fetchTask: true },
        { id: "pin", type: "action", title: "Pin", context: ["message"], parameters: [{ name: "why", title: "Why" }] },
        { id: "find", type: "query", title: "Find", context: ["message"] },
        { id: "new", type: "action", title: "New", context: ["compose"], fetchTask: true },
      ],
    },
  ],
};
const form = {
  body: [
    { type: "Input.Text", id: "text", label: "Text", isRequired: true, errorMessage: "Say what happened.", value: "x" },
    { type: "Input.Date", id: "on" },
  ],
  actions: [
    { type: "Action.Submit", title: "Add", data: { say: "note" } },
    { type: "Action.Submit", title: "Cancel", data: { say: "nothing" }, associatedInputs: "none" },
    { type: "Action.Execute", title: "Execute", verb: "x" },
  ],
};
const dialog = { task: { type: "continue", value: { title: "Note", height: 300, width: "medium", card: card(form) } } };

let stage: Stage;
let payments: string;

beforeAll(async () => {
  stage = await startStage({ throttle: "off", manifest });
  payments = await idOf(stage, "Payments");
});
afterEach(() => {
  stage.bot.answer = { status: 200 };
});
afterAll(() => stage.close());

const last = () => stage.bot.heard.at(-1)!;
const say = (text: string, replyTo?: string) => stage.teams.say(payments, "Lee Gu", text, replyTo);
const answer = (body: unknown): void => {
  stage.bot.answer = { status: 200, body };
};

test("the menu has the manifest's action commands for messages, and nothing else", async () => {
  expect(await stage.teams.commands()).toEqual([
    { id: "note", title: "Add to timeline", description: "" },
    { id: "pin", title: "Pin", description: "" },
  ]);
  expect(messageCommands({})).toEqual([]);
  expect(() => messageCommands(readManifest())).not.toThrow();
});

describe("opening", () => {
  test("asks the bot for a dialog with the whole message", async () => {
    const root = await say("root");
    const said = await say("<at>Alex Wilber</at> look & see", root.id);
    await stage.teams.react(said.id, "Megan Bowen", "like");
    answer(dialog);
    const opened = await stage.teams.act(said.id, "Megan Bowen", "Add to timeline");
    expect(opened).toMatchObject({ response: dialog, card: { type: "AdaptiveCard", body: form.body } });
    expect(opened).not.toHaveProperty("problem");
    const people = await stage.teams.people();
    const idOfPerson = (name: string) => people.find((each) => each.name === name)!.id;
    expect(last()).toMatchObject({
      type: "invoke",
      name: "composeExtension/fetchTask",
      from: { name: "Megan Bowen", aadObjectId: idOfPerson("Megan Bowen") },
      conversation: { id: `${payments};messageid=${root.id}` },
      channelData: { channel: { id: payments }, source: { name: "message" } },
    });
    expect(last()["value"]).toEqual({
      commandId: "note",
      commandContext: "message",
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
      context: { theme: "default" },
      messagePayload: expect.objectContaining({
        id: said.id,
        replyToId: root.id,
        linkToMessage: expect.stringContaining(`/l/message/${inPath(payments)}/${said.id}?`),
        createdDateTime: said.at,
        lastModifiedDateTime: null,
        deleted: false,
        subject: null,
        body: { contentType: "html", content: '<p><at id="0">Alex Wilber</at> look &amp; see</p>' },
        from: expect.objectContaining({
          user: { userIdentityType: "aadUser", id: idOfPerson("Lee Gu"), displayName: "Lee Gu" },
          application: null,
        }),
        attachments: [],
      }),
    });
    const { mentions, reactions } = last()["value"].messagePayload;
    expect(mentions).toMatchObject([
      { id: 0, mentionText: "Alex Wilber", mentioned: { user: { displayName: "Alex Wilber" } } },
    ]);
    expect(reactions).toMatchObject([{ reactionType: "like", user: { user: { displayName: "Megan Bowen" } } }]);
  });

  test("works on what the bot said, and in a chat", async () => {
    const path = `/connector/v3/conversations/${inPath(payments)}/activities`;
    const activity = { type: "message", attachments: [card()] };
    const { body } = await stage.as("connector", "POST", path, activity);
    answer(dialog);
    await stage.teams.act(body["id"], "Lee Gu", "note");
    const { from, attachments, body: content, ...rest } = last()["value"].messagePayload;
    expect(from).toMatchObject({ application: { applicationIdentityType: "bot", displayName: "Muster" }, user: null });
    expect(attachments).toMatchObject([{ contentType: activity.attachments[0]!["contentType"] }]);
    expect(content.content).toContain(attachments[0].id);
    expect(rest).not.toHaveProperty("mentions");
    const chat = await stage.teams.say(await idOf(stage, "Lee Gu"), "Lee Gu", "in private");
    await stage.teams.act(chat.id, "Lee Gu", "note");
    expect(last()["conversation"]).toMatchObject({ conversationType: "personal" });
  });

  test("a command without a dialog is sent at once, with the parameters it declares", async () => {
    const said = await say("pin me");
    await stage.teams.act(said.id, "Lee Gu", "pin", { why: "because" });
    expect(last()).toMatchObject({
      name: "composeExtension/submitAction",
      value: { commandId: "pin", data: { why: "because" } },
    });
    await stage.teams.act(said.id, "Lee Gu", "pin");
    expect(last()["value"].data).toEqual({});
    await expect(stage.teams.act(said.id, "Lee Gu", "pin", { how: "x" })).rejects.toMatchObject({ status: 400 });
  });
});

describe("sending", () => {
  const open = async () => {
    const said = await say("something happened");
    answer(dialog);
    await stage.teams.act(said.id, "Lee Gu", "note");
    stage.bot.answer = { status: 200 };
    return said.id;
  };

  test("brings the button's data and what was filled in, and the message again", async () => {
    const id = await open();
    const sent = await stage.teams.act(id, "Lee Gu", "note", { Text: "The pool is full." });
    expect(last()).toMatchObject({
      name: "composeExtension/submitAction",
      value: { commandId: "note", messagePayload: { id } },
    });
    expect(last()["value"].data).toEqual({ say: "note", text: "The pool is full." });
    expect(Object.keys(sent)).toEqual(["delivered"]);
    await expect(stage.teams.act(id, "Lee Gu", "note", {})).rejects.toMatchObject({ status: 409 });
  });

  test("another button can be pressed, and one that takes no inputs brings none", async () => {
    const id = await open();
    await stage.teams.act(id, "Lee Gu", "note", {}, "Cancel");
    expect(last()["value"].data).toEqual({ say: "nothing" });
  });

  test("is refused as a card's form is: without what is required, with inputs it has not, and before it is open", async () => {
    const id = await open();
    await expect(stage.teams.act(id, "Lee Gu", "note", { text: "" })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining("Say what happened."),
    });
    await expect(stage.teams.act(id, "Lee Gu", "note", { nonsense: "x" })).rejects.toMatchObject({ status: 400 });
    await expect(stage.teams.act(id, "Lee Gu", "note", {}, "Execute")).rejects.toMatchObject({ status: 400 });
    await expect(stage.teams.act(id, "Lee Gu", "note", {}, "Explode")).rejects.toMatchObject({ status: 404 });
    await expect(stage.teams.act(id, "Joni Sherman", "note", {})).rejects.toMatchObject({ status: 409 });
  });

  test("can be answered with the next dialog", async () => {
    const id = await open();
    const next = card({ actions: [{ type: "Action.Submit", title: "Yes", data: { sure: true } }] });
    answer({ task: { type: "continue", value: { card: next } } });
    await stage.teams.act(id, "Lee Gu", "note", {});
    stage.bot.answer = { status: 200 };
    await stage.teams.act(id, "Lee Gu", "note", {});
    expect(last()["value"].data).toEqual({ sure: true });
  });

  test("leaves the dialog open when it did not work", async () => {
    const id = await open();
    stage.bot.answer = { status: 500 };
    expect(await stage.teams.act(id, "Lee Gu", "note", {})).toMatchObject({
      problem: "Muster answered with status 500.",
    });
    stage.bot.answer = { status: 200 };
    expect(await stage.teams.act(id, "Lee Gu", "note", {})).not.toHaveProperty("problem");
  });
});

describe("answers", () => {
  const ask = async () => stage.teams.act((await say("x")).id, "Lee Gu", "note");

  test.each([
    ["a sentence", { task: { type: "message", value: "Only in an incident's channel." } }],
    [
      "a card for the composer",
      { composeExtension: { type: "result", attachmentLayout: "list", attachments: [card()] } },
    ],
    ["nothing but an object", {}],
    ["a card that is no attachment", { task: { type: "continue", value: { card: card()["content"] } } }],
  ])("%s is understood", async (_name, body) => {
    answer(body);
    expect(await ask()).not.toHaveProperty("problem");
  });

  test.each([
    ["a sentence that is none", { task: { type: "message", value: { text: "x" } } }],
    ["an unknown kind of task", { task: { type: "proceed", value: "x" } }],
    ["a card's answer", { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "x" }],
    ["a size that is none", { task: { type: "continue", value: { height: "huge", card: card() } } }],
  ])("%s is not, and the answer says so", async (_name, body) => {
    answer(body);
    expect((await ask()).problem).toBe("Teams does not understand this answer.");
  });

  test("one that takes longer than five seconds comes too late", async () => {
    const { id } = await say("x");
    stage.bot.answer = { status: 200, body: dialog, delayMs: 6_000 };
    const started = performance.now();
    const late = await stage.teams.act(id, "Lee Gu", "note");
    expect(performance.now() - started).toBeGreaterThan(4_900);
    expect(late).toMatchObject({ problem: "No answer in time.", delivered: { status: 0 } });
    expect(late).not.toHaveProperty("card");
  });
});

test("there is no such command, no such message, and none where the app is not", async () => {
  const said = await say("x");
  await expect(stage.teams.act(said.id, "Lee Gu", "find")).rejects.toMatchObject({
    status: 404,
    message: expect.stringContaining("has no command “find” for messages. Its manifest has note, pin."),
  });
  await expect(stage.teams.act("1", "Lee Gu", "note")).rejects.toMatchObject({ status: 404 });
  await stage.teams.install(payments, false);
  await expect(stage.teams.act(said.id, "Lee Gu", "note")).rejects.toMatchObject({ status: 409 });
  await stage.teams.install(payments, true);
  await stage.teams.remove(payments, said.id);
  await expect(stage.teams.act(said.id, "Lee Gu", "note")).rejects.toMatchObject({ status: 409 });
});
