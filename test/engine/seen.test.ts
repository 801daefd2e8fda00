import { standardRhythm } from "../../src/domain/escalation/rhythm.ts";
import { describe, expect, test } from "@jest/globals";
import type { Ladder } from "../../src/domain/escalation/ladder.ts";
import type { Fact } from "../../src/domain/incident/facts.ts";
import type { Summary } from "../../src/domain/incident/summary.ts";
import { muster, type Person } from "../../src/domain/people.ts";
import { incidentList } from "../../src/engine/incident-list.ts";
import type { Incoming } from "../../src/engine/incoming.ts";
import { lanes } from "../../src/engine/lanes.ts";
import { places as placesOf } from "../../src/engine/places.ts";
import type { History, Log } from "../../src/engine/ports.ts";
import { recorder } from "../../src/engine/record.ts";
import { seenPages } from "../../src/engine/seen.ts";
import { memoryBell } from "../../src/memory/bell.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { memoryLog } from "../../src/memory/log.ts";
import { ann, bob, declared, start } from "../domain/given.ts";

const serviceUrl = "https://teams.example";
const annsChat = { id: "a:ann", serviceUrl };
const ladder: Ladder = {
  policy: "p",
  roster: "r",
  steps: [{ targets: [{ person: "Ann" }], minutes: 5 }],
  lastResort: [],
};
const opened: Fact = { type: "page opened", page: 1, because: "", ladder };
const paged = (step: number): Fact => ({ type: "paged", page: 1, step, people: [ann] });
const tryOf = (step: number, person: Person = ann) => ({ page: 1, step, person: person.id, order: 0 });
const tried = (step: number): Fact => ({ type: "page tried", means: "teams", ...tryOf(step) });
const delivered = (step: number): Fact => ({ type: "page reported", state: "delivered", ...tryOf(step) });
const seen = (step: number): Fact => ({ type: "page reported", state: "seen", ...tryOf(step) });

const summary: Summary = {
  id: "INC-1",
  title: "checkout is down",
  severity: 2,
  status: "open",
  declaredAt: start.toISOString(),
};

/** An incident that began like this, with what Teams has taken of it: by number of the try, the id of the message. */
async function night(facts: Fact[], posted: Record<number, string>) {
  let asked = 0;
  const now = () => new Date(start.getTime() + 60_000);
  const warned: unknown[] = [];
  const store = memoryLog();
  const log: Log = {
    ...store,
    read(stream) {
      asked += 1;
      return store.read(stream);
    },
  };
  const documents = memoryDocuments();
  const places = placesOf(documents, now);
  const add = async (added: Fact[]) => {
    const after = (await store.read("INC-1")).entries.length;
    const at = new Date(start.getTime() + after * 1_000).toISOString();
    const entries = added.map((fact, index) => ({ number: after + 1 + index, at, by: muster, from: "test", fact }));
    await store.append("INC-1", after, `test ${after}`, entries);
  };
  const post = (number: number, id: string) =>
    store.keep("INC-1", `page-teams-${number}-try`, { left: { conversation: annsChat, id, person: ann } });
  await add([declared, ...facts]);
  for (const [number, id] of Object.entries(posted)) await post(Number(number), id);
  await incidentList(documents).put(summary);
  await places.set(annsChat.id, { stream: "INC-1", record: false });
  const recording = recorder({
    log,
    bell: memoryBell(now),
    now,
    rhythm: { ...standardRhythm, quietMinutes: 20 },
    onCall: { ladderFor: async () => ladder, wanted: async () => ({ people: [], reach: {} }) } as never,
    lastSaid: async () => undefined,
    wakeSoon: () => undefined,
  });
  const flights = lanes();
  const hear = seenPages({ log, documents, places, recorder: recording, lanes: flights, warn: (e) => warned.push(e) });
  let receipts = 0;
  return {
    add,
    post,
    documents,
    warned,
    fail() {
      log.read = () => Promise.reject(new Error("storage is away"));
    },
    settled: () => flights.settled(),
    asked: () => asked,
    reads(upTo: string, more: Partial<Extract<Incoming, { kind: "read" }>> = {}) {
      receipts += 1;
      return hear({
        kind: "read",
        cause: `teams|a:ann|f:${receipts}|event||`,
        who: { id: ann.id, name: "Somebody" },
        conversation: annsChat,
        channel: annsChat.id,
        kindOfPlace: "personal",
        upTo,
        ...more,
      });
    },
    /** What was added to what the test itself told. */
    noted: async () => ((await store.read("INC-1")) as History<Fact>).entries.filter(({ from }) => from !== "test"),
  };
}

