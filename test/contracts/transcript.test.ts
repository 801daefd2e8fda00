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
      line("3", "noted", { kind: "bot" }),
    ];
    for (const each of said) await first.append(stream, each);
    expect(await second.read(stream)).toMatchObject(said);
    expect((await second.read(stream)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
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
    expect(ids(await first.read(stream))).toEqual(["1", "2"]);
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
    expect(verify(read.with(1, { ...read[1]!, text: "nothing happened" }))).toEqual({ ok: false, at: 2 });
    expect(verify(read.toSpliced(2, 1))).toEqual({ ok: false, at: 3 });
    expect(verify(read.toSpliced(0, 1))).toEqual({ ok: false, at: 1 });
    expect(verify([read[1]!, read[0]!])).toEqual({ ok: false, at: 1 });
  });

  test("refuses a line that is too much, and a stream without a lawful name", async () => {
    await expect(first.append(freshName(), line("1", "x".repeat(1_000_001)))).rejects.toThrow(RangeError);
    await expect(first.append("../other", line("1"))).rejects.toThrow(RangeError);
    await expect(first.read("a/b")).rejects.toThrow(RangeError);
  });
});
