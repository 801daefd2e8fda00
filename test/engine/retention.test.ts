import { describe, expect, test } from "@jest/globals";
import type { Fact } from "../../src/domain/incident/facts.ts";
import { keptTranscriptKind, retention } from "../../src/engine/retention.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { listKept } from "../../src/reactions/list-kept.ts";
import { type Scribe, scribeOf, stream } from "./scribe.ts";

const day = 86_400;
const resolved: Fact = { type: "resolved", summary: "done" };

async function kept(transcriptDays = 30) {
  const scribe = await scribeOf();
  const documents = memoryDocuments();
  const warned: unknown[] = [];
  await scribe.hear("1", { text: "one" });
  await scribe.media.keep(`${stream}/1-a.png`, "image/png", Buffer.from("a"));
  await scribe.media.keep("INC-12/1-a.png", "image/png", Buffer.from("another incident"));
  const old = retention({ ...scribe, documents, transcriptDays, warn: (error) => warned.push(error) });
  return {
    ...scribe,
    documents,
    warned,
    /** It is over, and that is read. */
    async end() {
      await scribe.tell(resolved);
      const state = { status: "resolved", resolvedAt: scribe.now().toISOString() };
      await listKept({ documents }).run({ state, stream } as never);
    },
    async days(count: number) {
      for (let hour = 0; hour < count * 24; hour += 6) {
        scribe.wait(day / 4);
        await old.run();
      }
    },
    removals: async (of: Scribe = scribe) =>
      (await of.entries()).flatMap(({ fact }) => (fact.type === "transcript removed" ? [fact] : [])),
  };
}

describe("a transcript", () => {
  test("is removed with its files so many days after the end, and the history says so with its last hash", async () => {
    const night = await kept();
    const hash = (await night.lines())[0]!.hash;
    await night.end();
    await night.days(29);
    expect(await night.lines()).toHaveLength(1);
    await night.days(2);
    expect(await night.lines()).toEqual([]);
    expect(await night.removals()).toEqual([
      { type: "transcript removed", lines: 1, hash, because: "transcripts are kept for 30 days" },
    ]);
    expect(await night.media.read(`${stream}/1-a.png`)).toBeUndefined();
    expect(await night.media.read("INC-12/1-a.png")).toBeDefined();
    expect(night.warned).toEqual([]);
  });

  test("stays where nothing is configured, and while the incident is open, though it was over before", async () => {
    const forever = await kept(0);
    await forever.end();
    await forever.days(400);
    const again = await kept();
    await again.end();
    await again.tell({ type: "reopened", because: "it is back" });
    await again.days(100);
    expect([(await forever.lines()).length, (await again.lines()).length]).toEqual([1, 1]);
    await again.end();
    await again.days(31);
    expect(await again.lines()).toEqual([]);
  });

  test("stays as long after the last word in it", async () => {
    const night = await kept();
    await night.end();
    await night.days(20);
    await night.hear("2", { text: "by the way" });
    await night.days(20);
    expect(await night.lines()).toHaveLength(2);
    await night.days(11);
    expect(await night.lines()).toEqual([]);
  });

  test("of which something is said after it was removed goes once more", async () => {
    const night = await kept();
    await night.end();
    await night.days(31);
    await night.hear("3", { text: "a late word" });
    await night.days(62);
    expect(await night.lines()).toEqual([]);
    expect(await night.removals()).toHaveLength(2);
    expect(await night.documents.list(keptTranscriptKind)).toHaveLength(1);
  });

  test("that cannot be removed is tried again, and holds up no other", async () => {
    const night = await kept();
    await night.end();
    let refusals = 0;
    const transcript = {
      ...night.transcript,
      async remove(name: string) {
        refusals += 1;
        if (refusals <= 2) throw new Error("immutable");
        return night.transcript.remove(name);
      },
    };
    const old = retention({ ...night, transcript, transcriptDays: 30, warn: (error) => night.warned.push(error) });
    night.wait(31 * day);
    for (let hour = 0; hour < 4; hour++) {
      await old.run();
      await old.run();
      night.wait(3_600);
    }
    expect([refusals, night.warned.length, (await night.lines()).length]).toEqual([3, 2, 0]);
    expect(await night.removals()).toHaveLength(1);
  });
});
