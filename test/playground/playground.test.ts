/** An incident from its first word to its last, in a client that none of us wrote. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Browser, chromium, type Page } from "playwright-core";
import { type Playground, startPlayground } from "../../sandbox/playground.ts";
import { chromiumPath } from "../chromium.ts";
import { type Client, say, startClient } from "./client.ts";

const leftOut = process.env["PLAYGROUND"] === "off";
const bot = { at: "Test Bot" };

let playground: Playground;
let client: Client;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (leftOut) return;
  [playground, browser] = await Promise.all([
    startPlayground({}),
    chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] }),
  ]);
  client = await startClient(playground.muster.url);
  page = await browser.newPage({ viewport: { width: 1400, height: 1400 } });
  page.setDefaultTimeout(15_000);
  // It loads a large page of somebody else, which takes long on a busy machine.
  await page.goto(client.url, { timeout: 90_000 });
  await page.getByText("General").first().click();
}, 150_000);

afterAll(async () => {
  await browser?.close();
  await client?.stop();
  await playground?.stop();
});

const shows = (words: string) => page.getByText(words).first().waitFor();

if (leftOut) test("Agents Playground is left out, because PLAYGROUND=off", () => expect(leftOut).toBe(true));
else
  test("declare, card, acknowledge, role, note, update and resolve work in Agents Playground", async () => {
    await say(page, 0, bot, " declare sev1 checkout is down");
    await shows("SEV 1");
    await shows("No channel of its own.");

    await page.getByRole("button", { name: "Acknowledge" }).first().click();
    await shows("Alex Wilber acknowledged the page.");
    await page.getByRole("button", { name: "Acknowledge" }).first().waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Take command" }).click();
    await shows("Alex Wilber took command");
    await say(page, 1, bot, " role scribe ", { at: "Megan Bowen" });
    await shows("Alex Wilber made Megan Bowen scribe.");

    await say(page, 1, bot, " note the certificate ran out");
    await shows("Alex Wilber noted: the certificate ran out");
    await say(page, 1, bot, " update we renew the certificate");
    await shows("Alex Wilber posted an update");

    await say(page, 1, bot, " resolve the certificate was renewed");
    await shows("Resolved");
    await shows("What was hard");
    expect(playground.muster.running()).toBe(true);
  }, 90_000);
