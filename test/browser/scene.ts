/** Two people at their desks in one channel, before a bot that answers as it is told. */
import type { Browser } from "playwright-core";
import { madeUpContent } from "../../sandbox/made-up.ts";
import { card, idOf, type Stage, startStage } from "../sandbox/fake-bot.ts";
import { eventually } from "../stories/teams.ts";
import { openBrowser, openTeams, type Teams } from "./page.ts";

export type Scene = { stage: Stage; browser: Browser; adele: Teams; megan: Teams; payments: string };

const command = { id: "note", type: "action", title: "Add to timeline", context: ["message"], fetchTask: true };
const form = {
  body: [
    { type: "TextBlock", text: "This goes into the timeline of INC-42.", wrap: true },
    {
      ...{ type: "Input.Text", id: "text", label: "What happened", isMultiline: true },
      ...{ isRequired: true, errorMessage: "Say what happened." },
    },
  ],
  actions: [{ type: "Action.Submit", title: "Add", data: { say: "note" } }],
};
/** What the bot answers to the command of the message's menu. */
export const dialog = { task: { type: "continue", value: { title: "Add to timeline", card: card(form) } } };

export const picture = (name: string) => ({
  name,
  mimeType: "image/png",
  buffer: madeUpContent(name, "image/png", 3_000),
});

export async function openScene(): Promise<Scene> {
  const manifest = { composeExtensions: [{ commands: [command] }] };
  const [stage, browser] = await Promise.all([startStage({ throttle: "off", manifest }), openBrowser()]);
  const payments = await idOf(stage, "Payments");
  await stage.teams.say(payments, "Megan Bowen", "Checkout fails since the release of 13:55. Who is on it?");
  await stage.teams.say(payments, "Adele Vance", "Card payments time out; the pool looks full.");
  const adele = await openTeams(browser, stage.sandbox.url, "Adele Vance");
  const megan = await openTeams(browser, stage.sandbox.url, "Megan Bowen");
  for (const each of [adele, megan]) await each.go("Payments");
  return { stage, browser, adele, megan, payments };
}

export async function closeScene(scene: Scene | undefined): Promise<void> {
  await scene?.browser.close();
  await scene?.stage.close();
}

export const messageIn = ({ page }: Teams, words: string) => page.locator(".message", { hasText: words });

/** Something in the menu of a message, as a mouse gets there. */
export async function choose(teams: Teams, words: string, entry: string): Promise<void> {
  await messageIn(teams, words).hover();
  await messageIn(teams, words).getByRole("button", { name: "More" }).click();
  await teams.page.getByRole("menuitem", { name: entry }).click();
}

/** Of what the bot heard last; the page may show what somebody did a moment before. */
export const botHeard = (stage: Stage, isSo: (last: Stage["bot"]["heard"][number]) => void): Promise<true> =>
  eventually(() => {
    isSo(stage.bot.heard.at(-1)!);
    return true;
  });
