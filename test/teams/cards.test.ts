import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { expandCard } from "../../src/teams/cards.ts";

const folder = new URL("../../cards/", import.meta.url);
const names = readdirSync(folder).flatMap((file) => /^([a-z-]+)\.json$/.exec(file)?.[1] ?? []);
const sampleOf = (name: string): unknown => {
  try {
    return JSON.parse(readFileSync(new URL(`${name}.sample.json`, folder), "utf8"));
  } catch {
    return {};
  }
};

/** What a template would evaluate. */
const expression = (inner: string) => `$\{${inner}}`;
const hostile = `${expression("1+1")} ${expression("$root")} ${expression("json(title)")} <at>x</at> "} {{DATE(x)}}`;

describe("a card", () => {
  test.each(names)("%s is a plain Adaptive Card 1.5, whatever data it gets", (name) => {
    for (const data of [sampleOf(name), {}, null, hostileCopy(sampleOf(name))]) {
      const card = expandCard(name, data);
      expect(card).toMatchObject({ type: "AdaptiveCard", version: "1.5" });
      expect(keysOf(card)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^\$(data|when|root|index)/)]));
    }
  });

  test.each(names)("%s shows blanks for what it is not told, never its own expressions", (name) => {
    expect(JSON.stringify(expandCard(name, {}))).not.toMatch(/\$\{|[\uE000\uE001]/);
  });

  test("shows the expressions that people write as they wrote them", () => {
    const text = JSON.stringify(expandCard("incident", { title: hostile }));
    expect(text).toContain(JSON.stringify(hostile).slice(1, -1));
    const borrowed = expandCard("incident", { title: expression("state"), state: "open" });
    expect(JSON.stringify(borrowed)).toContain(JSON.stringify(expression("state")));
  });

  test("is the same the second time, and another card for other data", () => {
    const [one, two] = [expandCard("incident", { title: "one" }), expandCard("incident", { title: "two" })];
    expect(expandCard("incident", { title: "one" })).toEqual(one);
    expect(two).not.toEqual(one);
  });

  test("that would be too large for Teams is an error that says so", () => {
    expect(() => expandCard("incident", { title: "x".repeat(50_000) })).toThrow(/incident takes \d+ bytes.*Shorten/);
    expect(() => expandCard("incident", { title: "x".repeat(20_000) })).not.toThrow();
  });

  test.each(["../package", "incident.sample", "", "NUL", "a/b", "nothing-of-the-kind"])(
    "cannot be called %j",
    (name) => {
      expect(() => expandCard(name, {})).toThrow();
    },
  );
});

function hostileCopy(value: unknown): unknown {
  if (typeof value === "string") return hostile;
  if (Array.isArray(value)) return value.map(hostileCopy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hostileCopy(inner)]));
}

function keysOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}
