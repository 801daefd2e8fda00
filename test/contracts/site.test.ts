import { beforeAll, describe, expect, test } from "@jest/globals";
import { setTimeout as pause } from "node:timers/promises";
import type { Site } from "../../src/engine/ports.ts";
import { awkwardTexts, openings } from "./openings.ts";

describe.each(openings)("a site in %s", (_name, open) => {
  let first: Site;
  let second: Site;
  beforeAll(async () => {
    const pair = await open();
    first = pair.first.site;
    second = pair.second.site;
  });

  test("has no file before it is published", async () => {
    expect(await first.read("nothing.html")).toBeUndefined();
  });

  test("shows to everybody what was published last", async () => {
    for (const text of [...awkwardTexts.map((each) => each.toWellFormed()), "x".repeat(300_000)]) {
      await first.publish("index.html", "text/html; charset=utf-8", async () => text);
      expect(await second.read("index.html")).toBe(text);
    }
  });

  test("ends with the latest data, however the writers interleave", async () => {
    let latest = 0;
    const publish = async (site: Site, delayMs: number) => {
      latest += 1;
      await site.publish("status.json", "application/json", async () => {
        const seen = latest;
        await pause(delayMs);
        return `${seen}`;
      });
    };
    const delays = [40, 0, 25, 5, 60, 1];
    await Promise.all(
      delays.map((delay, index) => pause(index * 8).then(() => publish(index % 2 ? first : second, delay))),
    );
    expect(await first.read("status.json")).toBe("6");
  });

  test("leaves a file alone when rendering fails", async () => {
    await first.publish("a.html", "text/html", async () => "whole");
    const failing = first.publish("a.html", "text/html", () => Promise.reject(new Error("no data")));
    await expect(failing).rejects.toThrow("no data");
    expect(await second.read("a.html")).toBe("whole");
  });

  test("refuses a name that is a path", async () => {
    await expect(first.publish("../a.html", "text/html", async () => "")).rejects.toThrow(RangeError);
  });
});
