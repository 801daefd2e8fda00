import { beforeAll, describe, expect, test } from "@jest/globals";
import { Conflict, type Documents } from "../../src/engine/ports.ts";
import { awkwardTexts, openings } from "./openings.ts";

const kind = () => Array.from({ length: 12 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join("");
const outcome = (writing: Promise<unknown>) =>
  writing.then(
    () => "through",
    (error: Error) => error.name,
  );

describe.each(openings)("documents in %s", (_name, open) => {
  let first: Documents;
  let second: Documents;
  beforeAll(async () => {
    const pair = await open();
    first = pair.first.documents;
    second = pair.second.documents;
  });

  test("are not there before somebody writes them", async () => {
    const roster = kind();
    expect(await first.read(roster, "default")).toBeUndefined();
    expect(await first.list(roster)).toEqual([]);
    await first.remove(roster, "default");
  });

  test("are read by everybody as written, with the version that may be replaced", async () => {
    const roster = kind();
    const version = await first.write(roster, "default", { primary: null, members: [1, "two"] }, undefined);
    expect(await second.read(roster, "default")).toEqual({ value: { primary: null, members: [1, "two"] }, version });
    const next = await second.write(roster, "default", ["all", "new"], version);
    expect(next).not.toBe(version);
    expect(await first.read(roster, "default")).toEqual({ value: ["all", "new"], version: next });
  });

  test("are not written over what somebody else wrote", async () => {
    const roster = kind();
    const version = await first.write(roster, "default", 1, undefined);
    await expect(second.write(roster, "default", 2, undefined)).rejects.toThrow(Conflict);
    await second.write(roster, "default", 2, version);
    await expect(first.write(roster, "default", 3, version)).rejects.toThrow(Conflict);
    expect((await first.read(roster, "default"))?.value).toBe(2);
  });

  test("that were removed are not replaced but created again", async () => {
    const roster = kind();
    const version = await first.write(roster, "default", 1, undefined);
    await second.remove(roster, "default");
    expect(await first.read(roster, "default")).toBeUndefined();
    await expect(first.write(roster, "default", 2, version)).rejects.toThrow(Conflict);
    await first.write(roster, "default", 2, undefined);
  });

  test("let one of many racing writers through, creating and replacing", async () => {
    const roster = kind();
    const race = (version: string | undefined) =>
      Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          outcome((index % 2 ? first : second).write(roster, "x", index, version)),
        ),
      );
    expect((await race(undefined)).filter((each) => each === "through")).toHaveLength(1);
    const { version } = (await first.read(roster, "x")) ?? {};
    expect((await race(version)).filter((each) => each === "through")).toHaveLength(1);
  });

  test("count without losing a step when everybody reads, adds and tries again", async () => {
    const counter = kind();
    const add = async (documents: Documents): Promise<void> => {
      const read = await documents.read<number>(counter, "next");
      const writing = documents.write(counter, "next", (read?.value ?? 0) + 1, read?.version);
      if ((await outcome(writing)) !== "through") await add(documents);
    };
    await Promise.all(Array.from({ length: 10 }, (_, index) => add(index % 2 ? first : second)));
    expect((await first.read(counter, "next"))?.value).toBe(10);
  });

  test("have any text as id, and are listed in its order", async () => {
    const thing = kind();
    const ids = [
      ...awkwardTexts.filter((text) => text !== ""),
      ..." !#'+,-./09:;?@AZ[\\]_az{~é\u05d0\ufb01🔥".split(""),
      ...[
        "INC-1",
        "INC-10",
        "INC-2",
        "inc-1",
        "a",
        "a-",
        "a.b",
        "a/b",
        "a0",
        "ab",
        "x".repeat(500),
        `${"x".repeat(499)}w`,
        "🔥".repeat(250),
      ],
    ].filter((id, index, all) => all.indexOf(id) === index);
    await Promise.all(ids.map((id) => first.write(thing, id, { id }, undefined)));
    const listed = await second.list<{ id: string }>(thing);
    expect(listed).toEqual([...ids].sort().map((id) => ({ id, value: { id }, version: expect.any(String) })));
    for (const id of ids) expect((await second.read<{ id: string }>(thing, id))?.value).toEqual({ id });
    expect(await second.list(thing, 5)).toEqual(listed.slice(0, 5));
    await Promise.all(ids.map((id) => second.remove(thing, id)));
    expect(await first.list(thing)).toEqual([]);
  });

  test("keep kinds apart", async () => {
    const thing = kind();
    await first.write(thing, "a", 1, undefined);
    await first.write(`${thing}-more`, "a", 2, undefined);
    expect(await first.list(thing)).toEqual([{ id: "a", value: 1, version: expect.any(String) }]);
  });

  test("may be large, and keep every text as it is", async () => {
    const thing = kind();
    const awkward = [...awkwardTexts, "🔥".repeat(5_000)];
    await first.write(thing, "awkward", awkward, undefined);
    expect((await second.read(thing, "awkward"))?.value).toEqual(awkward);
    // Azurite 3.37 spoils a character beyond ASCII where a large body is cut into packets, so the large text has none.
    const large = "0123456789".repeat(49_000);
    await first.write(thing, "large", large, undefined);
    expect((await second.read(thing, "large"))?.value).toBe(large);
    const version = await first.write(thing, "largest", "é".repeat(499_998), undefined);
    await second.write(thing, "largest", "short", version);
    expect((await first.read(thing, "largest"))?.value).toBe("short");
    await expect(first.write(thing, "too large", "é".repeat(499_999), undefined)).rejects.toThrow(RangeError);
  });

  test("are listed a thousand at a time unless more are asked for", async () => {
    const thing = kind();
    const ids = Array.from({ length: 1_010 }, (_, index) => `id-${String(index).padStart(4, "0")}`);
    for (let from = 0; from < ids.length; from += 101)
      await Promise.all(ids.slice(from, from + 101).map((id) => first.write(thing, id, id, undefined)));
    expect((await second.list(thing)).map(({ id }) => id)).toEqual(ids.slice(0, 1_000));
    expect(await second.list(thing, 5_000)).toHaveLength(1_010);
  });

  test("are listed by how their ids begin, with the versions that may be replaced", async () => {
    const thing = kind();
    const ids = ["people/ann", "people/bob", "people", "peoplf", "people0", "rosters/a"];
    await Promise.all(ids.map((id) => first.write(thing, id, id, undefined)));
    const listed = await second.list<string>(thing, 10, "people/");
    expect(listed.map(({ id }) => id)).toEqual(["people/ann", "people/bob"]);
    expect(listed[0]!.version).toBe((await first.read(thing, "people/ann"))!.version);
    expect((await second.list(thing, 1, "people/")).map(({ id }) => id)).toEqual(["people/ann"]);
  });

  test("are listed page by page, each after the last id of the one before", async () => {
    const thing = kind();
    const ids = ["a", "a/b", "b", "b-1", "c d", "c!", "é", "~"].sort();
    await Promise.all(ids.map((id) => first.write(thing, id, id, undefined)));
    const pages: string[][] = [];
    for (let after = ""; ; after = pages.at(-1)!.at(-1)!) {
      const page = (await second.list(thing, 3, "", after)).map(({ id }) => id);
      if (page.length === 0) break;
      pages.push(page);
    }
    expect(pages).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)]);
    const listed = async (...wanted: [number, string, string]) =>
      (await second.list(thing, ...wanted)).map(({ id }) => id);
    expect(await listed(9, "b", "b")).toEqual(["b-1"]);
    expect(await listed(9, "", "b0")).toEqual(ids.slice(ids.indexOf("b-1") + 1));
    await first.remove(thing, "b");
    expect(await listed(1, "", "b")).toEqual(["b-1"]);
    expect(await listed(9, "a", "c")).toEqual([]);
  });

  test("are written together or not at all", async () => {
    const thing = kind();
    const of = async (id: string) => (await first.read<number>(thing, id))?.version;
    await first.writeAll(thing, [
      { id: "a", value: 1, version: undefined },
      { id: "b/c", value: 1, version: undefined },
    ]);
    const [a, b] = [await of("a"), await of("b/c")];
    await second.writeAll(thing, [
      { id: "a", value: 2, version: a },
      { id: "b/c", value: undefined, version: b },
      { id: "d", value: 2, version: undefined },
    ]);
    const stale = [
      { id: "d", value: 3, version: await of("d") },
      { id: "a", value: 3, version: a },
    ];
    expect(await outcome(first.writeAll(thing, stale))).toBe("Conflict");
    expect(
      await outcome(
        first.writeAll(thing, [
          { id: "e", value: 3, version: undefined },
          { id: "d", value: 3, version: undefined },
        ]),
      ),
    ).toBe("Conflict");
    expect((await second.list(thing)).map(({ id, value }) => [id, value])).toEqual([
      ["a", 2],
      ["d", 2],
    ]);
  });

  test("are changed together by one of many who race", async () => {
    const thing = kind();
    const version = await first.write(thing, "edition", 0, undefined);
    const race = Array.from({ length: 6 }, (_, index) =>
      outcome(
        (index % 2 ? first : second).writeAll(thing, [
          { id: "edition", value: index, version },
          { id: `by ${index}`, value: index, version: undefined },
        ]),
      ),
    );
    expect((await Promise.all(race)).filter((each) => each === "through")).toHaveLength(1);
    expect(await first.list(thing)).toHaveLength(2);
  });

  test("of no lawful kind or id are refused", async () => {
    await expect(first.read("Not/lawful", "a")).rejects.toThrow(RangeError);
    await expect(first.list("it's")).rejects.toThrow(RangeError);
    await expect(first.write("thing", "", 1, undefined)).rejects.toThrow(RangeError);
    await expect(first.write("thing", "x".repeat(501), 1, undefined)).rejects.toThrow(RangeError);
    await expect(first.write("thing", "nothing", undefined, undefined)).rejects.toThrow(RangeError);
    await expect(first.writeAll("thing", [])).rejects.toThrow(RangeError);
    const twice = [1, 2].map((value) => ({ id: "a", value, version: undefined }));
    await expect(first.writeAll("thing", twice)).rejects.toThrow(RangeError);
  });
});
