import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { botId, people } from "../../sandbox/people.ts";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import type { StoredMessage } from "../../sandbox/world.ts";
import { desktop, openBrowser, openTeams, overflows, phone, type Teams } from "./page.ts";

const script = "<script>hacked = 1</script>";
const image = `<img src=x onerror="hacked = 1">`;
const frame = `<iframe srcdoc="<script>parent.hacked = 1</script>"></iframe>`;
const long = "w".repeat(3_000);
const rightToLeft = "\u202Egnp.exe\u202E \u2067abc \u05E9\u05DC\u05D5\u05DD";
const links = "[one](javascript:hacked=1) [two](data:text/html,x) [three](https://evil.example/a) [four](vbscript:x)";
const lines = [
  script,
  image,
  frame,
  `<at>${image}</at>`,
  `**${script}**`,
  `\`${image}\``,
  `[${image}](https://evil.example)`,
  links,
  rightToLeft,
  long,
];
const escaped = lines.map((line) => line.replaceAll("<", "&lt;"));

const textBlock = (text: string) => ({ type: "TextBlock", text, wrap: true });
const card = {
  type: "AdaptiveCard",
  version: "1.5",
  fallbackText: script,
  body: [
    ...lines.map(textBlock),
    { type: "RichTextBlock", inlines: lines.map((text) => ({ type: "TextRun", text })) },
    { type: "FactSet", facts: lines.map((text) => ({ title: text.slice(0, 200), value: text })) },
    { type: "Input.Text", id: "a", label: image, placeholder: script, value: `"${image}`, isMultiline: true },
    {
      type: "Input.ChoiceSet",
      id: "b",
      label: script,
      choices: lines.map((title) => ({ title, value: title })),
      style: "expanded",
    },
    { type: "Image", url: "https://evil.example/pixel.png", altText: image },
    { type: "Image", url: "javascript:hacked=1" },
    { type: "TextBlock", text: "{{DATE(2026-01-01T00:00:00Z)}} " + image, wrap: true },
  ],
  actions: [
    { type: "Action.Execute", title: image, verb: "say", data: {} },
    { type: "Action.OpenUrl", title: "Open", url: "javascript:hacked=1" },
    { type: "Action.Submit", title: long, data: {} },
  ],
};
const brokenCards = [
  {},
  [],
  "card",
  7,
  { type: "AdaptiveCard" },
  { type: "AdaptiveCard", version: "9.9", body: [{ type: script }, null, 3] },
];

const hostileFiles = [image, script, long].map((name, number) => ({
  ...{ id: `../x"${name}`.slice(0, 200), name, bytes: 1 },
  contentType: ["image/png", "text/html", script][number]!,
}));
const hostileReactions = ["like", script].map((type) => ({ type, by: image, at: "never" }));
const hostileAttachments = [
  "javascript:hacked=1",
  "data:text/html,x",
  "https://evil.example/x.png",
  "data:image/png;base64,x",
].map((contentUrl) => ({ contentType: image, contentUrl, name: script }));

let sandbox: Sandbox;
let browser: Browser;
const megan = people[0]!;

function say(name: string, from: "person" | "bot", said: Partial<StoredMessage>): void {
  const { store } = sandbox;
  const place = store.world.places.find((each) => each.name === name)!;
  const sender =
    from === "bot" ? { id: botId, name: "Muster", bot: true } : { id: megan.id, name: megan.name, bot: false };
  store.add({
    id: store.nextId(),
    conversation: place.id,
    from: sender,
    text: "",
    at: store.now().toISOString(),
    ...said,
  });
}

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([
    startSandbox({ storage: process.env["AZURITE"]!, muster: "none" }),
    openBrowser(),
  ]);
  for (const name of ["Payments", "Operations"]) {
    for (const text of [...lines, ...escaped, lines.join("\n"), `- ${lines.join("\n- ")}`]) {
      say(name, "person", { text });
      say(name, "bot", { text });
    }
    say(name, "bot", { card, summary: script });
    for (const each of brokenCards) say(name, "bot", { card: each });
    say(name, "person", { text: "files", files: hostileFiles, reactions: hostileReactions });
    say(name, "bot", { attachments: hostileAttachments });
  }
  const { store } = sandbox;
  store.world.places.find(({ name }) => name === "Platform")!.name = `${script}${long}`;
  store.world.workItems.push({
    id: 1,
    rev: 1,
    type: image,
    fields: { "System.Title": `${image}${long}`, "System.State": script, "System.Tags": `${script}; ${rightToLeft}` },
    relations: [{ rel: "Hyperlink", url: "javascript:hacked=1", attributes: { comment: image } }],
    comments: [{ id: 1, text: `<p>said</p>${image}&lt;script&gt;`, createdDate: "not a date", createdBy: script }],
  });
  const sent = { id: "1", kind: "sms", from: long, to: image, text: `${script}${long}`, at: "never" } as const;
  store.world.outbox.push({ ...sent, state: "delivered", history: [] });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

