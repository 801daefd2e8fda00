import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createHash } from "node:crypto";
import { type Browser, chromium } from "playwright-core";
import type { PublicBoard, PublicIncident } from "../../src/domain/status/board.ts";
import { statusJson, statusPage } from "../../src/views/status-page.ts";
import { chromiumPath } from "../chromium.ts";
import { type Running, startForTest } from "./running.ts";

const incident: PublicIncident = {
  id: "INC-42",
  title: "Checkout is down",
  state: "open",
  severity: 1,
  openedAt: "2026-11-22T18:40:00.000Z",
  nextUpdateAt: "2026-11-22T19:10:00.000Z",
  statements: [
    { at: "2026-11-22T18:40:00.000Z", kind: "opened", text: "Customers cannot pay." },
    { at: "2026-11-22T18:50:00.000Z", kind: "update", text: "It is the payment gateway.\nWe are switching over." },
  ],
};
const quiet: PublicBoard = {
  name: "Contoso Shop status",
  updatedAt: "2026-11-22T18:50:00.000Z",
  open: [],
  history: [],
};
const busy: PublicBoard = {
  ...quiet,
  open: [incident],
  history: [
    {
      ...incident,
      id: "INC-41",
      title: "Search was slow",
      state: "resolved",
      severity: 3,
      closedAt: "2026-11-22T20:05:00.000Z",
    },
  ],
};

describe("the status page", () => {
  test("is green and says so while nothing is known to be wrong", () => {
    expect(statusPage(quiet)).toContain('class="banner good"');
    expect(statusPage(quiet)).toContain("<title>No known problems · Contoso Shop status</title>");
  });

  test("is orange and shows the incident, its newest statement first, and when the next comes", () => {
    const page = statusPage(busy);
    expect(page).toContain('class="banner bad"');
    expect(page.indexOf("payment gateway")).toBeLessThan(page.indexOf("Customers cannot pay"));
    expect(page).toContain('Next update by <time datetime="2026-11-22T19:10:00.000Z">22 Nov 2026 19:10 UTC</time>');
    expect(page).toContain("Search was slow");
    expect(page).toContain("lasted 1 h 25 min");
  });

  test("calls it recovering once everything open is only being watched", () => {
    expect(statusPage({ ...busy, open: [{ ...incident, state: "monitoring" }] })).toContain('class="banner watch"');
  });

  test("turns nothing anybody wrote into markup", () => {
    const hostile = `<img src=x onerror=alert(1)>"'</style></script><script>alert(2)</script>&nbsp;\u202Egnp`;
    const text = (kind: "opened") => [{ at: hostile, kind, text: hostile }];
    const bad = {
      ...incident,
      title: hostile,
      id: hostile,
      openedAt: hostile,
      closedAt: hostile,
      nextUpdateAt: hostile,
    };
    const board = {
      ...quiet,
      name: hostile,
      updatedAt: hostile,
      open: [{ ...bad, statements: text("opened") }],
      history: [bad],
    };
    const page = statusPage(board);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<img|onerror=alert\(1\)>[^&]*<\/style>/);
    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(page).not.toContain("\u202E");
    expect(statusJson(board)).not.toContain("<");
  });

  test("lets only its own script and style run", () => {
    const page = statusPage(busy);
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]?.replaceAll("&#39;", "'") ?? "";
    for (const name of ["style", "script"]) {
      const source = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page)?.[1] ?? "";
      expect(policy).toContain(`${name}-src 'sha256-${createHash("sha256").update(source).digest("base64")}'`);
    }
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
  });

  test("stays small, however long the past", () => {
    const statements = Array.from({ length: 1_000 }, () => incident.statements[0]!);
    const history = Array.from({ length: 500 }, () => ({ ...incident, statements: incident.statements }));
    expect(statusPage({ ...quiet, history }).length).toBeLessThan(60_000);
    expect(statusPage({ ...quiet, open: [{ ...incident, statements }] }).length).toBeLessThan(60_000);
  });

  test("has the same for programs", () => {
    expect(JSON.parse(statusJson(busy))).toMatchObject({
      state: "open",
      open: [{ id: "INC-42", title: "Checkout is down" }],
    });
    expect(JSON.parse(statusJson(quiet))).toMatchObject({ state: "operational", headline: "No known problems" });
  });
});

describe("in a browser", () => {
  let browser: Browser;
  let muster: Running;
  let board = busy;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
    muster = await startForTest({
      statusPage: async () => statusPage(board),
      statusJson: async () => statusJson(board),
    });
  });
  afterAll(async () => {
    await browser.close();
    await muster.close();
  });

  test("the page is shown without a complaint, fits a phone, and finds its news by itself", async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    const complaints: string[] = [];
    page.on("console", (message) => void complaints.push(message.text()));
    page.on("pageerror", (error) => void complaints.push(error.message));
    await page.clock.install();
    await page.goto(`${muster.url}/status`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await page.locator(".banner").textContent()).toContain("We are dealing with an incident");
    board = quiet;
    await page.clock.runFor(31_000);
    await page.locator(".banner.good").waitFor();
    expect(await page.title()).toBe("No known problems · Contoso Shop status");
    expect(complaints).toEqual([]);
  });

  test("it is readable without any script", async () => {
    board = busy;
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${muster.url}/status`);
    expect(await page.locator("article").textContent()).toContain("It is the payment gateway.");
    await context.close();
  });
});
