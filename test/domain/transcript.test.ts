import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import {
  canonicalJson,
  chain,
  chainStart,
  isKnown,
  type Link,
  sameness,
  unfinishedErasures,
  verify,
  withoutWords,
} from "../../src/domain/transcript.ts";
import type { Line, LoggedLine } from "../../src/engine/ports.ts";

const said = (id: string, change: Partial<Line> = {}): Line => ({
  id,
  kind: "said",
  at: "2026-03-29T00:55:00.000Z",
  from: { id: "7e1c", name: "Megan Bowen" },
  text: `words of ${id}`,
  ...change,
});
const record = (lines: number[]): Line => said("", { kind: "erased", text: "", lines });

function chained(lines: readonly Line[], salt: string | undefined = "c2FsdA"): LoggedLine[] {
  let last: Link = chainStart;
  return lines.map((line) => {
    last = chain(last, line, salt).line;
    return last as LoggedLine;
  });
}
const erasedIn = (lines: readonly LoggedLine[], numbers: readonly number[]): LoggedLine[] =>
  lines.map((line) => (numbers.includes(line.number) ? withoutWords(line) : line));

/** A row of numbers that is the same for ever. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const long = chained(Array.from({ length: 200 }, (_, index) => said(`${index + 1}`)));

describe("a chain of two hundred lines", () => {
  test("is whole as it was logged", () => {
    expect(verify(long)).toEqual({ ok: true });
    expect(verify([])).toEqual({ ok: true });
  });

  test("shows the change of any field of any line, and where", () => {
    const changes: ((line: LoggedLine) => LoggedLine)[] = [
      (line) => ({ ...line, text: `${line.text}.` }),
      (line) => ({ ...line, at: "2026-03-29T00:55:00.001Z" }),
      (line) => ({ ...line, from: { ...line.from, name: "Megan Bowem" } }),
      (line) => ({ ...line, kind: "bot" }),
      (line) => ({ ...line, id: `${line.id}0` }),
      (line) => ({ ...line, salt: "c2FsdB" }),
      (line) => ({ ...line, replyTo: "1" }),
      (line) => ({ ...line, erased: true }),
      (line) => ({ ...line, words: line.hash }),
      (line) => ({ ...line, hash: line.hash.replace(/.$/, (last) => (last === "0" ? "1" : "0")) }),
      ({ salt: _, ...line }) => line,
      ({ words: _, ...line }) => line,
    ];
    for (const [index, line] of long.entries())
      for (const change of changes)
        expect(verify(long.with(index, change(line)))).toEqual({ ok: false, at: index + 1, why: "changed" });
  });

  test("shows a change whose hash was made to fit, at the next line", () => {
    const forged = chain(long[98]!, said("100", { text: "nothing happened" }), "c2FsdA").line as LoggedLine;
    expect(verify(long.with(99, forged))).toEqual({ ok: false, at: 101, why: "changed" });
  });

  test("shows any line that was removed, but at the end", () => {
    for (let index = 0; index < 199; index++)
      expect(verify(long.toSpliced(index, 1))).toEqual({ ok: false, at: index + 1, why: "removed or put in" });
  });

  test("shows any two lines that were swapped, and any line that was put in", () => {
    const below = numbersFrom(7);
    for (let round = 0; round < 500; round++) {
      const [one, other] = [below(200), below(200)].sort((a, b) => a - b) as [number, number];
      const put = verify(long.toSpliced(one, 0, long[other]!));
      if (one !== other) {
        const swapped = long.with(one, long[other]!).with(other, long[one]!);
        expect(verify(swapped)).toMatchObject({ ok: false, at: one + 1 });
        expect(put).toEqual({ ok: false, at: one + 1, why: "removed or put in" });
      } else expect(put).toMatchObject({ ok: false, at: one + 2 });
    }
  });

  test("does not complain of words that were erased with a record of it, and does without", () => {
    const below = numbersFrom(8);
    for (let round = 0; round < 200; round++) {
      const numbers = Array.from({ length: 1 + below(20) }, () => 1 + below(200));
      const first = Math.min(...numbers);
      expect(verify(erasedIn(long, numbers))).toEqual({ ok: false, at: first, why: "erased without a record of it" });
      const recorded = chained([...Array.from({ length: 200 }, (_, index) => said(`${index + 1}`)), record(numbers)]);
      expect(verify(erasedIn(recorded, numbers))).toEqual({ ok: true });
      const touched = erasedIn(recorded, numbers).toSpliced(below(200), 1);
      expect(verify(touched).ok).toBe(false);
    }
  });
});

describe("words that were erased", () => {
  const lines = chained([said("1"), said("2"), record([1]), said("3")]);

  test("leave nothing but a place in the chain", () => {
    expect(Object.keys(withoutWords(lines[0]!)).sort()).toEqual(
      ["at", "erased", "from", "hash", "id", "kind", "number", "previous", "text", "words"].sort(),
    );
    expect(verify(erasedIn(lines, [1]))).toEqual({ ok: true });
  });

  test("cannot be replaced by others", () => {
    const forged = { ...withoutWords(lines[0]!), text: "nothing happened" };
    expect(verify(lines.with(0, forged))).toEqual({ ok: false, at: 1, why: "changed" });
    const signed = { ...withoutWords(lines[0]!), from: { id: "1", name: "Lee Gu" } };
    expect(verify(lines.with(0, signed))).toEqual({ ok: false, at: 1, why: "changed" });
  });

  test("need a record that comes later and names the line", () => {
    const unrecorded = "erased without a record of it";
    expect(verify(erasedIn(lines, [2]))).toEqual({ ok: false, at: 2, why: unrecorded });
    const before = chained([record([2]), said("2")]);
    expect(verify(erasedIn(before, [2]))).toEqual({ ok: false, at: 2, why: unrecorded });
    expect(verify(erasedIn(lines, [1, 3]))).toMatchObject({ ok: false, at: 1, why: unrecorded });
  });

  test("do not hide that something before them was changed", () => {
    const [, second, recording, last] = erasedIn(chained([said("1"), said("2"), record([2]), said("3")]), [2]);
    const [forged] = chained([said("1", { text: "nothing happened" })]);
    const fitting = { ...second!, previous: forged!.hash };
    expect(verify([forged!, fitting, recording!, last!])).toEqual({ ok: false, at: 2, why: "changed" });
    const { words: _, ...unbound } = fitting;
    expect(verify([forged!, unbound, recording!, last!])).toEqual({ ok: false, at: 2, why: "changed" });
  });

  test("keep their message, kind and time", () => {
    const [first, ...rest] = erasedIn(lines, [1]);
    for (const change of [{ id: "7" }, { kind: "bot" as const }, { at: "2026-03-29T00:55:01.000Z" }])
      expect(verify([{ ...first!, ...change }, ...rest])).toEqual({ ok: false, at: 1, why: "changed" });
  });

  test("are told from those that a record names and that are still there", () => {
    expect(unfinishedErasures(lines)).toEqual([1]);
    expect(unfinishedErasures(erasedIn(lines, [1]))).toEqual([]);
  });
});

test("lines from before there were salts still fit", () => {
  let last: Link = chainStart;
  const old = ["1", "2"].map((id) => {
    const covered = { ...said(id), number: last.number + 1, previous: last.hash };
    last = { number: covered.number, hash: createHash("sha256").update(canonicalJson(covered)).digest("hex") };
    return { ...covered, hash: last.hash };
  });
  const after = chain(last, said("3"), "c2FsdA").line;
  expect(verify([...old, after])).toEqual({ ok: true });
});

test("the same words in the same place have another hash with another salt", () => {
  expect(chain(chainStart, said("1"), "a").line.hash).not.toBe(chain(chainStart, said("1"), "b").line.hash);
});

describe("two lines are the same", () => {
  const edit = (change: Partial<Line> = {}) => said("1", { kind: "edited", ...change });
  const file = (change: Partial<NonNullable<Line["file"]>>) =>
    said("1", { kind: "kept", file: { name: "a.png", contentType: "image/png", key: "INC-1/1", ...change } });
  const gap = (change: Partial<Line> = {}) => said("", { kind: "gap", ...change });
  const later = "2026-03-29T01:00:00.000Z";

  test.each([
    ["said, whatever the words and the time", said("1"), said("1", { text: "<p>words of 1</p>", at: later })],
    ["posted by Muster", said("1", { kind: "bot" }), said("1", { kind: "bot", text: "other" })],
    ["an edit from another source", edit(), edit({ source: "graph", from: { id: "", name: "" } })],
    ["a kept file, seen at another time", file({}), { ...file({ bytes: 7 }), at: later }],
    ["a gap", gap(), gap({ id: "7" })],
    ["a record of an erasure", record([1]), { ...record([1]), text: "because" }],
  ])("%s", (_name, one, other) => {
    expect(sameness(one)).toBe(sameness(other));
  });

  test.each([
    ["of two messages", said("1"), said("2")],
    ["one said, one posted", said("1"), said("1", { kind: "bot" })],
    ["edited back later", edit(), edit({ at: later })],
    ["edited twice in one instant", edit(), edit({ text: "other" })],
    ["deleted and restored", said("1", { kind: "deleted" }), said("1", { kind: "restored" })],
    ["two files", file({}), file({ key: "INC-1/2" })],
    [
      "a file that is somewhere else",
      file({ key: undefined as never, url: "a" }),
      file({ key: undefined as never, url: "b" }),
    ],
    ["two gaps", gap(), gap({ text: "other" })],
    ["two erasures", record([1]), record([1, 2])],
  ])("but not %s", (_name, one, other) => {
    expect(sameness(one)).not.toBe(sameness(other));
  });

  test("and what was erased is known by its message and time", () => {
    const [line] = chained([edit()]);
    const known = new Set([sameness(withoutWords(line!))]);
    expect(isKnown(known, edit())).toBe(true);
    expect(isKnown(known, edit({ at: later }))).toBe(false);
    expect(isKnown(known, said("1"))).toBe(false);
  });
});