const waiting = [opened, paged(0), tried(0), delivered(0)];
const factsOf = async (told: Awaited<ReturnType<typeof night>>) => (await told.noted()).map(({ fact }) => fact);

describe("a read receipt", () => {
  test("says once that the page before it was seen, by Muster and from the chat", async () => {
    const told = await night(waiting, { 4: "1000" });
    await told.reads("1000");
    await told.reads("1000");
    expect(await told.noted()).toEqual([expect.objectContaining({ by: muster, from: "teams a:ann", fact: seen(0) })]);
    expect(told.warned).toEqual([]);
  });

  test("says nothing of a page that came later, and takes ids for numbers", async () => {
    const told = await night(waiting, { 4: "9000" });
    await told.reads("8999");
    expect(await factsOf(told)).toEqual([]);
    await told.reads("10000");
    expect(await factsOf(told)).toEqual([seen(0)]);
  });

  test("is about all the pages before it", async () => {
    const told = await night([...waiting, paged(1), tried(1), delivered(1)], { 4: "1000", 7: "2000" });
    await told.reads("2000");
    expect(await factsOf(told)).toEqual([seen(0), seen(1)]);
  });

  test("of somebody else, or of another chat, says nothing", async () => {
    const told = await night(waiting, { 4: "1000" });
    await told.reads("1000", { who: bob });
    await told.documents.write("place", "a:other", { stream: "INC-1", record: false }, undefined);
    await told.reads("1000", { conversation: { id: "a:other", serviceUrl }, channel: "a:other" });
    await told.reads("1000", { conversation: { id: "a:unknown", serviceUrl }, channel: "a:unknown" });
    expect(await factsOf(told)).toEqual([]);
  });

  test("that Teams delivers twice at once says it once", async () => {
    const told = await night(waiting, { 4: "1000" });
    await Promise.all([
      told.reads("1000", { cause: "same" }),
      told.reads("1000", { cause: "same" }),
      told.reads("1001"),
    ]);
    expect(await factsOf(told)).toEqual([seen(0)]);
    expect(told.warned).toEqual([]);
  });

  test.each<[string, Fact]>([
    ["answered", { type: "acknowledged", page: 1, person: bob }],
    ["resolved", { type: "resolved", summary: "" }],
    ["begun anew", { type: "reopened", because: "" }],
    ["failed", { type: "page reported", state: "failed", ...tryOf(0) }],
  ])("says nothing of a page that is %s", async (_, over) => {
    const told = await night([...waiting, over], { 4: "1000" });
    await told.reads("1000");
    expect([await factsOf(told), told.warned]).toEqual([[], []]);
  });

  test("of an old card does not mean the new page at the same step", async () => {
    const again = [{ type: "went quiet", page: 1, person: ann, since: start.toISOString() }, tried(0)] as Fact[];
    const told = await night([...waiting, ...again], { 4: "1000", 7: "2000" });
    await told.reads("1000");
    expect(await factsOf(told)).toEqual([]);
    await told.reads("2000");
    expect(await factsOf(told)).toEqual([seen(0)]);
  });
});

describe("a page that is read", () => {
  test("before its receipt is kept is found a moment later", async () => {
    const told = await night([opened, paged(0), tried(0)], {});
    await told.reads("1000");
    expect(await factsOf(told)).toEqual([]);
    await told.post(4, "1000");
    await told.settled();
    expect(await factsOf(told)).toEqual([seen(0)]);
  });

  test("costs no look at a history when its incident is closed", async () => {
    const told = await night(waiting, { 4: "1000" });
    await incidentList(told.documents).put({ ...summary, status: "closed" });
    await told.reads("1000");
    expect([told.asked(), await factsOf(told)]).toEqual([0, []]);
  });

  test("costs one look when nothing waits", async () => {
    const told = await night([...waiting, seen(0)], { 4: "1000" });
    await told.reads("1000");
    await told.settled();
    expect([told.asked(), await factsOf(told)]).toEqual([1, []]);
  });

  test("while storage is away is nobody's trouble but the log's", async () => {
    const told = await night(waiting, { 4: "1000" });
    told.fail();
    expect(await told.reads("1000")).toBeUndefined();
    expect(told.warned).toEqual([new Error("storage is away")]);
  });
});
