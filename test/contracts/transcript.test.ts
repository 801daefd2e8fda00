import { beforeAll, describe, expect, test } from "@jest/globals";
import { verify } from "../../src/domain/transcript.ts";
import type { Line, Transcript } from "../../src/engine/ports.ts";
import { awkwardTexts, freshName, openings } from "./openings.ts";

const line = (id: string, text = "hello", change: Partial<Line> = {}): Line => ({
  id,
  kind: "said",
  at: "2026-03-29T00:55:00.000Z",
  from: { id: "7e1c", name: "Megan Bowen" },
  text,
  ...change,
});
const ids = (lines: Line[]) => lines.map(({ id }) => id);

describe.each(openings)("a transcript in %s", (_name, open) => {
  let first: Transcript;
  let second: Transcript;
  beforeAll(async () => {
    const pair = await open();
    first = pair.first.transcript;
    second = pair.second.transcript;
  });

  test("is empty before anything is said", async () => {
    expect(await first.read(freshName())).toEqual([]);
  });

  test("has every line as it was given, in order, for everybody", async () => {
    const stream = freshName();
    const said = [
      line("1"),
      line("2", "look", {
        replyTo: "1",
        attachments: [{ name: "a.png", contentType: "image/png", url: "https://example.com/a" }],
      }),
      line("1", "hello!", { kind: "edited" }),
      line("1", "", { kind: "deleted" }),
      line("1", "hello!", { kind: "restored" }),
      line("3", "noted", { kind: "bot" }),
      line("4", "@Adele Vance look", { mentions: [{ id: "9a", name: "Adele Vance" }], source: "graph" }),
      line("2", "", {
        kind: "kept",
        file: { name: "a.png", contentType: "image/png", bytes: 3, key: "INC-1/2-1.png" },
      }),
      line("", "Nothing is known from 00:10 to 00:20 UTC.", { kind: "gap" }),
    ];
    for (const each of said) await first.append(stream, each);
    expect(await second.read(stream)).toMatchObject(said);
    expect((await second.read(stream)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("gives each line a salt of its own, which its hash covers", async () => {
    const stream = freshName();
    for (const id of ["1", "2", "3"]) await first.append(stream, line(id));
    const read = await second.read(stream);
    for (const { salt } of read) expect(salt).toMatch(/^[\w-]{16}$/);
    expect(new Set(read.map(({ salt }) => salt)).size).toBe(3);
    expect(verify(read.with(0, { ...read[0]!, salt: read[1]!.salt! }))).toMatchObject({ ok: false, at: 1 });
  });

  test("keeps every text as it is", async () => {
    const stream = freshName();
    const texts = [...awkwardTexts, "🚒שלום\n".repeat(4_000), "x".repeat(30 * 1024)];
    await Promise.all(texts.map((text, index) => first.append(stream, line(`${index}`, text))));
    const read = await second.read(stream);
    expect(read.map(({ text }) => text)).toEqual(texts);
    expect(verify(read)).toEqual({ ok: true });
  });

  test("has a line once, however often and to whomever it is delivered", async () => {
    const stream = freshName();
    for (const transcript of [first, first, second, second]) await transcript.append(stream, line("1"));
    await Promise.all([first, second, first, second].map((transcript) => transcript.append(stream, line("2"))));
    await second.append(stream, line("1", "hello", { at: "2026-03-29T00:55:09.000Z" }));
    // What Teams tells when asked has other words for the same message.
    await second.append(stream, line("1", "<p>hello</p>", { source: "graph" }));
    expect((await first.read(stream)).map(({ id, text }) => [id, text])).toEqual([
      ["1", "hello"],
      ["2", "hello"],
    ]);
  });

  test("tells files of one message, gaps and erasures apart by what they are about", async () => {
    const stream = freshName();
    const file = (name: string, key: string) =>
      line("1", "", { kind: "kept", file: { name, contentType: "a/b", key } });
    const gap = (text: string, at: string) => line("", text, { kind: "gap", at });
    const lines = [
      file("a.png", "INC-1/a"),
      file("a.png", "INC-1/b"),
      line("1", "", {
        kind: "kept",
        file: { name: "a.png", contentType: "a/b", url: "https://example.com", why: "gone" },
      }),
      gap("one", "2026-03-29T00:55:00.000Z"),
      gap("two", "2026-03-29T00:55:00.000Z"),
      gap("one", "2026-03-29T00:56:00.000Z"),
    ];
    for (const each of [...lines, ...lines]) await first.append(stream, each);
    await second.append(stream, { ...file("a.png", "INC-1/a"), at: "2026-03-30T00:00:00.000Z", text: "again" });
    expect(await second.read(stream)).toMatchObject(lines);
    expect(await second.read(stream)).toHaveLength(lines.length);
  });

  test("has every version of a line, also one edited back", async () => {
    const stream = freshName();
    const edit = (text: string, second: number) =>
      line("1", text, { kind: "edited", at: `2026-03-29T00:55:0${second}.000Z` });
    const versions = [line("1", "a"), edit("b", 1), edit("a", 2), edit("b", 3)];
    for (const version of [...versions, ...versions]) await first.append(stream, version);
    expect((await second.read(stream)).map(({ text }) => text)).toEqual(["a", "b", "a", "b"]);
  });

  test("keeps streams apart", async () => {
    const stream = freshName();
    await Promise.all([first.append(stream, line("1")), first.append(`${stream}0`, line("2"))]);
    expect(ids(await second.read(stream))).toEqual(["1"]);
  });

  test("keeps the order in which one writer hands in lines", async () => {
    const stream = freshName();
    const order = Array.from({ length: 200 }, (_, index) => `${index}`);
    await Promise.all(order.map((id) => first.append(stream, line(id))));
    expect(ids(await first.read(stream))).toEqual(order);
  });

  test("loses no line and repeats none when several write at once", async () => {
    const stream = freshName();
    const write = async (transcript: Transcript, name: string) => {
      for (let round = 0; round < 8; round++)
        await Promise.all(
          Array.from({ length: 5 }, (_, index) => transcript.append(stream, line(`${name}-${round}-${index}`))),
        );
    };
    await Promise.all([write(first, "a"), write(second, "b")]);
    const read = await first.read(stream);
    expect(new Set(ids(read)).size).toBe(80);
    expect(read).toHaveLength(80);
    expect(verify(read)).toEqual({ ok: true });
    for (const name of ["a", "b"])
      expect(ids(read).filter((id) => id.startsWith(name))).toEqual(
        ids(read)
          .filter((id) => id.startsWith(name))
          .sort(),
      );
  });

  test("shows where it was tampered with", async () => {
    const stream = freshName();
    for (const id of ["1", "2", "3", "4"]) await first.append(stream, line(id));
    const read = await first.read(stream);
    const changed = read.with(1, { ...read[1]!, text: "nothing happened" });
    expect(verify(changed)).toEqual({ ok: false, at: 2, why: "changed" });
    expect(verify(read.toSpliced(2, 1))).toEqual({ ok: false, at: 3, why: "removed or put in" });
    expect(verify(read.toSpliced(0, 1))).toEqual({ ok: false, at: 1, why: "removed or put in" });
    expect(verify([read[1]!, read[0]!])).toEqual({ ok: false, at: 1, why: "removed or put in" });
  });

  describe("when words are erased", () => {
    const record = (lines: number[], change: Partial<Line> = {}): Line =>
      line("", "Megan Bowen asked for it.", { kind: "erased", lines, at: "2026-04-01T00:00:00.000Z", ...change });
    const erased = { from: { id: "", name: "[erased]" }, text: "", erased: true };

    test("has the places of the lines and none of their words, and says that they were erased", async () => {
      const stream = freshName();
      await first.append(stream, line("1"));
      const secret = { attachments: [{ name: "secret.png", contentType: "image/png" }], replyTo: "1" };
      await first.append(stream, line("2", "secret", { ...secret, mentions: [{ id: "9a", name: "Adele" }] }));
      await second.append(stream, line("2", "secret too", { kind: "edited", at: "2026-03-29T00:56:00.000Z" }));
      await second.append(stream, line("3"));
      const before = await first.read(stream);
      await second.erase(stream, [2, 3], record([2, 3]));
      const after = await first.read(stream);
      const left = (index: number) => {
        const { id, kind, at, number, previous, words, hash } = before[index]!;
        return { id, kind, at, number, previous, words, hash, ...erased };
      };
      expect(after.slice(0, 4)).toEqual([before[0], left(1), left(2), before[3]]);
      expect(after.slice(4)).toMatchObject([record([2, 3])]);
      expect(JSON.stringify(await second.read(stream))).not.toContain("secret");
      expect(verify(after)).toEqual({ ok: true });
    });

    test("takes lines and chains them as before, from everybody", async () => {
      const stream = freshName();
      for (const id of ["1", "2", "3"]) await first.append(stream, line(id, `${id} ${"x".repeat(500)}`));
      await second.append(stream, line("4"));
      await first.erase(stream, [1, 3], record([1, 3]));
      await second.append(stream, line("5"));
      await first.append(stream, line("6"));
      await second.erase(stream, [2, 6], record([2, 6]));
      await Promise.all([first.append(stream, line("7")), second.append(stream, line("8"))]);
      const read = await first.read(stream);
      expect(read.filter((each) => each.erased === true).map(({ number }) => number)).toEqual([1, 2, 3, 6]);
      expect(ids(read).sort()).toEqual(["", "", "1", "2", "3", "4", "5", "6", "7", "8"]);
      expect(verify(read)).toEqual({ ok: true });
    });

    test("does not take the same words in again", async () => {
      const stream = freshName();
      const edit = line("1", "secret", { kind: "edited" });
      const file = line("1", "", { kind: "kept", file: { name: "secret.png", contentType: "image/png" } });
      for (const each of [line("1"), edit, file]) await first.append(stream, each);
      await first.erase(stream, [1, 2, 3], record([1, 2, 3]));
      for (const each of [line("1"), edit, file]) {
        await first.append(stream, each);
        await second.append(stream, each);
      }
      expect(await second.read(stream)).toHaveLength(4);
      await second.append(stream, { ...edit, text: "something else", at: "2026-05-01T00:00:00.000Z" });
      expect((await first.read(stream)).at(-1)).toMatchObject({ text: "something else" });
    });

    test("is the same after a second time, and the lines named by a record can be erased later", async () => {
      const stream = freshName();
      for (const id of ["1", "2"]) await first.append(stream, line(id));
      await first.append(stream, record([1, 2]));
      await first.erase(stream, [1], record([1, 2]));
      await second.erase(stream, [1, 2], record([1, 2]));
      await first.erase(stream, [1, 2], record([1, 2]));
      const read = await second.read(stream);
      expect(read.map(({ kind, erased: gone }) => [kind, gone])).toEqual([
        ["said", true],
        ["said", true],
        ["erased", undefined],
      ]);
      expect(verify(read)).toEqual({ ok: true });
    });

    test("refuses lines that are not there, lines the record does not name, and records", async () => {
      const stream = freshName();
      await first.append(stream, line("1"));
      await first.append(stream, record([1]));
      const refused = async (numbers: number[], by: Line) =>
        expect(first.erase(stream, numbers, by)).rejects.toThrow(RangeError);
      await refused([], record([]));
      await refused([1], line("2", "", { lines: [1] }));
      await refused([1], record([3]));
      await refused([3], record([3]));
      await refused([2], record([2]));
      await expect(first.erase("../other", [1], record([1]))).rejects.toThrow(RangeError);
      expect((await second.read(stream)).map((each) => each.erased)).toEqual([undefined, undefined]);
    });
  });

  test("is gone when it was removed, also a second time, and what is said then begins a new one", async () => {
    const stream = freshName();
    for (const id of ["1", "2", "3"]) await first.append(stream, line(id));
    await second.append(`${stream}0`, line("1"));
    await second.erase(stream, [2], line("", "", { kind: "erased", lines: [2] }));
    await first.remove(stream);
    expect(await second.read(stream)).toEqual([]);
    await second.remove(stream);
    await second.remove(freshName());
    expect(ids(await first.read(`${stream}0`))).toEqual(["1"]);
    await first.append(stream, line("1"));
    await second.append(stream, line("4"));
    expect(ids(await second.read(stream))).toEqual(["1", "4"]);
    expect(verify(await first.read(stream))).toEqual({ ok: true });
    await expect(first.remove("..")).rejects.toThrow(RangeError);
  });

  test("refuses a line that is too much, and a stream without a lawful name", async () => {
    await expect(first.append(freshName(), line("1", "x".repeat(1_000_001)))).rejects.toThrow(RangeError);
    await expect(first.append("../other", line("1"))).rejects.toThrow(RangeError);
    await expect(first.read("a/b")).rejects.toThrow(RangeError);
  });
});
