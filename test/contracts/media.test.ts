import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Media } from "../../src/engine/ports.ts";
import { freshName, openings } from "./openings.ts";

describe.each(openings)("kept files in %s", (_name, open) => {
  let first: Media;
  let second: Media;
  beforeAll(async () => {
    const pair = await open();
    first = pair.first.media;
    second = pair.second.media;
  });

  test("are what they were, for everybody", async () => {
    const stream = freshName();
    const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    for (const [name, bytes] of [
      ["1-1.png", every],
      ["empty.txt", Buffer.alloc(0)],
      ["large.bin", Buffer.alloc(5_000_000, "x")],
    ] as const) {
      await first.keep(`${stream}/${name}`, "image/png", bytes);
      expect((await second.read(`${stream}/${name}`))?.equals(bytes)).toBe(true);
    }
  });

  test("are not there before they are kept", async () => {
    expect(await first.read(`${freshName()}/1.png`)).toBeUndefined();
  });

  test("stay what they were first", async () => {
    const key = `${freshName()}/1.png`;
    await first.keep(key, "image/png", Buffer.from("first"));
    await second.keep(key, "image/png", Buffer.from("second"));
    await first.keep(key, "image/png", Buffer.from("third"));
    expect((await second.read(key))?.toString()).toBe("first");
  });

  test("belong to whoever reads them: changing them changes nothing", async () => {
    const key = `${freshName()}/1.png`;
    const bytes = Buffer.from("abc");
    await first.keep(key, "image/png", bytes);
    bytes.fill(0);
    (await first.read(key))?.fill(0);
    expect((await first.read(key))?.toString()).toBe("abc");
  });

  test("are removed by the beginning of their key, and no others", async () => {
    const stream = freshName();
    const keys = [`${stream}/7-1.png`, `${stream}/7-2.png`, `${stream}/8.png`, `${stream}9/7-1.png`];
    for (const key of keys) await first.keep(key, "image/png", Buffer.from(key));
    const left = async () => {
      const found = await Promise.all(keys.map((key) => first.read(key)));
      return found.map((bytes) => bytes !== undefined);
    };
    await second.remove(`${stream}/7-`);
    await second.remove(`${stream}/7-`);
    expect(await left()).toEqual([false, false, true, true]);
    await second.remove(`${stream}/`);
    expect(await left()).toEqual([false, false, false, true]);
  });

  test("have keys that are no paths, and a most of bytes", async () => {
    for (const key of [
      "",
      "a.png",
      "../a.png",
      "INC-1/../a",
      "INC-1/a/b",
      "INC-1/",
      "INC-1/.",
      "INC-1/..",
      "/a",
      "INC-1/ä",
    ]) {
      await expect(first.keep(key, "image/png", Buffer.from("x"))).rejects.toThrow(RangeError);
      await expect(first.read(key)).rejects.toThrow(RangeError);
    }
    for (const prefix of ["", "INC-1", "/", "../", "INC-1/a/b"])
      await expect(first.remove(prefix)).rejects.toThrow(RangeError);
    const tooMuch = Buffer.alloc(64 * 1024 * 1024 + 1);
    await expect(first.keep(`${freshName()}/a`, "image/png", tooMuch)).rejects.toThrow(RangeError);
  });
});
