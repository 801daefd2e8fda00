import { describe, expect, test } from "@jest/globals";
import { run } from "../../src/cli/run.ts";
import type { Entry, Fact } from "../../src/domain/incident/facts.ts";
import { deskFor, enough, memoryStorage } from "./desk.ts";

const megan = { id: "11", name: "Megan Bowen" };
const lee = { id: "12", name: "Lee Gu" };
const at = "2026-11-22T18:30:00.000Z";

/** Two incidents in which Megan and Lee have spoken. */
async function desk() {
  const storage = memoryStorage();
  const entry = (fact: Fact): Entry<Fact> => ({
    number: 1,
    at,
    by: { kind: "person", person: lee },
    from: "test",
    fact,
  });
  for (const id of ["INC-1", "INC-2"]) {
    await storage.log.append(id, 0, "one", [
      entry({ type: "declared", title: "Checkout", description: "", severity: 1, said: null }),
      entry({ type: "pinned", message: { id: "1", text: "secret", author: megan, saidAt: at }, note: "" }),
    ]);
    for (const [number, from] of [megan, lee, megan].entries())
      await storage.transcript.append(id, { id: `${number}`, kind: "said", at, from, text: `word ${number}` });
  }
  await storage.documents.write("counter", "incident", 2, undefined);
  return { ...storage, ...deskFor(enough, { storage: async () => storage }) };
}

const wordsIn = async ({ transcript }: Awaited<ReturnType<typeof desk>>, id: string): Promise<string[]> =>
  (await transcript.read(id)).map(({ text }) => text);

describe("muster erase", () => {
  test("says what would go, and erases nothing before it is told to", async () => {
    const asked = await desk();
    expect(await run(["erase", "megan bowen", "inc-1", "--because", "she asked"], asked)).toBe(0);
    expect(asked.said()).toMatch(/INC-1: 2 lines and 0 files of 11\. The history quotes them in 1 pin/);
    expect(asked.said()).toContain("Nothing was erased");
    expect(await wordsIn(asked, "INC-1")).toEqual(["word 0", "word 1", "word 2"]);
  });

  test("erases the words of this person in this incident, and records who had it done and why", async () => {
    const asked = await desk();
    const typed = ["erase", "11", "INC-1", "--because", "she asked", "--by", "Adele", "--yes"];
    expect(await run(typed, asked)).toBe(0);
    expect(asked.said()).toContain("INC-1: erased 2 lines and 0 files; recorded in its history.");
    expect(await wordsIn(asked, "INC-1")).toEqual(["", "word 1", "", "she asked"]);
    expect((await asked.transcript.read("INC-1")).at(-1)!.from.name).toBe("Adele");
    expect(await wordsIn(asked, "INC-2")).toEqual(["word 0", "word 1", "word 2"]);
    expect(await run(["export", "INC-1", "--verify"], asked)).toBe(0);
  });

  test("goes through all incidents where it is told so", async () => {
    const asked = await desk();
    expect(await run(["erase", "Megan Bowen", "--everywhere", "--because", "she asked", "--yes"], asked)).toBe(0);
    for (const id of ["INC-1", "INC-2"]) expect((await wordsIn(asked, id))[0]).toBe("");
  });

  test("asks who is meant where several have that name", async () => {
    const asked = await desk();
    await asked.transcript.append("INC-1", {
      id: "9",
      kind: "said",
      at,
      from: { ...megan, id: "99" },
      text: "another Megan",
    });
    expect(await run(["erase", "Megan Bowen", "INC-1", "--because", "she asked", "--yes"], asked)).toBe(1);
    expect(asked.said()).toMatch(/Several people are called Megan Bowen\. Name one by id:\n {2}11\n {2}99/);
    expect(await wordsIn(asked, "INC-1")).not.toContain("");
  });

  test.each([
    [["erase", "Nobody", "INC-1", "--because", "x"], 1, "Nobody called Nobody has words"],
    [["erase", "Megan Bowen", "INC-9", "--because", "x"], 1, "There is no INC-9."],
    [["erase", "Megan Bowen", "elsewhere", "--because", "x"], 1, "Which incident?"],
    [["erase", "Megan Bowen", "INC-1"], 2, "--because says why"],
    [["erase", "Megan Bowen", "--because", "x"], 2, "--everywhere"],
    [["erase", "Megan Bowen", "INC-1", "--everywhere", "--because", "x"], 2, "--everywhere"],
    [["erase", "--because", "x"], 2, "Whose words?"],
  ])("%j ends with %i", async (typed, code, words) => {
    const asked = await desk();
    expect(await run(typed, asked)).toBe(code);
    expect(asked.said()).toContain(words);
  });
});
