/** The page as the phone of somebody who is paged, in a real browser. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { openBrowser, openTeams, overflows, phone } from "../browser/page.ts";
import { idOf, inPath, type Stage, startStage } from "./fake-bot.ts";
import { eventsIn, megan, ring, smsClient, smsFrom, until } from "./paging-tools.ts";

let stage: Stage;
let browser: Browser;
beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(), openBrowser()]);
});
afterAll(() => Promise.all([stage.close(), browser.close()]));

test("one takes a call, presses a key and texts back, also on a narrow screen", async () => {
  const { page, complaints, close } = await openTeams(browser, stage.sandbox.url, "Megan Bowen", phone);
  const call = await ring(stage);
  await page.getByRole("status").getByRole("button", { name: "Look" }).click();
  const ringing = page.getByRole("article", { name: "Call to Megan Bowen" });
  await ringing.getByRole("button", { name: "Answer" }).click();
  await ringing.getByRole("button", { name: "Press 1" }).waitFor();
  const question = { kind: "textSource" as const, text: "Press 1 to take it.", voiceName: "x" };
  const asking = { kind: "callMediaRecognizeDtmfOptions" as const, maxTonesToCollect: 1, playPrompt: question };
  await call.getCallMedia().startRecognizing({ phoneNumber: megan }, asking);
  await ringing.getByText("Press 1 to take it.").waitFor();
  await ringing.getByRole("button", { name: "Press 1" }).click();
  await until(() => eventsIn(stage).at(-1)?.type === "RecognizeCompleted");
  expect(eventsIn(stage).at(-1)?.data["dtmfResult"]).toEqual({ tones: ["one"] });

  const [sent] = await smsClient(stage).send({ from: smsFrom, to: [megan], message: "Reply 1 to take it." });
  const text = page.getByRole("article", { name: "Text message to Megan Bowen" });
  await text.getByRole("textbox", { name: "Text back" }).fill("can't, on a train");
  await text.getByRole("button", { name: "Send" }).click();
  await text.locator(".bubble.own").waitFor();
  await text.getByRole("button", { name: "2", exact: true }).click();
  await until(() => eventsIn(stage).at(-1)?.data["message"] === "2");
  const said = (await stage.teams.outbox()).find(({ id }) => id === sent?.messageId)!;
  expect(said.history.flatMap(({ text: words }) => words ?? [])).toEqual(["can't, on a train", "2"]);
  expect(await overflows(page)).toBe(false);
  expect(complaints).toEqual([]);
  await close();
});

test("whoever opens their chat with Muster, or has it open, has read what is in it", async () => {
  const chat = await idOf(stage, "Lee Gu");
  const post = async (text: string): Promise<string> => {
    const path = `/connector/v3/conversations/${inPath(chat)}/activities`;
    return (await stage.as("connector", "POST", path, { type: "message", text })).body["id"];
  };
  const read = () => stage.bot.heard.filter(({ type }) => type === "event").map(({ value }) => value.lastReadMessageId);
  const first = await post("You are paged.");
  const { go, complaints, close } = await openTeams(browser, stage.sandbox.url, "Lee Gu");
  expect(read()).toEqual([]);
  await go("Muster");
  await until(() => read().length === 1);
  const second = await post("You are paged again.");
  await until(() => read().length === 2);
  expect(read()).toEqual([first, second]);
  expect(complaints).toEqual([]);
  await close();
});
