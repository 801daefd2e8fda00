import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { desktop, openBrowser, openTeams, overflows, phone, type Teams } from "./page.ts";

let sandbox: Sandbox;
let browser: Browser;
let adele: Teams;
let megan: Teams;
const incident = /^inc-\d+-checkout-is-down/;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox({ storage: process.env["AZURITE"]! }), openBrowser()]);
  adele = await openTeams(browser, sandbox.url, "Adele Vance", desktop);
  megan = await openTeams(browser, sandbox.url, "Megan Bowen", desktop);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

test("somebody new is told what to type, and a click puts it where it can be sent", async () => {
  await adele.go("Payments");
  await adele.page.getByRole("button", { name: "@Muster declare sev1 checkout is down" }).click();
  const box = adele.page.getByRole("combobox", { name: /Start a post/ });
  expect(await box.inputValue()).toBe("@Muster declare sev1 checkout is down");
  await adele.shoot("1-welcome");
  await box.fill("");
});

test("declaring in the composer puts the incident's card into the thread", async () => {
  await adele.type("@Mus");
  await adele.page.getByRole("option", { name: "Muster" }).waitFor();
  await adele.page.keyboard.press("Enter");
  await adele.page.keyboard.type("declare sev1 checkout is down");
  await adele.page.keyboard.press("Enter");
  await adele.page
    .getByRole("article", { name: /Post by Adele Vance/ })
    .locator(".card:visible", { hasText: "checkout is down" })
    .waitFor();
  await adele.card().getByText("Megan Bowen").first().waitFor();
  await adele.shoot("2-declared");
});

const workItem = () => adele.page.getByRole("complementary").locator(".tile", { hasText: "checkout is down" });

test("the work item is there, and nobody is on it yet", async () => {
  await workItem().getByText("To Do", { exact: true }).waitFor();
});

test("the incident's channel comes up above its team's others, unread, with the card pinned as its first post", async () => {
  const incidents = adele.page.locator(".team", { hasText: "Incidents" }).getByRole("listitem");
  await adele.page.locator(".entry[data-unread]", { hasText: incident }).waitFor();
  expect(await incidents.first().textContent()).toMatch(/inc-\d+-checkout-is-down\s*\d+\s*unread/);
  await adele.go(incident);
  for (const question of [
    "When did we know?",
    "How did we know?",
    "Who is aware?",
    "What is being done?",
    "How bad is it?",
  ])
    await adele.card().getByText(question).waitFor();
  await adele.page.locator("[data-pinned]").getByText("Nobody has taken command").waitFor();
  expect(await incidents.first().textContent()).not.toContain("unread");
});

test("who is paged acknowledges in their own chat, and everybody's card says so without reloading", async () => {
  await megan.page.getByRole("button", { name: /Muster\s*\d+ unread/ }).waitFor();
  await megan.go(/^Muster/);
  await megan.shoot("3-paged");
  await megan.card().getByRole("button", { name: "Acknowledge" }).click();
  await megan.page.getByText("Only you can see this").waitFor();
  await megan.card().getByText("You are on it").waitFor();
  await adele
    .card()
    .getByText(/Megan Bowen acknowledged|Megan Bowen is on it|Megan Bowen answered/)
    .waitFor();
  expect(await adele.page.getByText("Only you can see this").count()).toBe(0);
  await workItem().getByText("Doing", { exact: true }).waitFor();
  await workItem().getByText("Megan Bowen").first().waitFor();
});

test("command, scribe and communications are taken and given, and the card changes in place", async () => {
  await megan.go(incident);
  await megan.card().getByRole("button", { name: "Take command" }).click();
  await megan.page.getByText("Megan Bowen took command.").first().waitFor();
  await megan.send("@Muster role scribe @Lynne Robbins");
  await megan.send("@Muster role comms @Alex Wilber");
  for (const { card, page } of [megan, adele]) {
    for (const name of ["Lynne Robbins", "Alex Wilber"]) await card().getByText(name).first().waitFor();
    expect(await page.locator(".card:visible", { hasText: "When did we know?" }).count()).toBe(1);
  }
  await megan.shoot("4-roles");
});

