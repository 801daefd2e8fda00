import { describe, expect, test } from "@jest/globals";
import { summaryOf } from "../../src/domain/incident/summary.ts";
import type { Book } from "../../src/domain/oncall/book.ts";
import { incidentList } from "../../src/engine/incident-list.ts";
import type { Documents } from "../../src/engine/ports.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { book, payments } from "../domain/book.ts";
import { ann, bob } from "../domain/given.ts";
import { type Night, nightOf } from "./night.ts";

/** The first round only marks from when on there is something to tell. */
async function nightAt(at: string, more: { book?: Book; documents?: Documents } = {}) {
  const night = await nightOf({ at: new Date(at), ...more });
  let beats = 0;
  const heartbeat = async () => {
    beats += 1;
  };
  const [one, other] = [night.replica("one", heartbeat), night.replica("other", heartbeat)];
  await one.run();
  return { ...night, one, other, heartbeat, beats: () => beats };
}

async function rounds(night: Awaited<ReturnType<typeof nightAt>>, minutes: number, every = 1) {
  for (let minute = 0; minute < minutes; minute += every) {
    night.wait(every);
    await night.one.run();
  }
  await night.settled();
}

const firstLines = (night: Pick<Night, "readBy">, who: typeof ann) =>
  night.readBy(who).map((text) => text.split("\n")[0]);

describe("whoever has a shift", () => {
  test("is told a day before, and at the start, as is whoever leaves", async () => {
    const night = await nightAt("2026-03-29T07:58:00Z");
    await rounds(night, 5);
    expect(firstLines(night, bob)).toEqual([expect.stringContaining("**A shift of yours begins")]);
    expect(firstLines(night, ann)).toEqual([]);
    night.wait(24 * 60 - 10);
    await rounds(night, 10);
    expect(firstLines(night, bob)).toEqual([
      expect.stringContaining("**A shift of yours begins"),
      expect.stringContaining("**You are on call in payments-primary now**"),
    ]);
    expect(firstLines(night, ann)).toEqual(["**Your shift in payments-primary is over.**"]);
  });

  test("is told once, though two replicas go round, and one of them again and again", async () => {
    const night = await nightAt("2026-03-30T07:59:00Z");
    night.wait(1);
    for (let again = 0; again < 3; again++) await Promise.all([night.one.run(), night.other.run()]);
    await night.settled();
    expect([night.readBy(bob).length, night.readBy(ann).length]).toEqual([1, 1]);
  });

  test("is told once, though a replica dies after telling and before it has noted that", async () => {
    const documents = memoryDocuments();
    const night = await nightAt("2026-03-30T07:59:00Z", { documents });
    night.wait(1);
    const dying: Documents = {
      ...documents,
      async write(kind, id, value, version) {
        if (kind === "rounds" && id === "last" && (value as { until: string }).until === "")
          throw new Error("the process is gone");
        return documents.write(kind, id, value, version);
      },
    };
    await expect(night.replica("dying", night.heartbeat, dying).run()).rejects.toThrow("gone");
    await night.one.run();
    await night.settled();
    expect(night.readBy(bob)).toHaveLength(1);
    night.wait(3);
    await night.one.run();
    await night.settled();
    expect(night.readBy(bob)).toHaveLength(1);
  });

  test("is told late rather than not, and not of what is long past", async () => {
    const late = await nightAt("2026-03-30T07:00:00Z");
    await rounds(late, 300, 300);
    expect(late.readBy(bob)).toHaveLength(1);
    const away = await nightAt("2026-03-30T07:00:00Z");
    await rounds(away, 600, 600);
    expect(away.readBy(bob)).toEqual([]);
  });

  test("gets a brief where whoever leaves is at work on an incident, and the incident is told once", async () => {
    const night = await nightAt("2026-03-30T07:59:00Z");
    await night.declare("INC-1");
    await night.tell("INC-1", { type: "acknowledged", person: ann });
    await incidentList(night.documents).put(summaryOf(await night.incident("INC-1")));
    await rounds(night, 3);
    const shifts = (await night.factsOf("INC-1")).filter(({ type }) => type === "shift changed");
    expect(shifts).toEqual([
      {
        type: "shift changed",
        schedule: "payments-primary",
        from: [ann],
        to: [expect.objectContaining({ name: "Bob" })],
      },
    ]);
    expect(night.readBy(bob)).toHaveLength(2);
    expect(night.readBy(bob)[0]).toContain("INC-1");
  });
});

describe("a round", () => {
  const tested: Book = { ...book, rosters: [{ ...payments, dailyTest: "10:00" }, book.rosters[1]!] };

  test("sends the daily test pages, to each once a day", async () => {
    const night = await nightAt("2026-03-31T08:58:00Z", { book: tested });
    await rounds(night, 4);
    expect(await night.testPages.results()).toHaveLength(3);
    expect(night.chat.posts).toHaveLength(3);
    await rounds(night, 3 * 24 * 60, 30);
    expect(night.chat.posts.filter(({ conversation }) => conversation === "personal cat")).toHaveLength(4);
  });

  test("is left to the replica that is at it, and taken over when that has died", async () => {
    const night = await nightAt("2026-03-30T07:58:00Z");
    const kept = await night.documents.read<object>("rounds", "last");
    const until = new Date(night.now().getTime() + 120_000).toISOString();
    await night.documents.write("rounds", "last", { ...kept!.value, holder: "dead", until }, kept!.version);
    await rounds(night, 1);
    expect([night.beats(), night.readBy(bob)]).toEqual([1, []]);
    await rounds(night, 2);
    expect([night.beats(), night.readBy(bob).length]).toEqual([3, 1]);
  });

  test("has a heartbeat only where the audit passed", async () => {
    const night = await nightAt("2026-03-29T00:00:00Z");
    expect(night.beats()).toBe(1);
    await night.declare("INC-1");
    await night.documents.write("counter", "incident", 1, undefined);
    night.wait(4);
    await night.one.run();
    expect([night.beats(), night.woken]).toEqual([1, ["INC-1"]]);
    await night.one.run();
    expect(night.beats()).toBe(2);
  });

  test("knows when there is next something to tell", async () => {
    const night = await nightAt("2026-03-29T07:00:00Z");
    expect(await night.one.next()).toEqual(new Date("2026-03-29T08:00:00Z"));
  });
});
