/** The sandbox's page in a real browser, by what a person sees and does there. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { chromiumPath } from "../chromium.ts";

export const desktop: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const screenshots = join(import.meta.dirname, "screenshots");
const patienceMs = 10_000;

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

export type Teams = Awaited<ReturnType<typeof openTeams>>;

/** The page as one person sees it, in a browser of their own. `complaints` is what the browser itself did not like. */
export async function openTeams(
  browser: Browser,
  url: string,
  person: string,
  device: BrowserContextOptions = desktop,
) {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC", reducedMotion: "reduce", ...device });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const complaints = complaintsOf(page);
  await page.goto(`${url}/?as=${person.toLowerCase().replace(" ", "-")}`);
  await page.locator("body[data-ready]").waitFor();
  const narrow = device.isMobile === true;

  return {
    page,
    complaints,
    /** The place in the list at the left, also where the list has to be opened first. */
    async go(name: string | RegExp): Promise<void> {
      if (narrow) await page.getByRole("button", { name: "Teams and chats" }).click();
      await page.getByRole("navigation").getByRole("button", { name }).first().click();
      await page.getByRole("heading", { level: 2, name }).waitFor();
    },
    /** Key by key, choosing from the list of names as soon as one is left to choose. */
    async type(words: string): Promise<void> {
      await page.getByRole("combobox", { name: /Start a post|Type a message/ }).click();
      await page.keyboard.type(words);
    },
    async send(words: string): Promise<void> {
      await this.type(words);
      await page.keyboard.press("Enter");
    },
    /** The first card in view, which in the channel of an incident is the incident's. */
    card: (): Locator => page.getByRole("main").locator(".card:visible").first(),
    shoot: (name: string): Promise<Buffer> => shoot(page, name),
    close: () => context.close(),
  };
}

function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return complaints;
}

async function shoot(page: Page, name: string): Promise<Buffer> {
  mkdirSync(screenshots, { recursive: true });
  return page.screenshot({ path: join(screenshots, `${name}.png`) });
}

/** Whether something is wider than the window that shows it. */
export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
