import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { run } from "../../src/cli/run.ts";
import { measuresBetween } from "../../src/engine/measures.ts";
import type { Documents } from "../../src/engine/ports.ts";
import { deskFor, enough, memoryStorage } from "./desk.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-history-"));
});
afterAll(() => rm(folder, { recursive: true }));

let desk: ReturnType<typeof deskFor>;
let documents: Documents;
beforeEach(() => {
  const storage = memoryStorage();
  documents = storage.documents;
  desk = deskFor({ ...enough, MUSTER_PLAYGROUND: "true", HOST: "127.0.0.1" }, { storage: async () => storage });
});

async function said(...typed: string[]): Promise<[number, string]> {
  const before = desk.said().length;
  const code = await run(typed, desk);
  return [code, desk.said().slice(before).replace(/^\n/, "")];
}

async function importText(name: string, text: string | Buffer, ...more: string[]): Promise<[number, string]> {
  const path = join(folder, name);
  await writeFile(path, text);
  return said("import", path, ...more);
}

const stored = async (): Promise<string[]> =>
  (await measuresBetween(documents, "2025-01", "2026-12", 100)).measures.map(
    ({ id, severity, declaredAt }) => `${id} ${severity} ${declaredAt}`,
  );

const header = "id,severity,declared_at,recovered_at";
const two = `${header}\nA-1,1,2026-10-01T10:00:00Z,2026-10-01T11:00:00Z\nA-2,2,2026-11-01T10:00:00Z,\n`;
const end = "`muster stats` shows what they say.";
const untouched = "Nothing was written: this is what would be.";

test("a table of incidents is imported, again without any change, and what changed is replaced", async () => {
  expect(await importText("history.csv", two)).toEqual([0, `2 incidents: 2 new, 0 changed, 0 as they were.\n${end}`]);
  expect(await importText("history.csv", two)).toEqual([0, `2 incidents: 0 new, 0 changed, 2 as they were.\n${end}`]);
  const next = two.replace("A-2,2,2026-11", "A-2,3,2026-09");
  expect(await importText("history.csv", next)).toEqual([0, `2 incidents: 0 new, 1 changed, 1 as they were.\n${end}`]);
  expect(await stored()).toEqual(["A-1 1 2026-10-01T10:00:00.000Z", "A-2 3 2026-09-01T10:00:00.000Z"]);
});

test("a dry run says the same and writes nothing", async () => {
  expect(await importText("history.csv", two, "--dry-run")).toEqual([
    0,
    `2 incidents: 2 new, 0 changed, 0 as they were.\n${untouched}`,
  ]);
  expect(await stored()).toEqual([]);
});

describe("a row that is wrong", () => {
  const bad = `${two}A-3,9,2026-11-02T10:00:00Z,\nA-4,1,11/02/2026,\n`;

  test("stops all of them, with its line and column", async () => {
    const [code, words] = await importText("history.csv", bad);
    expect([code, words.split("\n")]).toEqual([
      1,
      [
        "history.csv:4:2: severity: “9” is no severity from 1 to 5, like SEV1, P2 or “1 - Critical”.",
        expect.stringMatching(
          /^history\.csv:5:3: declared_at: “11\/02\/2026” may begin with the month or with the day/,
        ),
        "Nothing was written: 2 of 4 incidents cannot be read. Mend them, or bring in the others with --partial.",
      ],
    ]);
    expect(await stored()).toEqual([]);
  });

  test("stops nobody else where that is asked for", async () => {
    const [code, words] = await importText("history.csv", bad, "--partial");
    expect([code, words.split("\n").slice(2)]).toEqual([
      0,
      ["2 incidents: 2 new, 0 changed, 0 as they were, 2 left out.", end],
    ]);
    expect(await stored()).toHaveLength(2);
  });

  test("does not so in a dry run either", async () => {
    expect((await importText("history.csv", bad, "--dry-run"))[0]).toBe(1);
    expect((await importText("history.csv", bad, "--dry-run", "--partial"))[1]).toMatch(
      /2 left out\.\nNothing was written/,
    );
    expect(await stored()).toEqual([]);
  });
});

test("local times are read on the clock of the zone that is named", async () => {
  const text = `${header}\nA-1,1,2026-11-01 10:00,\n`;
  expect((await importText("history.csv", text))[1]).toMatch(/has no time zone/);
  expect((await importText("history.csv", text, "--zone", "Europe/Berlin"))[0]).toBe(0);
  expect(await stored()).toEqual(["A-1 1 2026-11-01T09:00:00.000Z"]);
  expect(await importText("history.csv", text, "--zone", "Europe/Berlim")).toEqual([
    2,
    expect.stringContaining("--zone Europe/Berlim is no time zone. Did you mean Europe/Berlin?"),
  ]);
});

test("columns that mean nothing are told, so that a slip in a name is seen", async () => {
  const text = "id,severity,declared_at,recoverd_at\nA-1,1,2026-11-01T10:00:00Z,2026-11-01T10:00:00Z\n";
  expect((await importText("history.csv", text))[1]).toMatch(/^Not used: recoverd_at\.\n1 incident: 1 new/);
});

describe("what a file is", () => {
  const list = '[{"id": "A-1", "severity": 1, "declared_at": "2026-11-01T10:00:00Z"}]';
  const people = "people:\n  - { name: Ann }\n";

  test.each([
    ["history.json", list],
    ["answer.json", `{"total": 1, "incidents": ${list}}`],
    ["export", list],
    ["export.txt", two],
    ["export.tsv", two.replaceAll(",", "\t")],
  ])("%s is a history", async (name, text) => {
    const [code, words] = await importText(name, text);
    expect([code, words]).toEqual([0, expect.stringMatching(/^\d incidents?: \d new/)]);
  });

  test.each([
    ["oncall.yaml", people],
    ["oncall", people],
    ["oncall.json", '{"people": [{"name": "Ann"}]}'],
    ["both.json", '{"people": [{"name": "Ann"}], "schedules": []}'],
  ])("%s is who is on call", async (name, text) => {
    expect(await importText(name, text)).toEqual([0, "created person “Ann”\nThe book is at edition 1."]);
  });

  test("decides which options mean anything", async () => {
    expect(await importText("history.csv", two, "--prune")).toEqual([
      2,
      expect.stringMatching(/^--prune is for who is on call, and this is a history of incidents\.\nUsage: /),
    ]);
    expect(await importText("oncall.yaml", people, "--zone", "UTC")).toEqual([
      2,
      expect.stringMatching(/^--zone is for a history of incidents, and this is who is on call\./),
    ]);
  });
});

describe("a file that nobody can read", () => {
  test("says what to do", async () => {
    const utf16 = Buffer.from(`\ufeff${two}`, "utf16le");
    expect(await importText("history.csv", utf16)).toEqual([
      1,
      "history.csv is not text in UTF-8. A spreadsheet saves it so as “CSV UTF-8”.",
    ]);
    expect((await said("import", join(folder, "nowhere.csv")))[1]).toMatch(/nowhere\.csv cannot be read: ENOENT/);
    expect(await importText("wide.csv", `${header}${",x".repeat(997)}\n`)).toEqual([
      1,
      expect.stringMatching(/^wide\.csv:1: There are 1001 columns, and 200 are the most\..*\nNothing was written\.$/),
    ]);
  });

  test("of more than 50 MB is not read at all", async () => {
    expect(await importText("large.csv", Buffer.alloc(50 * 1024 * 1024 + 1, "a"))).toEqual([
      1,
      "large.csv is larger than 50 MB; cut it into several.",
    ]);
  });
});
