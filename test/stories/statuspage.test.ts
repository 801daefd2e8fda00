/** The talk's four words, and what the public sees. An Azurite of its own: the public site is one for each account. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Azurite, startAzurite } from "../../sandbox/azurite.ts";
import { eventually, type Place, startTeams, type Teams } from "./teams.ts";

let azurite: Azurite;
let teams: Teams;
let place: Place;
beforeAll(async () => {
  azurite = await startAzurite();
  teams = await startTeams({ storage: azurite.connectionString });
  place = await teams.channel("Platform");
});
afterAll(async () => {
  await teams.stop();
  await azurite.stop();
});

const answerTo = async (words: string) => {
  await place.sayRaw("Diego Siciliani", `<at>Muster</at> statuspage ${words}`);
  return (await place.last()).text;
};
const page = async () => (await fetch(`${teams.url}/status`)).text();
const published = async () => (await fetch(`${teams.url}/$web/index.html`)).text();

test("the page is there from the start, before anything is said", async () => {
  expect(await eventually(async () => ((await published()).includes("No known problems") ? true : undefined))).toBe(
    true,
  );
});

test("answers in the talk's words, in the talk's order", async () => {
  expect(await answerTo("update too early")).toBe("There is no open incident right now.");
  expect(await answerTo("close too early")).toBe("There is no open incident right now.");
  expect(await answerTo("open Checkout is failing for some customers")).toBe("Status received");
  expect(await answerTo("open another")).toBe("There's already an incident open.");
  expect(await answerTo("update we found the cause")).toBe("Status received");
  for (const html of [await page(), await published()]) {
    expect(html).toContain("Checkout is failing for some customers");
    expect(html).toContain("we found the cause");
    expect(html).not.toContain("another");
    expect(html).not.toContain("Diego");
  }
  expect(await answerTo("close all is well")).toBe("Status received");
  expect(await answerTo("close again")).toBe("There is no open incident right now.");
  expect(await published()).toContain("all is well");
});

test.each(["help", "", "what", "&nbsp;", "&nbsp;&nbsp; \n"])("“statuspage %s” gets the usage", async (words) => {
  expect(await answerTo(words)).toMatch(/statuspage open\|update\|close\|help \[message\]/);
});

test("is not crashed by empty, many-lined or much-spaced messages, and shows hostile ones as they are", async () => {
  expect(
    await answerTo(
      "open&nbsp;first line&nbsp;&nbsp;here<br>\nsecond &lt;b&gt;line&lt;/b&gt;\n\n<script>alert(1)</script>",
    ),
  ).toBe("Status received");
  const html = await page();
  expect(html).toContain("first line here");
  expect(html).not.toContain("<script>alert(1)");
  expect(html).not.toContain("<b>line");
  expect(await answerTo("update")).toBe("Status received");
  expect(await answerTo("close")).toBe("Status received");
});

test("the same message delivered again changes nothing", async () => {
  const said = await place.sayRaw("Diego Siciliani", "<at>Muster</at> statuspage open once");
  await teams.redeliver(said.id);
  const { open } = (await (await fetch(`${teams.url}/status.json`)).json()) as { open: { statements: unknown[] }[] };
  expect(open).toHaveLength(1);
  expect(open[0]?.statements).toHaveLength(1);
  expect(await answerTo("close")).toBe("Status received");
});

test("a severe incident is told to the public by itself, a mild one is not", async () => {
  await place.say("Lee Gu", "@Muster declare sev4 a typo on the front page");
  await place.say("Lee Gu", "@Muster declare sev1 nobody can pay");
  const html = await published();
  expect(html).toContain("nobody can pay");
  expect(html).not.toContain("a typo");
  expect(html).not.toContain("Lee Gu");
});
