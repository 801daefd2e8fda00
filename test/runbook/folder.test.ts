import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { suggestRunbooks } from "../../src/domain/runbook/suggest.ts";
import { readRunbooks } from "../../src/runbooks.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-runbooks-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function read(from = folder) {
  const troubles: string[] = [];
  const runbooks = await readRunbooks(from, (trouble) => troubles.push(trouble));
  return { names: runbooks.map(({ name }) => name), troubles };
}

describe("the folder of runbooks", () => {
  test("is read in order of name, Markdown and Workbooks alike, and other files are passed over", async () => {
    await writeFile(join(folder, "b.md"), "# B\n\ntext");
    await writeFile(
      join(folder, "a.workbook.json"),
      JSON.stringify({ version: "Notebook/1.0", items: [{ type: 1, content: { json: "hello" } }] }),
    );
    await writeFile(join(folder, "notes.txt"), "x");
    await writeFile(join(folder, ".hidden.md"), "x");
    expect(await read()).toEqual({ names: ["a", "b"], troubles: [] });
  });

  test("each has its address where the folder has one", async () => {
    await writeFile(join(folder, "out of memory.md"), "# B\n\ntext");
    const [guide] = await readRunbooks(folder, () => undefined, "https://dev.azure.com/c/o/_git/g?path=/runbooks");
    expect(guide?.url).toBe("https://dev.azure.com/c/o/_git/g?path=/runbooks/out%20of%20memory.md");
    expect((await readRunbooks(folder, () => undefined))[0]?.url).toBeUndefined();
  });

  test("bad files are named with the reason, and the good ones are read all the same", async () => {
    await writeFile(join(folder, "empty.md"), "");
    await writeFile(join(folder, "broken.json"), "{");
    await writeFile(join(folder, "huge.md"), "x".repeat(201 * 1024));
    await writeFile(join(folder, "good.md"), "text");
    await writeFile(
      join(folder, "good.json"),
      JSON.stringify({ version: "Notebook/1.0", items: [{ type: 1, content: { json: "hello" } }] }),
    );
    const { names, troubles } = await read();
    expect(names).toEqual(["good"]);
    expect(troubles.map((each) => each.split(":")[0])).toEqual(["broken.json", "empty.md", "good.md", "huge.md"]);
    expect(troubles.join()).toContain("larger than 200 KB");
  });

  test("a link that leads out of the folder is not followed", async () => {
    const outside = await mkdtemp(join(tmpdir(), "muster-outside-"));
    await writeFile(join(outside, "secret.md"), "secret");
    await symlink(join(outside, "secret.md"), join(folder, "secret.md"));
    await symlink(join(folder, "gone.md"), join(folder, "dangling.md"));
    const { names, troubles } = await read();
    await rm(outside, { recursive: true });
    expect(names).toEqual([]);
    expect(troubles.find((each) => each.startsWith("secret.md"))).toContain("leads out of the folder");
    expect(troubles).toHaveLength(2);
  });

  test("a folder that is not there is an empty one, and says so", async () => {
    expect(await read(join(folder, "nowhere"))).toMatchObject({
      names: [],
      troubles: [expect.stringContaining("RUNBOOKS")],
    });
  });

  test("no more than 200 files are read", async () => {
    await Promise.all(
      Array.from({ length: 203 }, (_, index) =>
        writeFile(join(folder, `r${String(index).padStart(3, "0")}.md`), "text"),
      ),
    );
    const { names, troubles } = await read();
    expect(names).toHaveLength(200);
    expect(troubles[0]).toContain("203");
  });
});

test("the runbooks that come with Muster are all readable, and say what to do before one resolves", async () => {
  const troubles: string[] = [];
  const runbooks = await readRunbooks(join(import.meta.dirname, "../../runbooks"), (trouble) => troubles.push(trouble));
  expect(troubles).toEqual([]);
  expect(runbooks.map(({ name }) => name)).toEqual([
    "api-latency",
    "certificate-expired",
    "checkout-failures",
    "database-saturation",
  ]);
  for (const { summary, sections } of runbooks) {
    expect(summary.length).toBeGreaterThan(40);
    expect(sections.find(({ heading }) => heading === "Before you resolve")?.steps.length).toBeGreaterThan(2);
  }
  expect(suggestRunbooks(runbooks, "checkout is down")[0]?.name).toBe("checkout-failures");
});
