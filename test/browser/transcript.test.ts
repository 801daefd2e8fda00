import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { transcriptHtml } from "../../src/views/transcript-html.ts";
import { hostile } from "../views/incidents.ts";
import { line, logged, night, of } from "../views/transcripts.ts";
import { desktop, openBrowser, overflows, phone } from "./page.ts";

const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const copies = new Map([["INC-42/107-1.png", { path: "INC-42.media/1.png", picture: `data:image/png;base64,${dot}` }]]);

const attack = [
  ...hostile,
  "<script>hacked = 1</script>",
  '"><img src=x onerror="hacked = 1">',
  "</style><h1>hacked",
  "w".repeat(3_000),
];
const attacked = logged(
  attack.flatMap((text, index) => {
    const from = { id: text, name: text };
    const file = { name: text, contentType: "text/html", url: text, why: text };
    return [
      line(`${index}`, index, {
        text,
        from,
        mentions: [from],
        attachments: [{ name: text, contentType: text, url: text }],
      }),
      line(`${index}`, index, { text: `${text} `, from, kind: "edited" }),
      line(`${index}`, index, { kind: "kept", from, file }),
      line(`r${index}`, index, { text, from, replyTo: `${index}` }),
      line("", index, { kind: "gap", text, from }),
    ];
  }),
);

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), "muster-transcript-"));
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** From a file, as whoever got it by mail opens it. */
async function open(
  html: string,
  device: BrowserContextOptions,
): Promise<{ page: Page; complaints: string[]; asked: string[] }> {
  const file = join(folder, "transcript.html");
  writeFileSync(file, html);
  const page = await (await browser.newContext(device)).newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("request", (request) => asked.push(request.url().slice(0, 30)));
  await page.goto(pathToFileURL(file).href);
  return { page, complaints, asked: asked.filter((url) => !url.startsWith("data:")).slice(1) };
}

describe.each([
  ["on a desk", desktop],
  ["on a phone", phone],
  ["in the dark", { ...desktop, colorScheme: "dark" as const }],
])("an exported transcript %s", (_name, device) => {
  test("shows its pictures, and asks nobody for anything", async () => {
    const { page, complaints, asked } = await open(transcriptHtml(night, of, copies), device);
    expect(await page.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    expect(await page.getByText("The database is full.").isVisible()).toBe(true);
    expect(await page.getByText("The datbase is full.").isVisible()).toBe(true);
    expect(await overflows(page)).toBe(false);
    expect([complaints, asked]).toEqual([[], []]);
    await page.context().close();
  });

  test("has an ink that can be read on its paper", async () => {
    const { page } = await open(transcriptHtml(night, of, copies), device);
    const contrasts = await page.locator("p, time, b, dt, dd, h1, h2, a, .tag, .face").evaluateAll((all) => {
      const rgb = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
      const light = (color: string) => {
        const [red = 0, green = 0, blue = 0] = rgb(color).map((part) =>
          part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
        );
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const paperOf = (element: Element | null): string => {
        if (element === null) return "rgb(255, 255, 255)";
        const { backgroundColor } = getComputedStyle(element);
        return rgb(backgroundColor)[3] === 0 ? paperOf(element.parentElement) : backgroundColor;
      };
      return all.map((element) => {
        const [a, b] = [light(getComputedStyle(element).color), light(paperOf(element))].sort((x, y) => y - x) as [
          number,
          number,
        ];
        return { text: element.textContent?.slice(0, 30), contrast: (a + 0.05) / (b + 0.05) };
      });
    });
    expect(contrasts.length).toBeGreaterThan(50);
    expect(contrasts.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
    await page.context().close();
  });

  test("keeps hostile words words", async () => {
    const { page, complaints, asked } = await open(
      transcriptHtml(attacked, { ...of, title: attack[12]! }, copies),
      device,
    );
    expect(await page.evaluate(() => "hacked" in globalThis)).toBe(false);
    const foreign =
      "script, style:not(head style), img, iframe, object, form, h1:not(header h1), [onerror], a:not([href^='#'])";
    expect(await page.locator(foreign).count()).toBe(0);
    expect(await page.getByText("<script>hacked = 1</script>", { exact: true }).count()).toBeGreaterThanOrEqual(4);
    expect(await overflows(page)).toBe(false);
    expect([complaints, asked]).toEqual([[], []]);
    await page.context().close();
  });
});

test("on paper it is dark on light, with every version of a message", async () => {
  const { page } = await open(transcriptHtml(night, of, copies), { ...desktop, colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe("rgb(0, 0, 0)");
  expect((await page.pdf()).length).toBeGreaterThan(10_000);
  await page.context().close();
});
