import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { run } from "../../src/cli/run.ts";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { chain, chainStart, type Link, withoutWords } from "../../src/domain/transcript.ts";
import { type Line, type LoggedLine, Outage } from "../../src/engine/ports.ts";
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

test("an incident becomes a folder of files, and its transcript can be checked without Muster", async () => {
  const storage = await incidentInMemory();
  const desk = deskFor(enough, { storage: async () => storage });
  expect(await run(["export", "inc-42", "--out", join(folder, "new")], desk)).toBe(0);
  const read = (name: string) => readFile(join(folder, "new", name), "utf8");
  expect((await readdir(join(folder, "new"))).sort()).toEqual([
    "INC-42.json",
    "INC-42.md",
    "INC-42.transcript.csv",
    "INC-42.transcript.html",
    "INC-42.transcript.jsonl",
    "INC-42.transcript.md",
  ]);
  expect(await read("INC-42.md")).toContain("Checkout is down");
  for (const format of ["csv", "html", "jsonl", "md"])
    expect(await read(`INC-42.transcript.${format}`)).toContain("I see it");
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
  const { at, id, kind, number, previous, words, hash, ...said } = lines[1];
  expect(previous).toBe(lines[0].hash);
  expect(sha256(said)).toBe(words);
  expect(sha256({ at, id, kind, number, previous, words })).toBe(hash);
  expect(desk.said()).toContain(`The transcript is whole: 2 lines, the last hash is ${hash}.`);
});

/** As `jq -cjS . | sha256sum` has it. */
const sha256 = (value: object): string =>
  createHash("sha256")
    .update(JSON.stringify(sorted(value)))
    .digest("hex");
const sorted = (value: unknown): unknown =>
  value !== null && typeof value === "object"
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, each]) => [key, sorted(each)]),
      )
    : value;

test.each(["md", "jsonl", "csv", "html"])("--format %s writes that file and no other", async (format) => {
  const storage = await incidentInMemory();
  const desk = deskFor(enough, { storage: async () => storage });
  expect(await run(["export", "INC-42", "--out", folder, "--format", format], desk)).toBe(0);
  expect(await readdir(folder)).toEqual([`INC-42.transcript.${format}`]);
});

