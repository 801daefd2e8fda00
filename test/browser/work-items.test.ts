/** Work items and the wiki in the page's panel: what a person reads there, changes, deletes and brings back. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { type SandboxClient, sandboxClient } from "../../sandbox/client.ts";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { personalAccessToken } from "../../sandbox/tokens.ts";
import { desktop, openBrowser, openTeams, overflows, phone, type Teams } from "./page.ts";

let sandbox: Sandbox;
let browser: Browser;
let boards: SandboxClient;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([
    startSandbox({ storage: process.env["AZURITE"]!, muster: "none", process: "on-call" }),
    openBrowser(),
  ]);
  boards = sandboxClient(sandbox.url);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

async function send(method: string, path: string, type: string, body: unknown): Promise<Record<string, unknown>> {
  const authorization = `Basic ${Buffer.from(`:${personalAccessToken}`).toString("base64")}`;
  const response = await fetch(`${sandbox.url}/devops/contoso/Operations/_apis/${path}`, {
    method,
    headers: { "content-type": type, authorization },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

async function create(title: string): Promise<number> {
  const fields = { "System.Title": title, "System.State": "Escalated", "Custom.IncidentSeverity": 3 };
  const document = Object.entries(fields).map(([name, value]) => ({ op: "add", path: `/fields/${name}`, value }));
  const { id } = await send("POST", "wit/workitems/$Incident", "application/json-patch+json", document);
  return id as number;
}

const review = `# Overview

The **checkout** was down for 42 minutes. <script>hacked = 1</script>

| When | What |
| --- | --- |
| 14:05 | [The release](https://example.org/release) went out |
| 14:47 | <img src=x onerror="hacked = 1"> rolled \\| back |

- [ ] Alert on the error rate`;
const publish = (path: string, content: string) =>
  send("PUT", `wiki/wikis/Operations.wiki/pages?path=${encodeURIComponent(path)}`, "application/json", { content });

describe.each([
  ["on a desk", desktop],
  ["on a phone", phone],
])("a work item, %s", (where, device) => {
  let adele: Teams;
  const tile = (title: string) => adele.page.getByRole("complementary").locator(".tile", { hasText: title });
  beforeAll(async () => {
    adele = await openTeams(browser, sandbox.url, "Adele Vance", device);
    if (device === phone) await adele.page.getByRole("button", { name: "Behind the scenes" }).click();
  });
  afterAll(() => adele?.close());

  test("is changed by the person who looks at it, and the history says so", async () => {
    const id = await create(`checkout is down ${where}`);
    const item = tile(`checkout is down ${where}`);
    await item.getByRole("button", { name: "Edit" }).click();
    await adele.shoot(`work-item-form-${device === phone ? "phone" : "desk"}`);
    await item.getByRole("textbox", { name: "Title" }).fill(`payments are down ${where}`);
    await item.getByRole("combobox", { name: "State" }).selectOption("Acknowledged");
    await item.getByRole("combobox", { name: "Incident Severity" }).selectOption("1");
    await item.getByRole("combobox", { name: "Assigned to" }).selectOption("Megan Bowen");
    await item.getByRole("textbox", { name: "Comment" }).fill("Megan looks after it.");
    expect(await overflows(adele.page)).toBe(false);
    await item.getByRole("button", { name: "Save" }).click();
    const changed = tile(`payments are down ${where}`);
    for (const words of ["Acknowledged", "Incident Severity 1", "Megan Bowen"])
      await changed.getByText(words, { exact: true }).first().waitFor();
    expect(await changed.getByRole("button", { name: "Save" }).count()).toBe(0);

    const stored = sandbox.store.world.workItems.find((each) => each.id === id)!;
    expect([stored.rev, stored.comments.map(({ text }) => text)]).toEqual([2, ["Megan looks after it."]]);
    await changed.getByText("History").click();
    const [newest, first] = await changed.locator(".revisions li").filter({ hasText: "State" }).allTextContents();
    expect(newest).toMatch(/^Adele Vance, .*State: Escalated Acknowledged/);
    expect(first).toMatch(/^Muster, /);
  });

  test("keeps what is being typed when somebody else changes it, and only what was typed is sent", async () => {
    const id = await create(`search is slow ${where}`);
    const item = tile(`search is slow ${where}`);
    await item.getByRole("button", { name: "Edit" }).click();
    await item.getByRole("combobox", { name: "Incident Severity" }).selectOption("5");
    await boards.editWorkItem(id, { from: "Lee Gu", state: "Resolved" });
    await item.getByText("Resolved", { exact: true }).first().waitFor();
    await item.getByRole("button", { name: "Save" }).click();
    await item.getByText("Incident Severity 5").waitFor();
    const { fields } = sandbox.store.world.workItems.find((each) => each.id === id)!;
    expect([fields["System.State"], fields["Custom.IncidentSeverity"]]).toEqual(["Resolved", 5]);
  });

  test("says why it was not saved, and keeps what was written", async () => {
    await create(`the queue grows ${where}`);
    const item = tile(`the queue grows ${where}`);
    await item.getByRole("button", { name: "Edit" }).click();
    await item.getByRole("textbox", { name: "Title" }).fill("");
    await item.getByRole("textbox", { name: "Comment" }).fill("words not to be lost");
    await item.getByRole("button", { name: "Save" }).click();
    await item.getByRole("alert").getByText("TF401320: Rule Error for field Title.").waitFor();
    expect(await item.getByRole("textbox", { name: "Comment" }).inputValue()).toBe("words not to be lost");
    await item.getByRole("button", { name: "Cancel" }).click();
    await item.getByRole("button", { name: "Edit" }).waitFor();
  });

  test("goes into the recycle bin and comes back", async () => {
    const id = await create(`made by mistake ${where}`);
    const item = tile(`made by mistake ${where}`);
    await item.getByRole("button", { name: "Delete" }).click();
    await item.getByText(/In the recycle bin since .*, by Adele Vance/).waitFor();
    expect(sandbox.store.world.workItems.find((each) => each.id === id)?.deleted).toBeDefined();
    expect(await item.getByRole("button", { name: "Edit" }).isVisible()).toBe(false);
    await item.getByRole("button", { name: "Restore" }).click();
    await item.getByRole("button", { name: "Edit" }).waitFor();
  });

  test("shows that its state is none of the process any more", async () => {
    await create(`left behind ${where}`);
    await boards.process({ hiddenStates: ["Escalated"] });
    await tile(`left behind ${where}`).getByTitle("The process does not have this state any more.").waitFor();
    await boards.process({ hiddenStates: [] });
    expect(adele.complaints.filter((each) => !each.includes("400"))).toEqual([]);
  });

  test("a page of the wiki is read with its headings, lists and tables, and stays text", async () => {
    await publish("/Reviews", "All reviews");
    await publish(`/Reviews/INC-42 ${where}`, review);
    const page = adele.page.locator(".wiki details", { hasText: `Reviews / INC-42 ${where}` });
    await page.locator("summary").click();
    await page.getByText("Overview", { exact: true }).waitFor();
    expect(await page.locator("tr").allTextContents()).toEqual([
      "WhenWhat",
      "14:05The release went out",
      '14:47<img src=x onerror="hacked = 1"> rolled | back',
    ]);
    expect(await page.getByRole("link", { name: "The release" }).getAttribute("href")).toBe(
      "https://example.org/release",
    );
    await page.getByText("Muster", { exact: true }).waitFor();
    await page.getByText("Alert on the error rate").scrollIntoViewIfNeeded();
    await adele.shoot(`wiki-${device === phone ? "phone" : "desk"}`);
    expect(await adele.page.evaluate(() => "hacked" in globalThis)).toBe(false);
    expect(await page.locator("script, img").count()).toBe(0);
    expect(await overflows(adele.page)).toBe(false);
  });
});
