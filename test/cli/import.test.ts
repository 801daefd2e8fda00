import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { userInfo, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { run } from "../../src/cli/run.ts";
import type { Book } from "../../src/domain/oncall/book.ts";
import { changeBook, latestChanges, openBook } from "../../src/engine/book.ts";
import type { Documents } from "../../src/engine/ports.ts";
import { deskFor, enough, memoryStorage } from "./desk.ts";

let folder: string;
let graph: Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-import-"));
  graph = createServer((request, response) => {
    const known = /\/users\/(ann|bob)%40x\.org/.exec(request.url ?? "")?.[1];
    response.writeHead(known === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(
      JSON.stringify(known === undefined ? { error: { code: "NotFound" } } : { id: known, displayName: known }),
    );
  }).listen(0, "127.0.0.1");
  await once(graph, "listening");
});
afterAll(async () => {
  graph.close();
  await rm(folder, { recursive: true });
});

let desk: ReturnType<typeof deskFor>;
let documents: Documents;
beforeEach(async () => {
  const storage = memoryStorage();
  const { port } = graph.address() as AddressInfo;
  documents = storage.documents;
  desk = deskFor({ ...enough, GRAPH_URL: `http://127.0.0.1:${port}/v1.0` }, { storage: async () => storage });
});

/** What `muster` says to these words, and its exit code. */
async function said(...typed: string[]): Promise<[number, string]> {
  const before = desk.said().length;
  const code = await run(typed, desk);
  return [code, desk.said().slice(before).replace(/^\n/, "")];
}

async function importText(text: string, ...more: string[]): Promise<[number, string]> {
  const path = join(folder, "oncall.yaml");
  await writeFile(path, text);
  return said("import", path, ...more);
}

const book = async (): Promise<Book> => (await openBook(documents)).book;
const megan = { kind: "person", person: { id: "1", name: "Megan Bowen" } } as const;
const byMegan = { by: megan, from: "teams 19:x", now: new Date("2026-11-22T18:00:00Z") };

const people = "people:\n  - { name: Ann, teams: ann@x.org }\n  - { name: Bob, teams: bob@x.org }\n";
const schedule = (participants: string, more = "") =>
  `schedules:\n  - name: s\n    timeZone: UTC\n    layers:\n      - rotation: { type: daily, start: 2026-01-05T09:00, participants: ${participants} }\n${more}`;

test("a file becomes the book, and who did it stands beside it", async () => {
  expect(await importText(people + schedule("[ann, bob]"))).toEqual([
    0,
    "created person “Ann”\ncreated person “Bob”\ncreated schedule “s”\nThe book is at edition 1.",
  ]);
  const [change] = await latestChanges(documents, 1);
  expect(change).toMatchObject({
    edition: 1,
    by: { kind: "muster" },
    from: `import oncall.yaml by ${userInfo().username}`,
    at: desk.now().toISOString(),
  });
});

test("what the file does not name stays, unless it is to be pruned; a part that is not in the file stays anyway", async () => {
  await importText(people + schedule("[ann]"));
  const next = "people:\n  - { name: ann, teams: ann@x.org, phone: +441632960001 }\n";
  expect(await importText(next)).toEqual([0, "changed person “ann”: name, phone\nThe book is at edition 2."]);
  expect((await book()).people.map(({ name }) => name)).toEqual(["ann", "Bob"]);
  expect(await importText(next, "--prune")).toEqual([0, "removed person “Bob”\nThe book is at edition 3."]);
  expect((await book()).schedules).toHaveLength(1);
});

test("what others still name cannot be pruned", async () => {
  await importText(people + schedule("[ann, bob]"));
  expect(await importText("people: [{ name: Ann, teams: ann@x.org }]\n", "--prune")).toEqual([
    1,
    "oncall.yaml: schedule “s”: There is no person “bob”.",
  ]);
  expect((await book()).people).toHaveLength(2);
});

test("a dry run says the same and writes nothing", async () => {
  expect(await importText(people, "--dry-run")).toEqual([
    0,
    "created person “Ann”\ncreated person “Bob”\nNothing was written: this is what would be.",
  ]);
  expect((await openBook(documents)).edition).toBe(0);
});

test("the same file again changes nothing, and makes no edition", async () => {
  await importText(people + schedule("[ann, bob]"));
  expect(await importText(people + schedule("[ann, bob]"))).toEqual([
    0,
    "The book says so already: nothing to change.",
  ]);
  expect((await openBook(documents)).edition).toBe(1);
});

test("a schedule that is silent about overrides keeps those it has; one that says none has none", async () => {
  const override = "    overrides: [{ mode: add, user: bob, start: 2026-01-05, end: 2026-01-06 }]\n";
  await importText(people + schedule("[ann]", override));
  expect((await importText(schedule("[bob]")))[1]).toContain("changed schedule “s”: layers");
  expect((await book()).schedules[0]?.overrides).toHaveLength(1);
  expect((await importText(schedule("[bob]", "    overrides:\n")))[1]).toContain("changed schedule “s”: overrides");
  expect((await book()).schedules[0]?.overrides).toEqual([]);
});