test("a form on the card is sent with what was written into it", async () => {
  await megan.card().getByRole("button", { name: "Post update" }).first().click();
  await megan
    .card()
    .getByRole("textbox", { name: /stakeholders/ })
    .fill("We roll back the release of 13:55.");
  await megan.card().getByRole("button", { name: "Post update" }).last().click();
  await megan.card().getByText("We roll back the release of 13:55.").waitFor();
  await adele.go("Status updates");
  await adele.page.getByRole("main").getByRole("article").getByText("We roll back the release of 13:55.").waitFor();
});

test("command is handed over and given back", async () => {
  await megan.send("@Muster handover @Adele Vance");
  await adele.go(incident);
  const offer = adele.page.locator(".card:visible", { hasText: "Megan Bowen offers command to Adele Vance" }).first();
  await offer.getByRole("button", { name: "Accept command" }).click();
  await adele.page.getByText("Adele Vance took command").first().waitFor();
  await adele.shoot("4-handed-over");
  await adele.send("@Muster step down");
  await megan.card().getByText("Nobody has taken command").waitFor();
});

test("words that are said can be changed and taken back by who said them", async () => {
  await megan.send("The release of 13:55 brok checkout");
  const said = megan.page.locator(".message", { hasText: "brok checkout" });
  await said.hover();
  await said.getByRole("button", { name: "Edit" }).click();
  await megan.page.getByRole("combobox", { name: "Change your message" }).fill("The release of 13:55 broke checkout");
  await megan.page.keyboard.press("Enter");
  const seen = adele.page.locator(".message", { hasText: "broke checkout" });
  await seen.getByText("Edited").waitFor();
  await seen.hover();
  expect(await seen.getByRole("button", { name: "Edit" }).count()).toBe(0);
  const changed = megan.page.locator(".message", { hasText: "broke checkout" });
  await changed.hover();
  await changed.getByRole("button", { name: "More" }).click();
  await megan.page.getByRole("menuitem", { name: "Delete" }).click();
  await adele.page.getByText("This message has been deleted.").waitFor();
});

test("a reply goes into its thread, and Shift and Enter start a line", async () => {
  const post = megan.page.getByRole("article").first();
  await post.getByRole("button", { name: "Reply" }).click();
  // A slow machine draws the box later than the keys would come.
  const box = post.getByRole("combobox");
  await box.pressSequentially("First line");
  await box.press("Shift+Enter");
  await box.pressSequentially("second line");
  await box.press("Enter");
  const reply = adele.page.getByRole("article").first().locator(".replies .message-body", { hasText: "First line" });
  expect(await reply.locator("p").evaluate((line) => [...line.childNodes].map((node) => node.nodeName))).toEqual([
    "#text",
    "BR",
    "#text",
  ]);
});

test("an unanswered page climbs when the clock is put forward", async () => {
  await adele.go("Payments");
  await adele.send("@Muster declare sev2 search is slow");
  await adele.page.locator(".entry", { hasText: "search-is-slow" }).waitFor();
  const alex = await openTeams(browser, sandbox.url, "Alex Wilber", desktop);
  await alex.page.getByRole("tab", { name: "Time and trouble" }).click();
  await alex.page.getByRole("button", { name: "+5 min" }).click();
  await alex.page.getByRole("button", { name: /Muster\s*\d+ unread/ }).waitFor();
  await alex.close();
});

test("all of it can be done on a phone", async () => {
  const lynne = await openTeams(browser, sandbox.url, "Lynne Robbins", phone);
  await lynne.shoot("5-phone-welcome");
  await lynne.go(incident);
  await lynne.shoot("6-phone-incident");
  expect(await overflows(lynne.page)).toBe(false);
  await lynne.card().getByRole("button", { name: "Take command" }).click();
  await lynne.page.getByText("Lynne Robbins took command.").first().waitFor();
  await lynne.page.getByRole("button", { name: "Behind the scenes" }).click();
  await lynne.page.getByRole("tab", { name: "Status page" }).click();
  await lynne.page.frameLocator("iframe").getByText("checkout is down").first().waitFor();
  await lynne.shoot("7-phone-status");
  expect(await overflows(lynne.page)).toBe(false);
  await lynne.close();
});

test("the browser found nothing to complain about", () => {
  expect([...adele.complaints, ...megan.complaints]).toEqual([]);
});
