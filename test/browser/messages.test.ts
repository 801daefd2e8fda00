/** What people do with messages besides writing them, on the sandbox's page: pictures, reactions, versions, dialogs. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { botFacingId, findPerson } from "../../sandbox/people.ts";
import { card, inPath, type Stage } from "../sandbox/fake-bot.ts";
import type { Teams } from "./page.ts";
import { botHeard, choose, closeScene, dialog as asked, messageIn, openScene, picture, type Scene } from "./scene.ts";

let scene: Scene;
let stage: Stage;
let adele: Teams;
let megan: Teams;
let payments: string;

beforeAll(async () => {
  scene = await openScene();
  ({ stage, adele, megan, payments } = scene);
}, 60_000);
afterEach(() => {
  stage.bot.answer = { status: 200 };
});
afterAll(() => closeScene(scene));

const isLoaded = (teams: Teams, name: string): Promise<boolean> =>
  teams.page.getByRole("img", { name }).evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0);

describe("pictures", () => {
  test("are chosen or pasted, can be left out again, and everybody sees what was sent", async () => {
    const main = adele.page.getByRole("main");
    const chooser = adele.page.waitForEvent("filechooser");
    await main.locator(":scope > .composer").getByRole("button", { name: "Attach a picture or file" }).click();
    const log = { name: "pool.log", mimeType: "text/plain", buffer: Buffer.from("full") };
    await (await chooser).setFiles([picture("graph.png"), picture("other.png"), log]);
    await main.getByRole("button", { name: "Leave out other.png" }).click();
    await adele.type("The pool, over the last hour");
    await adele.shoot("8-picture-staged");
    await adele.page.keyboard.press("Enter");
    for (const each of [adele, megan]) {
      await messageIn(each, "The pool, over the last hour").getByRole("img", { name: "graph.png" }).waitFor();
      await messageIn(each, "The pool, over the last hour").getByRole("link", { name: "pool.log" }).waitFor();
      await each.page.waitForFunction(() => [...document.images].every((image) => image.complete));
      expect(await isLoaded(each, "graph.png")).toBe(true);
      expect(await each.page.getByText("other.png").count()).toBe(0);
    }
    await botHeard(stage, (last) =>
      expect(last["attachments"].map((each: { name?: string }) => each.name)).toEqual(["graph.png", undefined]),
    );
    await megan.shoot("9-picture");
  });

  test("are sent without a word when they are pasted", async () => {
    await adele.page.getByRole("combobox", { name: /Start a post/ }).click();
    await adele.page.evaluate((base64) => {
      const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], "pasted.png", { type: "image/png" }));
      document.activeElement?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
    }, picture("pasted").buffer.toString("base64"));
    await adele.page.getByRole("listitem").getByText("pasted.png").waitFor();
    await adele.page.keyboard.press("Enter");
    await megan.page.getByRole("img", { name: "pasted.png" }).waitFor();
    await botHeard(stage, (last) => expect(last["text"]).toBe(""));
  });

  test("that have vanished are named", async () => {
    await choose(adele, "The pool, over the last hour", "Make graph.png vanish");
    await messageIn(megan, "The pool, over the last hour").getByText("is not there any more").waitFor();
  });
});

describe("reactions", () => {
  test("are given with one click, counted for everybody, and taken back", async () => {
    await messageIn(megan, "the pool looks full").hover();
    await messageIn(megan, "the pool looks full").getByRole("button", { name: "Like" }).first().click();
    const pill = messageIn(adele, "the pool looks full").locator(".reaction-pill");
    await pill.waitFor();
    expect(await pill.getAttribute("aria-label")).toBe("Like: Megan Bowen");
    await pill.click();
    await messageIn(megan, "the pool looks full")
      .getByRole("button", { name: "Like: Megan Bowen, Adele Vance" })
      .waitFor();
    await pill.click();
    await messageIn(megan, "the pool looks full")
      .getByRole("button", { name: "Like: Megan Bowen", exact: true })
      .waitFor();
    await botHeard(stage, (last) => expect(last["reactionsRemoved"]).toEqual([{ type: "like" }]));
  });

  test("are all in the menu, which keys walk through", async () => {
    const message = messageIn(megan, "the pool looks full");
    await message.hover();
    await message.getByRole("button", { name: "More" }).click();
    const menu = megan.page.getByRole("menu", { name: "More" });
    await menu.getByRole("button", { name: "Like" }).waitFor();
    await megan.shoot("10-menu");
    for (let step = 0; step < 2; step++) await megan.page.keyboard.press("ArrowRight");
    await megan.page.keyboard.press("Enter");
    await messageIn(adele, "the pool looks full").getByRole("button", { name: "Pushpin: Megan Bowen" }).waitFor();
    await botHeard(stage, (last) => expect(last["reactionsAdded"]).toEqual([{ type: "1f4cc_pushpin" }]));
  });
});

test("what was deleted comes back with Undo, and every version can be read", async () => {
  await stage.teams.edit(payments, (await stage.teams.messages(payments))[1]!.id, "Card payments time out.");
  await choose(adele, "Card payments time out", "Delete");
  await megan.page.getByText("This message has been deleted.").waitFor();
  expect(await megan.page.getByRole("button", { name: "Undo" }).count()).toBe(0);
  await adele.page.getByRole("button", { name: "Undo" }).click();
  await messageIn(megan, "Card payments time out.").waitFor();
  await botHeard(stage, (last) => expect(last["channelData"].eventType).toBe("undeleteMessage"));
  await choose(megan, "Card payments time out.", "Versions");
  const dialog = megan.page.getByRole("dialog");
  await dialog.getByText("Card payments time out; the pool looks full.").waitFor();
  await megan.shoot("11-versions");
  await megan.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

test("a command opens its dialog, which wants what it needs, and is sent with it", async () => {
  stage.bot.answer = { status: 200, body: asked };
  await choose(megan, "Card payments time out.", "Add to timeline");
  const dialog = megan.page.getByRole("dialog", { name: "Add to timeline" });
  await dialog.getByText("INC-42").waitFor();
  await megan.shoot("12-dialog");
  const sentence = { task: { type: "message", value: "It is in the timeline." } };
  stage.bot.answer = { status: 200, body: sentence };
  const heard = stage.bot.heard.length;
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.getByText("Say what happened.").waitFor();
  expect(stage.bot.heard).toHaveLength(heard);
  await dialog.getByRole("textbox").fill("The pool is full.");
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.getByText("It is in the timeline.").waitFor();
  await botHeard(stage, (last) => expect(last["value"].data).toEqual({ say: "note", text: "The pool is full." }));
  await dialog.getByRole("button", { name: "OK" }).click();
  await dialog.waitFor({ state: "detached" });
});

test("a command that does not work says why", async () => {
  stage.bot.answer = { status: 500 };
  await choose(megan, "Card payments time out.", "Add to timeline");
  await megan.page
    .getByRole("alert")
    .getByText("“Add to timeline” did not work. Muster answered with status 500.")
    .waitFor();
  await megan.page.getByRole("alert").getByRole("button", { name: "Dismiss" }).click();
});

test("a card refreshes for the one who looks, again when it has changed, and by hand", async () => {
  const action = { type: "Action.Execute", verb: "view" };
  const refresh = { action, userIds: [botFacingId(findPerson("Megan Bowen")!)] };
  const path = `/connector/v3/conversations/${inPath(payments)}/activities`;
  const base = (text: string) => ({
    type: "message",
    attachments: [card({ body: [{ type: "TextBlock", text }], refresh })],
  });
  const answer = (text: string): void => {
    const value = { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text }] };
    stage.bot.answer = {
      status: 200,
      body: { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value },
    };
  };
  answer("Megan, you are in command.");
  const { body } = await stage.as("connector", "POST", path, base("Somebody is in command."));
  await megan.page.getByText("Megan, you are in command.").waitFor();
  await adele.page.getByText("Somebody is in command.").waitFor();
  answer("Megan, your update is due.");
  await stage.as("connector", "PUT", `${path}/${body["id"]}`, base("An update is due."));
  await megan.page.getByText("Megan, your update is due.").waitFor();
  answer("Adele, you are the scribe.");
  await choose(adele, "An update is due.", "Refresh card");
  await adele.page.getByText("Adele, you are the scribe.").waitFor();
  await botHeard(stage, (last) => expect(last["value"].trigger).toBe("manual"));
});

test("the browser found nothing to complain about", () => {
  const expected = /status of (500|400)/;
  expect([...adele.complaints, ...megan.complaints].filter((each) => !expected.test(each))).toEqual([]);
});