describe("a file of an older edition", () => {
  const older = async (): Promise<void> => {
    await importText(people);
    await changeBook(documents, byMegan, (was) => ({
      ...was,
      people: was.people.map((each) => (each.name === "Ann" ? { ...each, phone: "+441632960001" } : each)),
    }));
  };

  test("is refused with who changed what since", async () => {
    await older();
    expect(await importText(`edition: 1\n${people}`)).toEqual([
      1,
      `The file is of edition 1, and the book is at 2 by now. Since then:
  2, 22 Nov 2026 18:00 UTC, Megan Bowen (teams 19:x): person “Ann”
Export again and make your changes there. To replace what the file names all the same, say --force.`,
    ]);
    expect((await book()).people[0]?.phone).toBe("+441632960001");
  });

  test("replaces it all the same when it is forced to", async () => {
    await older();
    expect(await importText(`edition: 1\n${people}`, "--force")).toEqual([
      0,
      "changed person “Ann”: phone\nThe book is at edition 3.",
    ]);
  });

  test("is told from one of another book", async () => {
    expect(await importText(`edition: 9\n${people}`)).toEqual([
      1,
      expect.stringContaining("the book is at 0: it was exported from another one"),
    ]);
  });
});

test("when somebody changes the book at the same moment nothing is written, and it is said who", async () => {
  await importText(people);
  let raced = false;
  const racing: Documents = {
    ...documents,
    async writeAll(kind, changes) {
      if (!raced) {
        raced = true;
        await changeBook(documents, byMegan, (was) => ({ ...was, people: [...was.people, { name: "Cy" }] }));
      }
      return documents.writeAll(kind, changes);
    },
  };
  desk = { ...desk, storage: async () => ({ ...memoryStorage(), documents: racing }) };
  expect(await importText(schedule("[ann]"))).toEqual([
    1,
    `Somebody changed the book at the same moment:
  2, 22 Nov 2026 18:00 UTC, Megan Bowen (teams 19:x): person “Cy”
Nothing was written. Import it again.`,
  ]);
  expect((await book()).schedules).toEqual([]);
});

test("a large import that somebody cut in two says how much of it is written", async () => {
  let writes = 0;
  const racing: Documents = {
    ...documents,
    async writeAll(kind, changes) {
      writes += 1;
      if (writes === 2)
        await changeBook(documents, byMegan, (was) => ({ ...was, people: [...was.people, { name: "Cy" }] }));
      return documents.writeAll(kind, changes);
    },
  };
  desk = { ...desk, storage: async () => ({ ...memoryStorage(), documents: racing }) };
  const many = Array.from({ length: 120 }, (_, index) => `  - { name: p${index} }\n`).join("");
  const [code, text] = await importText(`people:\n${many}`);
  expect([code, text]).toEqual([1, expect.stringContaining("Megan Bowen (teams 19:x): person “Cy”")]);
  expect(text).toMatch(/Only 80 of these changes were written\. Import it again for the rest\.$/);
  desk = { ...desk, storage: async () => ({ ...memoryStorage(), documents }) };
  expect((await importText(`people:\n${many}`))[0]).toBe(0);
  expect((await book()).people).toHaveLength(121);
});

test("somebody whom Microsoft Graph does not know is an error with the line", async () => {
  expect(await importText(`${people}  - { name: Cy, teams: cy@x.org }\n`)).toEqual([
    1,
    "oncall.yaml:4:17: person “Cy”: Microsoft Graph does not know cy@x.org. Have they left the company?",
  ]);
  expect((await openBook(documents)).edition).toBe(0);
});

test("a Graph that cannot be asked is a warning, and the import goes on", async () => {
  const storage = await desk.storage();
  desk = deskFor({ ...enough, GRAPH_URL: "http://127.0.0.1:1/v1.0" }, { storage: async () => storage });
  const [code, text] = await importText(people);
  expect([code, text]).toEqual([
    0,
    expect.stringMatching(/^Accounts in Teams were not looked up: Microsoft Graph could not be reached/),
  ]);
  expect((await book()).people).toHaveLength(2);
});

test("what is exported is imported again without any change", async () => {
  await importText(people + schedule("[ann, [bob, ann], null]"));
  const out = join(folder, "out.yaml");
  expect(await said("export", "--out", out)).toEqual([0, out]);
  const [, printed] = await said("export");
  expect(`${printed}\n`).toBe(await readFile(out, "utf8"));
  expect(printed).toContain("\nedition: 1\n");
  expect(await said("import", out)).toEqual([0, "The book says so already: nothing to change."]);
  expect(await said("import", out, "--prune")).toEqual([0, "The book says so already: nothing to change."]);
  expect(await said("export", "--out", join(folder, "none", "out.yaml"))).toEqual([
    1,
    expect.stringContaining("cannot be written"),
  ]);
});

test.each([
  [["import"], "Which file?"],
  [["import", "a.yaml", "b.yaml"], "Which file?"],
  [["import", "--oncall-table", "oncall", "--prune"], "A table is brought in by itself"],
  [["import", "--oncall-table", "no/table"], "“no/table” is no name of a table"],
])("%j is asked wrongly", async (typed, words) => {
  expect(await said(...typed)).toEqual([2, expect.stringContaining(words)]);
});
