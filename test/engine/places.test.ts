import { expect, test } from "@jest/globals";
import { places, recordedIn } from "../../src/engine/places.ts";
import type { Documents } from "../../src/engine/ports.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";

const channel = "19:incident@thread.tacv2";
const thread = (root: number) => `${channel};messageid=${root}`;

/** Two replicas over one store, a clock they share, and how often the store was read. */
function replicas() {
  const store = memoryDocuments();
  let reads = 0;
  let time = Date.parse("2026-03-29T00:55:00Z");
  const now = () => new Date(time);
  const documents: Documents = {
    ...store,
    read: (kind, id) => {
      reads += 1;
      return store.read(kind, id);
    },
  };
  return {
    one: places(documents, now),
    other: places(documents, now),
    reads: () => reads,
    wait: (ms: number) => {
      time += ms;
    },
  };
}

test("a thread in an incident's channel with an incident of its own is known to every replica", async () => {
  const { one, other, wait } = replicas();
  await one.set(channel, { stream: "INC-1", record: true });
  expect(await other.find(thread(7), channel)).toEqual([{ stream: "INC-1", record: true }]);
  await one.set(thread(7), { stream: "INC-2", record: false });
  wait(3_000);
  for (const replica of [one, other])
    expect(await replica.find(thread(7), channel)).toEqual([
      { stream: "INC-2", record: false },
      { stream: "INC-1", record: true },
    ]);
});

test("what is said in such a thread is recorded for the channel, and for the thread where that is recorded too", async () => {
  const { one } = replicas();
  await one.set(channel, { stream: "INC-1", record: true });
  await one.set(thread(7), { stream: "INC-2", record: false });
  await one.set(thread(8), { stream: "INC-3", record: true });
  expect(recordedIn(await one.find(thread(7), channel))).toEqual(["INC-1"]);
  expect(recordedIn(await one.find(thread(8), channel))).toEqual(["INC-3", "INC-1"]);
});

test("a hundred threads in an incident's channel cost one question about it, and one about all channels", async () => {
  const { one, reads } = replicas();
  await one.set(channel, { stream: "INC-1", record: true });
  const before = reads();
  for (let root = 0; root < 100; root++) await one.find(thread(root), channel);
  expect(reads() - before).toBe(2);
});

test("a thousand channels whose threads are answered in turn cost one question in two seconds, once they are known", async () => {
  const { one, other, reads, wait } = replicas();
  const channels = Array.from({ length: 1_000 }, (_, index) => `19:incident-${index}@thread.tacv2`);
  for (const [index, each] of channels.entries()) await one.set(each, { stream: `INC-${index}`, record: true });
  const reply = (each: string) => one.find(`${each};messageid=7`, each);
  for (const each of channels) await reply(each);
  wait(3_000);
  const before = reads();
  for (const each of channels) await reply(each);
  expect(reads() - before).toBe(1);
  await other.set(`${channels[5]};messageid=7`, { stream: "INC-5000", record: false });
  wait(3_000);
  expect(await reply(channels[5]!)).toEqual([
    { stream: "INC-5000", record: false },
    { stream: "INC-5", record: true },
  ]);
});

test("a question that storage does not answer is asked again", async () => {
  const store = memoryDocuments();
  let away = false;
  const read: Documents["read"] = (kind, id) => (away ? Promise.reject(new Error("away")) : store.read(kind, id));
  const one = places({ ...store, read }, () => new Date(0));
  await one.set(channel, { stream: "INC-1", record: true });
  away = true;
  for (let time = 0; time < 2; time++) await expect(one.find(thread(7), channel)).rejects.toThrow("away");
  away = false;
  expect(await one.find(thread(7), channel)).toEqual([{ stream: "INC-1", record: true }]);
});

test("a thread elsewhere is found by itself, and forgotten for no longer than a moment", async () => {
  const { one, other, wait } = replicas();
  expect(await other.find(thread(7), channel)).toEqual([]);
  await one.set(thread(7), { stream: "INC-2", record: false });
  wait(3_000);
  expect(await other.find(thread(7), channel)).toEqual([{ stream: "INC-2", record: false }]);
});
