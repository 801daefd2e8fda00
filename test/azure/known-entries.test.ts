import { describe, expect, test } from "@jest/globals";
import { knownEntries } from "../../src/azure/known-entries.ts";

const texts = (count: number, length = 100) => Array.from({ length: count }, (_, index) => `${index}`.padEnd(length));

describe("what is known of histories", () => {
  test("is kept for hundreds of streams that take turns", () => {
    const known = knownEntries();
    const streams = Array.from({ length: 1_000 }, (_, index) => `INC-${index}`);
    for (const stream of streams) known.keep(stream, texts(50));
    for (const stream of streams) expect(known.of(stream)).toHaveLength(50);
  });

  test("makes room: those that were read longest ago go first", () => {
    const known = knownEntries(3 * 1_500);
    for (const stream of ["a", "b", "c"]) known.keep(stream, texts(10));
    known.keep("a", texts(10));
    known.keep("d", texts(10));
    expect(["a", "b", "c", "d"].map((stream) => known.of(stream).length)).toEqual([10, 0, 10, 10]);
    known.keep("c", texts(25));
    expect(["a", "c", "d"].map((stream) => known.of(stream).length)).toEqual([0, 25, 10]);
  });

  test("is the beginning where a history is too long", () => {
    const known = knownEntries();
    known.keep("long", texts(6, 100_000));
    expect(known.of("long")).toHaveLength(4);
    known.of("long").push("somebody's own");
    expect(known.of("long")).toHaveLength(4);
    known.keep("long", texts(2, 100_000));
    expect(known.of("long")).toHaveLength(4);
  });
});
