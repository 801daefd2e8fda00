import { describe, expect, test } from "@jest/globals";
import { setTimeout as pause } from "node:timers/promises";
import type { Bell } from "../../src/engine/ports.ts";
import { openings } from "./openings.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** Everything due now; a queue may hand over less than it has. */
async function allDue(bell: Bell) {
  const rings = [];
  for (let empty = 0; empty < 2; ) {
    const due = await bell.due();
    rings.push(...due);
    empty = due.length === 0 ? empty + 1 : 0;
  }
  return rings;
}

describe.each(openings)("a bell in %s", (_name, open) => {
  test("rings for everybody's streams, each ring for one of the listeners", async () => {
    const { first, second } = await open();
    expect(await first.bell.due()).toEqual([]);
    const streams = Array.from({ length: 40 }, (_, index) => `INC-${index + 1}`);
    await Promise.all(streams.map((stream) => first.bell.ring(stream, new Date())));
    const heard = (await Promise.all([allDue(first.bell), allDue(second.bell)])).flat();
    expect(heard.map(({ stream }) => stream).sort()).toEqual([...streams].sort());
    expect(await first.bell.due()).toEqual([]);
  });

  test("hands over at most 32 rings at once, with the time they were for", async () => {
    const { first } = await open();
    const at = new Date(Date.now() - minute);
    for (let count = 0; count < 34; count++) await first.bell.ring("INC-1", at);
    const due = await first.bell.due();
    expect(due.length).toBeLessThanOrEqual(32);
    expect(due[0]?.at).toEqual(at);
    expect(due.length + (await allDue(first.bell)).length).toBe(34);
  });

  test("does not ring before the time, and well within a second after", async () => {
    const { first } = await open();
    const at = Date.now() + 1_100;
    await first.bell.ring("INC-1", new Date(at));
    let due = await first.bell.due();
    for (let look = 0; due.length === 0 && look < 100; look++) {
      await pause(20);
      due = await first.bell.due();
    }
    const lateMs = Date.now() - at;
    expect(due).toMatchObject([{ stream: "INC-1" }]);
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(700);
  });

  test("takes a ring off when it is done, also twice", async () => {
    const { first } = await open();
    await first.bell.ring("INC-1", new Date());
    const [ring] = await first.bell.due();
    await ring?.done();
    await ring?.done();
    expect(await first.bell.due()).toEqual([]);
  });

  test("rings again for what is far away, as often as it takes", async () => {
    let now = new Date();
    const { first, second } = await open(() => now);
    const at = new Date(now.getTime() + 30 * day);
    await first.bell.ring("INC-1", at);
    await first.bell.ring("INC-2", new Date(8.64e15));
    expect(await first.bell.due()).toEqual([]);
    now = new Date(at.getTime() - 1);
    expect(await second.bell.due()).toEqual([]);
  });

  test("refuses a stream without a lawful name", async () => {
    const { first } = await open();
    await expect(first.bell.ring("<x>", new Date())).rejects.toThrow(RangeError);
  });
});
