import { expect, test } from "@jest/globals";
import { verbs } from "../../src/cli/run.ts";
import { readText } from "../tidy/sources.ts";
import { bookIn, wrongIn } from "./given.ts";

const page = readText("docs/oncall.md");
const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";

test("the file in docs/oncall.md can be read, and the book it makes holds together", () => {
  expect(Object.keys(bookIn(example))).toEqual(["edition", "people", "rosters", "schedules", "policies"]);
  expect(wrongIn(example)).toEqual([]);
});

test("docs/oncall.md has every verb about who is on call, as the command line knows it", () => {
  const about = [...verbs].filter(([name]) => name.startsWith("oncall") || ["import", "export"].includes(name));
  const usages = about
    .flatMap(([, { usage }]) => usage.split("  |  "))
    .filter((usage) => !/INC-n|INCIDENTS/.test(usage));
  expect(usages.length).toBeGreaterThanOrEqual(7);
  expect(usages.filter((usage) => !page.includes(`    muster ${usage}\n`))).toEqual([]);
});
