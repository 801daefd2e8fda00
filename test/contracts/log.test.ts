import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Entry } from "../../src/domain/incident/facts.ts";
import { muster } from "../../src/domain/people.ts";
import { AlreadyDone, Conflict, type Log, type Seen } from "../../src/engine/ports.ts";
import { awkwardTexts, freshName, openings } from "./openings.ts";

const entry = (number: number, text = "a note"): Entry<unknown> => ({
  number,
  at: "2026-03-29T00:55:00.000Z",
  by: muster,
  from: "teams",
  fact: { type: "noted", text },
});
const entries = (after: number, count: number) => Array.from({ length: count }, (_, index) => entry(after + 1 + index));
const free = { number: 0, failures: 0, holder: "", until: "" };
const outcome = (writing: Promise<unknown>) =>
  writing.then(
    () => "through",
    (error: Error) => error.name,
  );

describe.each(openings)("a log in %s", (_name, open) => {
  let first: Log;
  let second: Log;
  beforeAll(async () => {
    const pair = await open();
    first = pair.first.log;
    second = pair.second.log;
  });

  test("has nothing in a stream nobody wrote to", async () => {
    const history = { entries: [], seen: new Map(), receipts: new Map(), alarm: undefined };
    expect(await first.read(freshName())).toEqual(history);
  });

  test("gives entries back in order of number, to everybody", async () => {
    const stream = freshName();
    await first.append(stream, 0, "a", entries(0, 2));
    await second.append(stream, 2, "b", entries(2, 50));
    const { entries: read } = await second.read(stream);
    expect(read).toEqual(entries(0, 52));
  });

  test("reads again what it read before, and whatever others have appended since", async () => {
    const stream = freshName();
    await first.append(stream, 0, "a", entries(0, 2));
    expect((await first.read(stream)).entries).toEqual(entries(0, 2));
    await second.append(stream, 2, "b", entries(2, 3));
    await second.keep(stream, "a receipt", 1);
    const again = await first.read(stream);
    expect(again.entries).toEqual(entries(0, 5));
    expect(again.receipts).toEqual(new Map([["a receipt", 1]]));
    expect((await first.read(stream)).entries).toEqual(entries(0, 5));
  });

  test("numbers entries itself, whatever number they bring", async () => {
    const stream = freshName();
    await first.append(stream, 0, "a", [entry(7), entry(7)]);
    expect((await first.read(stream)).entries.map(({ number }) => number)).toEqual([1, 2]);
  });

  test("gives the last entries alone, or those before a number, and says how many come before them", async () => {
    const stream = freshName();
    expect(await first.page(stream, { most: 5 })).toEqual({ entries: [], earlier: 0 });
    await first.append(stream, 0, "a", entries(0, 50));
    await second.append(stream, 50, "b", entries(50, 7));
    expect(await first.page(stream, { most: 5 })).toEqual({ entries: entries(52, 5), earlier: 52 });
    expect(await second.page(stream, { most: 5, before: 53 })).toEqual({ entries: entries(47, 5), earlier: 47 });
    expect(await first.page(stream, { most: 5, before: 4 })).toEqual({ entries: entries(0, 3), earlier: 0 });
    expect(await first.page(stream, { most: 5, before: 1 })).toEqual({ entries: [], earlier: 0 });
    expect(await first.page(stream, { most: 5, before: 99_999_999 })).toEqual({
      entries: entries(52, 5),
      earlier: 52,
    });
    expect(await first.page(stream, { most: 1_000 })).toEqual({ entries: entries(0, 57), earlier: 0 });
    await first.append(stream, 57, "c", entries(57, 1));
    expect(await second.page(stream, { most: 1 })).toEqual({ entries: entries(57, 1), earlier: 57 });
  });

  test("has no page of no size, or before no number", async () => {
    const stream = freshName();
    for (const wanted of [
      { most: 0 },
      { most: 1_001 },
      { most: 1.5 },
      { most: 5, before: 0 },
      { most: 5, before: 1.5 },
    ])
      await expect(first.page(stream, wanted)).rejects.toThrow(RangeError);
    await expect(first.page("it's' or 1 eq 1", { most: 5 })).rejects.toThrow(RangeError);
  });

  test("keeps streams apart", async () => {
    const stream = freshName();
    await first.append(stream, 0, "a", [entry(1)]);
    await first.append(`${stream}-2`, 0, "a", [entry(1)]);
    expect((await first.read(stream)).entries).toHaveLength(1);
  });

  test("keeps every text as it is", async () => {
    const stream = freshName();
    const texts = [...awkwardTexts, "🚒".repeat(40_000), `x${"🚒".repeat(40_000)}`, "é".repeat(190_000)];
    await first.append(
      stream,
      0,
      "a",
      texts.map((text, index) => entry(index + 1, text)),
    );
    const { entries: read } = await second.read(stream);
    expect(read.map(({ fact }) => (fact as { text: string }).text)).toEqual(texts);
  });

  test("lets exactly one of many racing writers through", async () => {
    const stream = freshName();
    await first.append(stream, 0, "start", [entry(1)]);
    const racers = Array.from({ length: 8 }, (_, index) =>
      outcome((index % 2 ? first : second).append(stream, 1, `cause ${index}`, entries(1, 1 + (index % 3)))),
    );
    const outcomes = await Promise.all(racers);
    expect(outcomes.sort()).toEqual([...Array(7).fill("Conflict"), "through"]);
  });

  test("refuses a stale number, and appends nothing of it", async () => {
    const stream = freshName();
    await first.append(stream, 0, "a", [entry(1), entry(2)]);
    await expect(second.append(stream, 1, "b", entries(1, 3))).rejects.toThrow(Conflict);
    expect((await first.read(stream)).entries).toHaveLength(2);
    await second.append(stream, 2, "b", entries(2, 3));
    expect((await first.read(stream)).entries).toHaveLength(5);
  });

  test("carries a cause out once, stale or not", async () => {
    const stream = freshName();
    const cause = "activity:19:abc@thread.tacv2;messageid=1/2?x=#\\ 🔥";
    await first.append(stream, 0, cause, [entry(1)]);
    await expect(second.append(stream, 1, cause, [entry(2)])).rejects.toThrow(AlreadyDone);
    await expect(second.append(stream, 0, cause, [entry(1)])).rejects.toThrow(AlreadyDone);
    expect((await first.read(stream)).entries).toHaveLength(1);
    await first.append(freshName(), 0, cause, [entry(1)]);
  });

  test("carries a cause out once when it is redelivered to everybody at once", async () => {
    const stream = freshName();
    const racers = Array.from({ length: 6 }, (_, index) =>
      outcome((index % 2 ? first : second).append(stream, 0, "same", [entry(1)])),
    );
    expect((await Promise.all(racers)).sort()).toEqual([...Array(5).fill("AlreadyDone"), "through"]);
  });

  test("refuses what is too much, and a stream without a lawful name", async () => {
    const stream = freshName();
    await expect(first.append(stream, 0, "a", [])).rejects.toThrow(RangeError);
    await expect(first.append(stream, 0, "a", entries(0, 51))).rejects.toThrow(RangeError);
    await expect(first.append(stream, 0, "a", [entry(1, "x".repeat(200_001))])).rejects.toThrow(RangeError);
    await expect(first.append("no/slash", 0, "a", [entry(1)])).rejects.toThrow(RangeError);
    await expect(first.read("it's' or 1 eq 1")).rejects.toThrow(RangeError);
    expect((await first.read(stream)).entries).toEqual([]);
  });

  test("moves a cursor for the one who saw it last", async () => {
    const stream = freshName();
    const taken = await first.move(stream, "open-channel", undefined, {
      ...free,
      holder: "one",
      until: "2026-03-29T01:00:00.000Z",
    });
    await expect(second.move(stream, "open-channel", undefined, free)).rejects.toThrow(Conflict);
    const moved = await second.move(stream, "open-channel", taken, { ...free, number: 3, failures: 2 });
    await expect(first.move(stream, "open-channel", taken, { ...free, number: 4 })).rejects.toThrow(Conflict);
    await first.move(stream, "page/people 🔥", undefined, free);
    const { seen } = await first.read(stream);
    expect(seen.get("open-channel")).toEqual(moved);
    expect(moved).toEqual({ number: 3, failures: 2, holder: "", until: "", version: expect.any(String) });
    expect([...seen.keys()].sort()).toEqual(["open-channel", "page/people 🔥"]);
  });

  test("lets one of many take a cursor, and one renew it", async () => {
    const stream = freshName();
    const take = (was: Seen | undefined) =>
      Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          outcome((index % 2 ? first : second).move(stream, "r", was, { ...free, holder: `${index}` })),
        ),
      );
    expect((await take(undefined)).filter((each) => each === "through")).toHaveLength(1);
    const { seen } = await first.read(stream);
    expect((await take(seen.get("r"))).filter((each) => each === "through")).toHaveLength(1);
  });

  test("never moves a cursor backwards", async () => {
    const stream = freshName();
    const at = await first.move(stream, "r", undefined, { ...free, number: 5 });
    await expect(first.move(stream, "r", at, { ...free, number: 4 })).rejects.toThrow(Conflict);
    const same = await first.move(stream, "r", at, { ...free, number: 5 });
    expect((await second.read(stream)).seen.get("r")).toEqual(same);
  });

  test("keeps receipts under any key, the last one of each", async () => {
    const stream = freshName();
    const keys = [
      "00000042-page-people",
      "a/b\\c#d?e%f'g",
      "ключ 🔑",
      "x".repeat(200),
      `${"x".repeat(199)}y`,
      "🔑".repeat(100),
      `${"🔑".repeat(99)}🔥`,
      " ",
    ];
    for (const key of keys) await first.keep(stream, key, "old");
    await Promise.all(keys.map((key) => second.keep(stream, key, { id: key })));
    const { receipts } = await first.read(stream);
    expect(new Map(receipts)).toEqual(new Map(keys.map((key) => [key, { id: key }])));
    await expect(first.keep(stream, "x".repeat(201), {})).rejects.toThrow(RangeError);
    await expect(first.keep(stream, "big", "x".repeat(30_001))).rejects.toThrow(RangeError);
    await first.keep(stream, "big", "é".repeat(29_000));
  });

  test("remembers the alarm", async () => {
    const stream = freshName();
    await first.setAlarm(stream, "2026-03-29T01:00:00.000Z");
    expect((await second.read(stream)).alarm).toBe("2026-03-29T01:00:00.000Z");
    await second.setAlarm(stream, undefined);
    expect((await first.read(stream)).alarm).toBeUndefined();
  });

  test("gives back what nobody can change by changing what was given or taken", async () => {
    const stream = freshName();
    const given = { ...entry(1), fact: { type: "noted", text: "before" } };
    await first.append(stream, 0, "a", [given]);
    given.fact.text = "after";
    (await first.read(stream)).entries.push(entry(2));
    expect((await first.read(stream)).entries).toEqual([entry(1, "before")]);
  });

  test("reads a long history whole", async () => {
    const stream = freshName();
    for (let after = 0; after < 1_200; after += 50)
      await first.append(stream, after, `cause ${after}`, entries(after, 50));
    const { entries: read } = await second.read(stream);
    expect(read.map(({ number }) => number)).toEqual(Array.from({ length: 1_200 }, (_, index) => index + 1));
  });
});