describe("the files of an incident", () => {
  const picture = Buffer.from("iVBORw0KGgo=", "base64");
  const kept = (key: string, contentType: string, bytes: Buffer): Line => ({
    id: key,
    kind: "kept",
    at: "2026-11-22T18:42:00Z",
    from: megan,
    text: "",
    file: { name: key, contentType, key: `INC-42/${key}`, sha256: createHash("sha256").update(bytes).digest("hex") },
  });
  async function withFiles() {
    const storage = await incidentInMemory();
    const files: [string, string, Buffer][] = [
      ["1-1.png", "image/png", picture],
      ["1-2.png", "image/png", Buffer.alloc(2_000_001)],
      ["1-3.html", "text/html", Buffer.from("<script>")],
      ["1-4.png", "image/svg+xml", Buffer.from("<svg onload=x>")],
    ];
    for (const [key, contentType, bytes] of files) {
      await storage.media.keep(`INC-42/${key}`, contentType, bytes);
      await storage.transcript.append("INC-42", kept(key, contentType, bytes));
    }
    return storage;
  }

  test("are written beside the documents; small pictures stand in the HTML, and nothing else is opened by a click", async () => {
    const storage = await withFiles();
    const desk = deskFor(enough, { storage: async () => storage });
    expect(await run(["export", "INC-42", "--out", folder], desk)).toBe(0);
    const names = ["001-1-1.png", "002-1-2.png", "003-1-3.html.bin", "004-1-4.png.bin"];
    expect((await readdir(join(folder, "INC-42.media"))).sort()).toEqual(names);
    expect((await readFile(join(folder, "INC-42.media", "001-1-1.png"))).equals(picture)).toBe(true);
    const html = await readFile(join(folder, "INC-42.transcript.html"), "utf8");
    expect(html.match(/ src="[^"]*"/g)).toEqual([' src="data:image/png;base64,iVBORw0KGgo="']);
    for (const name of names) expect(html).toContain(`href="INC-42.media/${name}"`);
    expect(desk.said()).toContain("INC-42.media (4 files)");
  });

  test("stand in the HTML as far as they are small when only that is written, which is said", async () => {
    const storage = await withFiles();
    const desk = deskFor(enough, { storage: async () => storage });
    expect(await run(["export", "INC-42", "--out", folder, "--format", "html"], desk)).toBe(0);
    expect(await readdir(folder)).toEqual(["INC-42.transcript.html"]);
    expect(await readFile(join(folder, "INC-42.transcript.html"), "utf8")).toContain(
      "data:image/png;base64,iVBORw0KGgo=",
    );
    expect(desk.said()).toContain("3 files are not in it; without --format they are written beside it.");
  });

  test("that are missing or not what was copied are named, and the exit code is 1", async () => {
    const storage = await withFiles();
    await storage.media.remove("INC-42/1-1");
    await storage.media.remove("INC-42/1-3");
    await storage.media.keep("INC-42/1-3.html", "text/html", Buffer.from("other"));
    await storage.transcript.append("INC-42", {
      ...kept("x", "image/png", picture),
      file: { name: "x", contentType: "a", key: "../x" },
    });
    for (const more of [["--verify"], ["--out", folder]]) {
      const desk = deskFor(enough, { storage: async () => storage });
      expect(await run(["export", "INC-42", ...more], desk)).toBe(1);
      expect(desk.said()).toContain("The copy of INC-42/1-1.png (line 3) is not there.");
      expect(desk.said()).toContain("The copy of INC-42/1-3.html (line 5) is not what was copied.");
      expect(desk.said()).toContain("The copy of ../x (line 7) is not there.");
      expect(desk.said()).toContain("The transcript is whole: 7 lines");
    }
    expect(await readdir(folder)).not.toContain("x");
  });
});

describe("--verify", () => {
  async function verified(forge: (lines: LoggedLine[]) => LoggedLine[], hash?: (lines: LoggedLine[]) => string) {
    const storage = await incidentInMemory();
    const lines = await storage.transcript.read("INC-42");
    const transcript = { ...storage.transcript, read: async () => forge(lines) };
    const desk = deskFor(enough, { storage: async () => ({ ...storage, transcript }) });
    const typed = [
      "export",
      "INC-42",
      "--verify",
      "--out",
      join(folder, "none"),
      ...(hash ? ["--hash", hash(lines)] : []),
    ];
    const code = await run(typed, desk);
    expect(await readdir(folder)).toEqual([]);
    return [code, desk.said()];
  }
  const record = { id: "", kind: "erased", at: "2026-11-23T00:00:00Z", from: megan, text: "", lines: [1] } as const;
  /** Somebody who can write to the storage, and chains what they want to have been said. */
  const rewritten = (lines: LoggedLine[]): LoggedLine[] => {
    let last: Link = chainStart;
    return lines.map((line) => {
      const { number, previous, hash, words, salt, ...said } = line;
      last = chain(last, { ...said, text: "nothing happened" }, "c2FsdA").line;
      return last as LoggedLine;
    });
  };

  test("writes nothing, and says that the transcript is whole", async () => {
    expect(await verified((lines) => lines)).toEqual([
      0,
      expect.stringMatching(/^The transcript is whole: 2 lines, the last hash is [0-9a-f]{64}\.$/),
    ]);
  });

  test("says where it is not, and why", async () => {
    const forged = await verified(([one, two]) => [one!, { ...two!, text: "I did not see it" }]);
    expect(forged).toEqual([1, "The transcript's chain breaks at line 2: it was changed after it was logged."]);
    const removed = await verified(([, two]) => [two!]);
    expect(removed).toEqual([1, "The transcript's chain breaks at line 1: a line was removed or put in before it."]);
    const erased = await verified(([one, two]) => [withoutWords(one!), two!]);
    expect(erased).toEqual([
      1,
      "The transcript's chain breaks at line 1: its words were erased and nothing records it.",
    ]);
  });

  test("finds an erasure that did not get to its end", async () => {
    const recorded = await verified((lines) => [...lines, chain(lines.at(-1)!, { ...record, lines: [1] }, "s").line]);
    expect(recorded).toEqual([
      1,
      expect.stringContaining("The words of line 1 are recorded as erased and are still there"),
    ]);
  });

  test("with a hash that was written down, finds a chain that was written anew, or cut short", async () => {
    const last = (lines: LoggedLine[]) => lines.at(-1)!.hash;
    const first = (lines: LoggedLine[]) => lines[0]!.hash.toUpperCase();
    expect(await verified((lines) => lines, last)).toEqual([
      0,
      expect.stringContaining("is that of line 2, of 2026-11-22 18:41:00 UTC: up to there nothing was changed since."),
    ]);
    expect(await verified((lines) => lines, first)).toEqual([0, expect.stringContaining("is that of line 1")]);
    const anew = await verified(rewritten, last);
    expect(anew).toEqual([
      1,
      expect.stringMatching(/^The transcript is whole: 2 lines.*\nNo line has the hash you wrote down/),
    ]);
    expect(await verified(([one]) => [one!], last)).toEqual([1, expect.stringContaining("cut short or written anew")]);
    const before = await verified(([one, two]) => [{ ...one!, text: "x" }, two!], last);
    expect(before).toEqual([1, expect.stringContaining("stands at line 2, but the chain does not hold up to there.")]);
  });
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
  [
    ["export", "INC-1", "--where", "x"],
    2,
    "Usage: muster export [--out FILE]  |  export INC-n [--out DIR] [--format md|jsonl|csv|html|all]",
  ],
  [["export", "INC-1", "--format", "pdf"], 2, "There is no format pdf."],
  [["export", "INC-1", "--verify", "--format", "csv"], 2, "--verify writes nothing"],
  [["export", "--verify"], 2, "Which incident?"],
  [["export", "INC-1", "--hash", "abc"], 1, "--hash wants the 64 characters"],
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
