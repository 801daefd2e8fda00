import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { run } from "../../src/cli/run.ts";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { Outage } from "../../src/engine/ports.ts";
import { deskFor, enough, memoryStorage } from "./desk.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-export-"));
});
afterEach(() => rm(folder, { recursive: true }));

const megan = { id: "1", name: "Megan Bowen" };
const entry = (number: number, fact: Fact): Entry<Fact> => ({
  number,
  at: `2026-11-22T18:4${number}:00.000Z`,
  by: { kind: "person", person: megan },
  from: "teams",
  fact,
});

async function incidentInMemory() {
  const storage = memoryStorage();
  await storage.log.append("INC-42", 0, "one", [
    entry(1, { type: "declared", title: "Checkout is down", description: "", severity: 1, said: null }),
    entry(2, { type: "noted", text: "The certificate is <old>." }),
  ]);
  for (const text of ["it is down", "I see it"])
    await storage.transcript.append("INC-42", {
      id: text,
      kind: "said",
      at: "2026-11-22T18:41:00Z",
      from: megan,
      text,
    });
  return storage;
}

test("an incident becomes three files, and its transcript can be checked without Muster", async () => {
  const storage = await incidentInMemory();
  const desk = deskFor(enough, { storage: async () => storage });
  expect(await run(["export", "inc-42", "--out", join(folder, "new")], desk)).toBe(0);
  const read = (name: string) => readFile(join(folder, "new", name), "utf8");
  expect(await read("INC-42.md")).toContain("Checkout is down");
  const history = JSON.parse(await read("INC-42.json"));
  expect(history).toMatchObject({
    incident: "INC-42",
    entries: [{ number: 1 }, { number: 2, fact: { text: "The certificate is <old>." } }],
  });
  const lines = (await read("INC-42.transcript.jsonl"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ text }) => text)).toEqual(["it is down", "I see it"]);
  const { hash, ...covered } = lines[1];
  expect(covered.previous).toBe(lines[0].hash);
  const sorted = (value: unknown): unknown =>
    value !== null && typeof value === "object"
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, each]) => [key, sorted(each)]),
        )
      : value;
  expect(
    createHash("sha256")
      .update(JSON.stringify(sorted(covered)))
      .digest("hex"),
  ).toBe(hash);
  expect(desk.said()).toContain(`The transcript is whole: 2 lines, the last hash is ${hash}.`);
});

test("a transcript that was tampered with is exported all the same, and said to be broken", async () => {
  const storage = await incidentInMemory();
  const lines = await storage.transcript.read("INC-42");
  const forged = [lines[0]!, { ...lines[1]!, text: "I did not see it" }];
  const desk = deskFor(enough, {
    storage: async () => ({ ...storage, transcript: { ...storage.transcript, read: async () => forged } }),
  });
  expect(await run(["export", "42", "--out", folder], desk)).toBe(1);
  expect(desk.said()).toContain("The transcript's chain breaks at line 2");
  expect(await readFile(join(folder, "INC-42.transcript.jsonl"), "utf8")).toContain("I did not see it");
});

test.each([
  [["export", "INC-43"], 1, "There is no INC-43."],
  [["export"], 0, "edition: 0"],
  [["export", "INC-1", "INC-2"], 1, "Which incident?"],
  [["export", "../../etc/passwd"], 1, "Which incident?"],
  [["export", "INC-1", "--where", "x"], 2, "Usage: muster export [--out FILE]  |  export INC-n [--out DIR]"],
  [["exprot"], 2, 'There is no "exprot".'],
  [["help"], 0, "doctor"],
])("%j ends with %i and says: %s", async (typed, code, words) => {
  const desk = deskFor(enough);
  expect(await run(typed, desk)).toBe(code);
  expect(desk.said()).toContain(words);
});

test("storage that is down is said in its own words", async () => {
  const desk = deskFor(enough, {
    storage: () => Promise.reject(new Outage("Azure Storage did not answer.", { again: true })),
  });
  expect([await run(["export", "INC-1"], desk), desk.said()]).toEqual([1, "Azure Storage did not answer."]);
});
