import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Measure } from "../../src/domain/learning/measure.ts";
import { keepImported, keepMeasure, measuresBetween, previewImported } from "../../src/engine/measures.ts";
import { Conflict, type Documents } from "../../src/engine/ports.ts";
import { openings } from "../contracts/openings.ts";
import { measure } from "../learning/given.ts";
import { shelf } from "./shelf.ts";

const numbered = (number: number, declaredAt: string, more: Partial<Measure> = {}): Measure =>
  measure({ id: `INC-${number}`, declaredAt, ...more });
const imported = (id: string, more: Partial<Measure> = {}): Measure => measure({ id, source: "import", ...more });

describe.each(openings)("measures in %s", (_name, open) => {
  let first: Documents;
  let second: Documents;
  beforeEach(async () => {
    const pair = await open();
    first = pair.first.documents;
    second = pair.second.documents;
  });
  const ids = async (from: string, to: string, most = 100): Promise<string[]> =>
    (await measuresBetween(second, from, to, most)).measures.map(({ id }) => id);

  test("are listed by month, the latest first, and by number within it", async () => {
    for (const [number, at] of [
      [10, "2026-11-01T00:00:00.000Z"],
      [9, "2026-11-30T23:59:59.999Z"],
      [2, "2026-10-05T00:00:00.000Z"],
      [100, "2026-12-05T00:00:00.000Z"],
    ] as const)
      expect(await keepMeasure(first, numbered(number, at))).toBe("new");
    expect(await ids("2026-10", "2026-12")).toEqual(["INC-100", "INC-9", "INC-10", "INC-2"]);
    expect(await ids("2026-11", "2026-11")).toEqual(["INC-9", "INC-10"]);
    expect(await ids("2027-01", "2027-12")).toEqual([]);
    expect(await measuresBetween(second, "2026-10", "2026-12", 3)).toMatchObject({
      more: true,
      measures: { length: 3 },
    });
    expect(await measuresBetween(second, "2026-10", "2026-12", 4)).toMatchObject({ more: false });
  });

  test("are replaced, and kept as they are when nothing is new", async () => {
    await keepMeasure(first, numbered(1, "2026-11-01T00:00:00.000Z"));
    expect(await keepMeasure(second, numbered(1, "2026-11-01T00:00:00.000Z"))).toBe("same");
    expect(await keepMeasure(second, numbered(1, "2026-11-01T00:00:00.000Z", { severity: 3 }))).toBe("changed");
    expect((await measuresBetween(first, "2026-11", "2026-11", 9)).measures).toMatchObject([{ severity: 3 }]);
  });

  test("leave the month that they are no longer of", async () => {
    await keepMeasure(first, numbered(1, "2026-11-01T00:00:00.000Z"));
    expect(await keepMeasure(second, numbered(1, "2026-10-31T23:59:59.000Z"))).toBe("changed");
    expect([await ids("2026-11", "2026-11"), await ids("2026-10", "2026-10")]).toEqual([[], ["INC-1"]]);
    expect(await keepMeasure(first, numbered(1, "2026-11-01T00:00:00.000Z"))).toBe("changed");
    expect([await ids("2026-11", "2026-11"), await ids("2026-10", "2026-10")]).toEqual([["INC-1"], []]);
  });

  test("of two who move the same one at once, it is in one month afterwards", async () => {
    await keepMeasure(first, numbered(1, "2026-11-01T00:00:00.000Z"));
    await Promise.all(
      ["2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01"].map((day, index) =>
        keepMeasure(index % 2 ? first : second, numbered(1, `${day}T00:00:00.000Z`)),
      ),
    );
    expect(await ids("2026-01", "2026-12")).toEqual(["INC-1"]);
  });

  test("that were imported never meet our own, nor ids that look alike each other", async () => {
    await keepMeasure(first, numbered(42, "2026-11-01T00:00:00.000Z"));
    const alike = ["INC-42", "INC-042", "INC-00000042", "INC-000000042", "inc-42", "42", "0", "a/b #?%é"];
    expect(
      await keepImported(
        first,
        alike.map((id) => imported(id)),
      ),
    ).toEqual(alike.map(() => "new"));
    expect((await ids("2026-11", "2026-11")).sort()).toEqual([...alike, "INC-42"].sort());
  });

  test("are imported once, however often, and what changed is replaced, in another month too", async () => {
    const many = Array.from({ length: 100 }, (_, index) => imported(`PD-${index}`));
    expect(new Set(await previewImported(first, many))).toEqual(new Set(["new"]));
    expect(await ids("2026-11", "2026-11")).toEqual([]);
    expect(new Set(await keepImported(first, many))).toEqual(new Set(["new"]));
    expect(new Set(await keepImported(second, many))).toEqual(new Set(["same"]));
    const next = many.map((each, index) =>
      index === 3
        ? { ...each, declaredAt: "2026-01-01T00:00:00.000Z" }
        : index === 4
          ? { ...each, severity: 5 as const }
          : each,
    );
    const expected = next.map((_, index) => (index === 3 || index === 4 ? "changed" : "same"));
    expect(await previewImported(second, next)).toEqual(expected);
    expect(await keepImported(second, next)).toEqual(expected);
    expect(await ids("2026-01", "2026-01")).toEqual(["PD-3"]);
    expect(await ids("2026-11", "2026-11")).toHaveLength(99);
  });

  test("are all there when two import the same file at once", async () => {
    const many = Array.from({ length: 70 }, (_, index) => imported(`PD-${index}`));
    await Promise.all([keepImported(first, many), keepImported(second, many)]);
    expect(await ids("2026-11", "2026-11")).toHaveLength(70);
  });

  test("of no lawful month are refused", async () => {
    await expect(keepMeasure(first, numbered(1, "soon"))).rejects.toThrow(RangeError);
  });
});

test("whoever is beaten every time says so", async () => {
  const [, open] = openings[0]!;
  const { first } = await open();
  const beaten: Documents = {
    ...first.documents,
    writeAll: () => Promise.reject(new Conflict("Somebody else was faster.")),
  };
  await expect(keepMeasure(beaten, measure())).rejects.toThrow(Conflict);
});

test("a large import costs few requests: one for each thirty, and a listing for each month that it knows", async () => {
  const { documents, counts, written } = shelf();
  const many = Array.from({ length: 3_000 }, (_, index) => imported(`PD-${index}`));
  await keepImported(documents, many);
  expect([counts, written.length]).toEqual([{ reads: 0, lists: 1 }, 100]);
  await keepImported(documents, many);
  expect([counts, written.length]).toEqual([{ reads: 0, lists: 3 }, 100]);
});
