/** Where people are on the sandbox's page: teams and channels, what Teams tells; and everything on a phone. */
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { botFacingId, guest } from "../../sandbox/people.ts";
import type { Stage } from "../sandbox/fake-bot.ts";
import { openTeams, overflows, phone, type Teams } from "./page.ts";
import { botHeard, closeScene, dialog as asked, messageIn, openScene, picture, type Scene } from "./scene.ts";

let scene: Scene;
let stage: Stage;
let browser: Browser;
let adele: Teams;
let megan: Teams;

beforeAll(async () => {
  scene = await openScene();
  ({ stage, browser, adele, megan } = scene);
}, 60_000);
afterEach(() => {
  stage.bot.answer = { status: 200 };
});
afterAll(() => closeScene(scene));

test("people leave a team and guests come into it, and see only what is theirs", async () => {
  const rene = await openTeams(browser, stage.sandbox.url, guest.name);
  await rene.page.getByText("You are in no team and in no chat.").waitFor();
  await megan.page.getByRole("button", { name: "Channel" }).click();
  await megan.page.getByRole("menuitem", { name: "People in Contoso" }).click();
  const dialog = megan.page.getByRole("dialog", { name: "People in Contoso" });
  await dialog.getByRole("button", { name: "Remove Adele Vance" }).click();
  await dialog.getByRole("button", { name: "Add Adele Vance" }).waitFor();
  await dialog.getByRole("button", { name: `Add ${guest.name}` }).click();
  await dialog.getByRole("button", { name: `Remove ${guest.name}` }).waitFor();
  await megan.shoot("13-people");
  await botHeard(stage, (last) => expect(last).toMatchObject({ membersAdded: [{ id: botFacingId(guest) }] }));
  await rene.go("Payments");
  await rene.send("Can we help?");
  await messageIn(megan, "Can we help?").getByText("Guest").waitFor();
  await adele.page.getByRole("navigation").getByRole("button", { name: "Payments" }).waitFor({ state: "detached" });
  await adele.page.getByRole("heading", { level: 2, name: "General" }).waitFor();
  await dialog.getByRole("button", { name: "Add Adele Vance" }).click();
  await adele.page.getByRole("navigation").getByRole("button", { name: "Payments" }).waitFor();
  await megan.page.keyboard.press("Escape");
  expect(rene.complaints).toEqual([]);
  await rene.close();
});

test("a channel is renamed and deleted, and whoever was there is somewhere else", async () => {
  await stage.teams.makeChannel("Incidents", "inc-1");
  await megan.go("inc-1");
  await megan.page.getByRole("button", { name: "Channel" }).click();
  await megan.page.getByRole("menuitem", { name: "Rename channel" }).click();
  const dialog = megan.page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("a/b");
  await megan.page.keyboard.press("Enter");
  await dialog.getByText("The channel name has characters that are not allowed.").waitFor();
  await megan.shoot("14-rename");
  await dialog.getByRole("textbox", { name: "Name" }).fill("inc-1 checkout");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await adele.page.getByRole("navigation").getByRole("button", { name: "inc-1 checkout" }).waitFor();
  await megan.page.getByRole("button", { name: "Channel" }).click();
  await megan.page.getByRole("menuitem", { name: "Delete channel" }).click();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await megan.page.getByRole("heading", { level: 2, name: "General" }).waitFor();
  await adele.page
    .getByRole("navigation")
    .getByRole("button", { name: "inc-1 checkout" })
    .waitFor({ state: "detached" });
});

test("Teams forgets to tell Muster when it is set so", async () => {
  await megan.page.getByRole("tab", { name: "Time and trouble" }).click();
  await megan.page.getByRole("checkbox", { name: /Teams forgets to tell Muster/ }).check();
  await megan.page.getByRole("checkbox", { name: /Muster hears of all reactions/ }).uncheck();
  await megan.go("Payments");
  const heard = stage.bot.heard.length;
  await megan.send("Nobody hears this");
  await messageIn(adele, "Nobody hears this")
    .or(adele.page.locator(".entry[data-unread]", { hasText: "Payments" }))
    .first()
    .waitFor();
  expect(stage.bot.heard).toHaveLength(heard);
  await megan.shoot("15-settings");
  await megan.page.getByRole("checkbox", { name: /Teams forgets to tell Muster/ }).uncheck();
  await megan.page.getByRole("checkbox", { name: /Muster hears of all reactions/ }).check();
});

test("all of it can be done on a phone", async () => {
  const lynne = await openTeams(browser, stage.sandbox.url, "Lynne Robbins", phone);
  await lynne.go("Payments");
  await lynne.shoot("16-phone-channel");
  expect(await overflows(lynne.page)).toBe(false);
  await messageIn(lynne, "Card payments time out").getByRole("button", { name: "More" }).click();
  await lynne.page.getByRole("menu", { name: "More" }).getByRole("button", { name: "Heart" }).waitFor();
  await lynne.shoot("17-phone-menu");
  await lynne.page.getByRole("menu", { name: "More" }).getByRole("button", { name: "Heart" }).click();
  await messageIn(lynne, "Card payments time out").getByRole("button", { name: "Heart: Lynne Robbins" }).waitFor();
  stage.bot.answer = { status: 200, body: asked };
  await messageIn(lynne, "Card payments time out").getByRole("button", { name: "More" }).click();
  await lynne.page.getByRole("menuitem", { name: "Add to timeline" }).click();
  await lynne.page.getByRole("dialog").getByText("INC-42").waitFor();
  await lynne.shoot("18-phone-dialog");
  expect(await overflows(lynne.page)).toBe(false);
  await lynne.page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  const chooser = lynne.page.waitForEvent("filechooser");
  await lynne.page.locator("main > .composer").getByRole("button", { name: "Attach a picture or file" }).click();
  await (await chooser).setFiles([picture("from-the-train.png")]);
  await lynne.page.getByRole("listitem").getByText("from-the-train.png").waitFor();
  await lynne.shoot("19-phone-staged");
  await lynne.page.locator("main > .composer").getByRole("button", { name: "Send" }).click();
  await lynne.page.getByRole("img", { name: "from-the-train.png" }).waitFor();
  await lynne.page.getByRole("button", { name: "Channel" }).click();
  await lynne.page.getByRole("menuitem", { name: "People in Contoso" }).click();
  await lynne.page.getByRole("dialog").getByText("Lynne Robbins").waitFor();
  await lynne.shoot("20-phone-people");
  expect(await overflows(lynne.page)).toBe(false);
  expect(lynne.complaints).toEqual([]);
  await lynne.close();
});

test("the browser found nothing to complain about", () => {
  const expected = /status of (500|400)/;
  expect([...adele.complaints, ...megan.complaints].filter((each) => !expected.test(each))).toEqual([]);
});