/** Whatever could only be there if a text had become markup. */
const foreignElements = (teams: Teams): Promise<string[]> =>
  teams.page.evaluate(() =>
    [
      ...document.body.querySelectorAll(
        "script, style, link, object, embed, form, iframe[srcdoc], [onerror], [onclick], [onload], a:not([href^='http']):not([href^='/']):not([href^='#'])",
      ),
    ]
      .filter((each) => !each.matches("a:not([href])"))
      .map((each) => each.outerHTML.slice(0, 200)),
  );
const hacked = (teams: Teams): Promise<boolean> => teams.page.evaluate(() => "hacked" in globalThis);

describe.each([
  ["on a desk", desktop],
  ["on a phone", phone],
])("text that wants to be more, %s", (where, device) => {
  let teams: Teams;
  const strangers: string[] = [];
  beforeAll(async () => {
    teams = await openTeams(browser, sandbox.url, "Adele Vance", device);
    teams.page.on("requestfinished", (request) => {
      if (!request.url().startsWith(sandbox.url)) strangers.push(request.url());
    });
  });
  afterAll(() => teams.close());

  test.each(["Payments", "Operations"])("stays text in %s, and the layout holds", async (name) => {
    await teams.go(name);
    await teams.card().waitFor();
    expect(await foreignElements(teams)).toEqual([]);
    expect(await hacked(teams)).toBe(false);
    expect(await overflows(teams.page)).toBe(false);
    const main = teams.page.getByRole("main");
    for (const text of [script, image, frame])
      expect(await main.locator(".message-body").getByText(text, { exact: true }).count()).toBeGreaterThanOrEqual(4);
    expect(await main.getByText("This card cannot be shown.").count()).toBeGreaterThan(0);
    await teams.shoot(`hostile-${name}-${where.replaceAll(" ", "-")}`);
  });

  test("stays text on the card, whose buttons do nothing but ask", async () => {
    const card = teams.card();
    expect(await card.getByText(image, { exact: true }).count()).toBeGreaterThanOrEqual(2);
    await card.getByRole("link", { name: "Open" }).click();
    await card.getByRole("button", { name: image }).click();
    await teams.page.getByRole("main").getByRole("alert").waitFor();
    expect(await hacked(teams)).toBe(false);
  });

  test("stays text in what goes on behind the scenes", async () => {
    if (device === phone) await teams.page.getByRole("button", { name: "Behind the scenes" }).click();
    const panel = teams.page.getByRole("complementary");
    await panel.getByText(script).first().waitFor();
    await panel.getByText("Discussion (1)").click();
    await panel.getByText(`said`).waitFor();
    expect(await foreignElements(teams)).toEqual([]);
    await panel.getByRole("tab", { name: "Outbox" }).click();
    await panel.getByRole("tabpanel", { name: "Outbox" }).getByText(image).first().waitFor();
    expect(await foreignElements(teams)).toEqual([]);
    expect(await overflows(teams.page)).toBe(false);
    expect(await hacked(teams)).toBe(false);
    await teams.shoot(`hostile-panel-${where.replaceAll(" ", "-")}`);
  });

  test("asks nothing of anybody else's computer", () => {
    expect(strangers).toEqual([]);
  });
});

test("a mark that turns the writing round does not turn round what stands beside it", async () => {
  const teams = await openTeams(browser, sandbox.url, "Adele Vance", desktop);
  await teams.go("Payments");
  const isolated = await teams.page
    .locator(".message-body, .message-head bdi")
    .evaluateAll((all) => all.every((each) => getComputedStyle(each).unicodeBidi.includes("isolate")));
  expect(isolated).toBe(true);
  await teams.close();
});

test("what a person types is sent as Teams would send it, and comes back as they typed it", async () => {
  const teams = await openTeams(browser, sandbox.url, "Adele Vance", desktop);
  await teams.go("General");
  const typed = `@Lee Gu look: <b>a&amp;b</b> ${script} @Muster's @nobody`;
  await teams.page.getByRole("combobox", { name: /Start a post/ }).fill(typed);
  await teams.page.keyboard.press("Enter");
  const said = teams.page.getByRole("article").locator(".message-body");
  await said.waitFor();
  expect(await said.textContent()).toBe(typed.replace("@Lee Gu", "Lee Gu").replace("@Muster's", "Muster's"));
  expect(await said.locator(".mention").allTextContents()).toEqual(["Lee Gu", "Muster"]);
  const stored = Object.values(sandbox.store.world.messages)
    .flat()
    .find(({ text }) => text.includes("look:"));
  expect(stored?.text).toContain("<at>Lee Gu</at> look: &lt;b&gt;a&amp;amp;b&lt;/b&gt;");
  await teams.close();
});
