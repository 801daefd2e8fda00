/** Importing and exporting with Azure tables behind it. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TableClient } from "@azure/data-tables";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { openStorage } from "../../src/azure/storage.ts";
import { run } from "../../src/cli/run.ts";
import { readConfig } from "../../src/config.ts";
import { openBook } from "../../src/engine/book.ts";
import { azuriteConnection, freshName } from "../contracts/openings.ts";
import { deskFor, enough } from "./desk.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-import-storage-"));
});
afterAll(() => rm(folder, { recursive: true }));

let desk: ReturnType<typeof deskFor>;
beforeEach(() => {
  const prefix = freshName();
  const settings = {
    ...enough,
    STORAGE_CONNECTION_STRING: azuriteConnection(),
    STORAGE_PREFIX: prefix,
    // Microsoft Graph is not what this is about.
    MUSTER_PLAYGROUND: "true",
    HOST: "127.0.0.1",
  };
  const config = readConfig(settings);
  const storage = openStorage(config, () => desk.now(), { siteContainer: `${prefix}-site` });
  desk = deskFor(settings, { storage: () => storage });
});

async function said(...typed: string[]): Promise<[number, string]> {
  const before = desk.said().length;
  const code = await run(typed, desk);
  return [code, desk.said().slice(before).replace(/^\n/, "")];
}

test("two hundred people, a schedule with two thousand overrides, and out again without any change", async () => {
  const names = Array.from({ length: 200 }, (_, index) => `Person ${index}`);
  const overrides = Array.from({ length: 2_000 }, (_, index) => {
    const day = new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
    return `      - { mode: takeover, user: person ${index % 200}, start: ${day}T10:00, end: ${day}T11:00 }`;
  });
  const text = `people:
${names.map((name) => `  - { name: ${name} }`).join("\n")}
schedules:
  - name: "a/b #?\\\\%"
    timeZone: Asia/Tokyo
    layers:
      - rotation: { type: daily, start: 2026-01-05T09:00, participants: [${names.join(", ")}] }
    overrides:
${overrides.join("\n")}
`;
  const [from, to] = [join(folder, "from.yaml"), join(folder, "to.yaml")];
  await writeFile(from, text);
  const [code, words] = await said("import", from);
  expect([code, words]).toEqual([0, expect.stringMatching(/and 1 more\nThe book is at edition 3\.$/)]);
  expect(await said("import", from)).toEqual([0, "The book says so already: nothing to change."]);
  expect((await said("export", "--out", to))[0]).toBe(0);
  expect(await said("import", to, "--prune")).toEqual([0, "The book says so already: nothing to change."]);
  expect(await said("oncall", "who", "--at", "2026-01-01T01:30:00Z")).toEqual([0, "2026-01-01T01:30:00Z  Person 0"]);
});

test("a table of who is on call becomes people, a roster and a schedule", async () => {
  const name = freshName();
  const table = TableClient.fromConnectionString(azuriteConnection(), name, { allowInsecureConnection: true });
  await table.createTable();
  const rows = [
    { email: "ann@x.org", oncall: true, name: "Ann", service: "checkout" },
    { email: "bob@x.org", oncall: false, service: "checkout" },
  ];
  for (const [index, row] of rows.entries())
    await table.createEntity({ partitionKey: "p", rowKey: `${index}`, ...row });
  const created = [
    "Accounts in Teams were not looked up: There is no Microsoft Graph in Agents Playground.",
    "created person “Ann”",
    "created person “bob”",
    "created roster “checkout”",
    "created schedule “checkout-primary”",
  ];
  expect(await said("import", "--oncall-table", name, "--dry-run")).toEqual([
    0,
    [...created, "Nothing was written: this is what would be."].join("\n"),
  ]);
  expect((await said("import", "--oncall-table", name))[0]).toBe(0);
  expect(await said("oncall", "who", "--json", "--at", "2026-01-01T00:00:00Z")).toEqual([
    0,
    '[{"at":"2026-01-01T00:00:00Z","onCall":["Ann"]}]',
  ]);
  await table.updateEntity({ partitionKey: "p", rowKey: "1", oncall: true }, "Merge");
  expect((await said("import", "--oncall-table", name))[1]).toMatch(/^changed schedule “checkout-primary”: layers$/m);
  const { book } = await openBook((await desk.storage()).documents);
  expect(book.schedules[0]?.layers[0]?.rotation.participants).toEqual([["Ann", "bob"]]);
  await table.deleteTable();
});

test("a table that is not there is said so", async () => {
  expect(await said("import", "--oncall-table", "nowhere")).toEqual([
    1,
    "There is no table nowhere in the storage account.",
  ]);
});

test("two thousand incidents of two years, out as statistics, and in again without any change", async () => {
  const rows = Array.from({ length: 2_000 }, (_, index) => {
    const at = new Date(Date.UTC(2024, 11, 1) + index * 8 * 3_600_000);
    const resolved = new Date(at.getTime() + ((index % 100) + 1) * 60_000);
    return `OPS-${index},SEV${(index % 5) + 1},${at.toISOString()},${resolved.toISOString()},a/b #?%; é`;
  });
  const path = join(folder, "history.csv");
  await writeFile(path, `key,sev,created_at,resolved_at,components\n${rows.join("\n")}\n`);
  const ready = "`muster stats` shows what they say.";
  expect(await said("import", path)).toEqual([0, `2000 incidents: 2000 new, 0 changed, 0 as they were.\n${ready}`]);
  expect(await said("import", path)).toEqual([0, `2000 incidents: 0 new, 0 changed, 2000 as they were.\n${ready}`]);
  const [code, words] = await said("stats", "--from", "2024-12", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(words)).toMatchObject({
    incidents: 2_000,
    imported: 2_000,
    byService: [
      { key: "a/b #?%", incidents: 2_000 },
      { key: "é", incidents: 2_000 },
    ],
    metrics: { recover: { count: 2_000, percentiles: { p75Ms: 75 * 60_000, p90Ms: 90 * 60_000, p95Ms: 95 * 60_000 } } },
  });
  const moved = rows.map((row, index) => (index === 7 ? row.replace(/,20[^,]+/, ",2024-11-30T23:59:59Z") : row));
  await writeFile(path, `key,sev,created_at,resolved_at,components\n${moved.join("\n")}\n`);
  expect((await said("import", path))[1]).toMatch(/^2000 incidents: 0 new, 1 changed, 1999 as they were\./);
  expect(JSON.parse((await said("stats", "--from", "2024-12", "--json"))[1])).toMatchObject({ incidents: 1_999 });
});
