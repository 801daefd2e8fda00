import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { expandCard } from "../../src/teams/cards.ts";
import { bytesOf, complaintsOf, piecesOf } from "./official.ts";
import { schemaCheck } from "./schema.ts";

const folder = new URL("../../cards/", import.meta.url);
const files = readdirSync(folder);
const names = files.filter((file) => !file.endsWith(".sample.json")).map((file) => file.replace(".json", ""));
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), "utf8"));

test("every template has a sample beside it, and no sample is left over", () => {
  expect(files.filter((file) => file.endsWith(".sample.json")).sort()).toEqual(
    names.map((name) => `${name}.sample.json`).sort(),
  );
  expect(names.length).toBeGreaterThan(8);
});

describe.each(names)("the card %s", (name) => {
  const card = expandCard(name, read(`${name}.sample.json`));

  test("shows nothing of its template once expanded", () => {
    expect(JSON.stringify(card)).not.toMatch(/\$\{|"\$(when|data)"/);
  });

  test("is read by the official renderer without a complaint", () => {
    expect(complaintsOf(card)).toEqual([]);
  });

  test("is lawful for Teams and far from its limit", () => {
    expect(card["version"]).toBe("1.5");
    expect(card["msteams"]).toEqual({ width: "Full" });
    expect(bytesOf(card)).toBeLessThan(40_000);
    expect(schemaCheck === undefined || schemaCheck(card) || schemaCheck.errors).toBe(true);
  });

  test("has a fallback with the same data on every button that says words", () => {
    const buttons = piecesOf(card).filter((piece) => piece["type"] === "Action.Execute");
    for (const button of buttons) {
      expect(button["verb"]).toBe("say");
      expect(button["fallback"]).toMatchObject({ type: "Action.Submit", title: button["title"], data: button["data"] });
    }
  });

  test("wraps every text, for phones", () => {
    const blocks = piecesOf(card).filter((piece) => piece["type"] === "TextBlock" && String(piece["text"]).length > 12);
    expect(blocks.filter((block) => block["wrap"] !== true)).toEqual([]);
  });
});

test("the renderer does complain of a card that is wrong", () => {
  expect(complaintsOf({ type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlok", text: 1 }] })).not.toEqual([]);
});
