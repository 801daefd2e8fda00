import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { verbs } from "../../src/cli/run.ts";
import { fieldNamed } from "../../src/history-file/fields.ts";
import { readHistory } from "../../src/history-file/read.ts";

const page = readFileSync(new URL("../../docs/learning.md", import.meta.url), "utf8");
const block = (language: string): string => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)![1]!;
const clock = { zone: undefined, now: new Date("2026-11-28T00:00:00Z") };

test("the files on the page are read without a complaint", () => {
  const table = readHistory(block("csv"), "csv", clock);
  expect(table).toMatchObject({ troubles: [], unused: [], measures: { length: 2 } });
  expect(table.measures[0]).toMatchObject({ id: "OPS-17", severity: 1, services: ["login", "gateway"], reopened: 1 });
  const list = readHistory(block("json"), "json", clock);
  expect(list).toMatchObject({ troubles: [], unused: [] });
  expect(list.measures).toMatchObject([{ id: "OPS-17", recoveredAt: "2026-10-03T23:02:41.000Z" }]);
});

test("every name on the page is understood", () => {
  const rows = [
    ...page.matchAll(
      /^\| (id|severity|declared|impact|detected|acknowledged|mitigated|recovered|title|services|reopened|drill, confidential) \| ([^|]+) \|/gm,
    ),
  ];
  expect(rows).toHaveLength(12);
  const names = rows.flatMap(([, , listed]) => listed!.split(/[,;]/).map((name) => name.replace(/^ or /, "").trim()));
  expect(names.length).toBeGreaterThan(45);
  expect(names.filter((name) => fieldNamed(name) === undefined)).toEqual([]);
});

test("the page has the verbs as the command line knows them", () => {
  const usages = ["import", "stats"].flatMap((name) => verbs.get(name)!.usage.split("  |  "));
  const about = usages.filter((usage) => /INCIDENTS|stats/.test(usage));
  expect(about).toHaveLength(2);
  expect(about.filter((usage) => !page.includes(`    muster ${usage}\n`))).toEqual([]);
});
