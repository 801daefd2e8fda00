import { describe, expect, test } from "@jest/globals";
import { emptyBook } from "../../src/domain/oncall/book.ts";
import { changeBook, findInBook, latestChanges, openBook } from "../../src/engine/book.ts";
import { book, fixed, responder } from "../domain/book.ts";
import { ann, start } from "../domain/given.ts";
import { author, everything, many, shelf, withPhone } from "./shelf.ts";

describe("a change of the book", () => {
  test("is one transaction, with the edition it makes and a line that says who", async () => {
    const { documents, written } = shelf();
    await changeBook(documents, author, () => book);
    expect(written).toHaveLength(1);
    expect(await openBook(documents)).toMatchObject({
      edition: 1,
      book: { people: { length: 4 }, rosters: { length: 2 } },
    });
    await changeBook(documents, author, withPhone("+441632960009"));
    expect(written[1]!.map(({ id }) => id)).toEqual(["edition", "change/0000000002", "people/ann"]);
    expect(
      (await latestChanges(documents, 5)).map(({ edition, by, from, at, changed }) => [
        edition,
        by,
        from,
        at,
        changed.length,
      ]),
    ).toEqual([
      [2, author.by, "test", start.toISOString(), 1],
      [1, author.by, "test", start.toISOString(), 9],
    ]);
    const [latest] = await latestChanges(documents, 1);
    expect(latest!.changed).toMatchObject([
      { part: "people", name: "Ann", before: { phone: "+441632960001" }, after: { phone: "+441632960009" } },
    ]);
  });

  test("that changes nothing writes nothing", async () => {
    const { documents, written } = shelf();
    await changeBook(documents, author, () => book);
    await changeBook(documents, author, (was) => ({ ...was }));
    expect(written).toHaveLength(1);
  });

  test("removes what is left out, and nothing else", async () => {
    const { documents } = shelf();
    await changeBook(documents, author, () => book);
    await changeBook(documents, author, (was) => ({
      ...was,
      people: was.people.filter(({ name }) => name !== "Cat"),
      rosters: [],
      schedules: [],
    }));
    expect((await openBook(documents)).book.people.map(({ name }) => name)).toEqual(["Ann", "Bob", "Dan"]);
    expect(await findInBook(documents, "people", "Cat")).toBeUndefined();
    expect(await findInBook(documents, "people", "  ANN ")).toMatchObject({ value: { name: "Ann" } });
  });

  test("that is refused leaves everything as it was, and says all that is wrong", async () => {
    const { documents } = shelf();
    await changeBook(documents, author, () => book);
    const before = await everything(documents);
    const wrong = { ...book, schedules: [], people: [...book.people, responder({ id: "x", name: "ann" })] };
    await expect(changeBook(documents, author, () => wrong)).rejects.toThrow(
      /There is another of this name.*\n.*payments/,
    );
    expect(await everything(documents)).toEqual(before);
  });

  test("larger than one transaction is written in several, each an edition of its own", async () => {
    const { documents, written } = shelf();
    await changeBook(documents, author, () => many(200));
    expect(written.map(({ length }) => length)).toEqual([82, 82, 42]);
    const opened = await openBook(documents);
    expect([opened.edition, opened.book.people.length]).toEqual([3, 200]);
    expect((await latestChanges(documents, 9)).map(({ changed }) => changed.length)).toEqual([40, 80, 80]);
  });

  test("with much text in it is cut too, and told by names alone", async () => {
    const { documents, written } = shelf();
    const overrides = Array.from(
      { length: 500 },
      () => ({ mode: "add", user: "Ann", start: "2026-03-29T00:00:00.000Z", end: "2026-03-29T01:00:00.000Z" }) as const,
    );
    const schedules = Array.from({ length: 40 }, (_, number) => fixed(`s${number}`, "Ann", { overrides }));
    await changeBook(documents, author, () => ({ ...emptyBook, people: [responder(ann)], schedules }));
    expect(written.length).toBeGreaterThan(1);
    expect((await openBook(documents)).book.schedules).toHaveLength(40);
    expect((await latestChanges(documents, 1))[0]!.changed[0]).toEqual({
      part: "schedules",
      name: expect.stringMatching(/^s\d+$/),
    });
  });
});

describe("an open book", () => {
  test("costs one row as long as nobody changes it", async () => {
    const { documents, counts } = shelf();
    await changeBook(documents, author, () => book);
    await openBook(documents);
    const before = { ...counts };
    await openBook(documents);
    expect([counts.reads - before.reads, counts.lists - before.lists]).toEqual([1, 0]);
  });

  test("is not stale when somebody else has changed it", async () => {
    const { store, documents } = shelf();
    await changeBook(documents, author, () => book);
    await openBook(documents);
    await changeBook(shelf(store).documents, author, withPhone("+441632960009"));
    expect((await openBook(documents)).book.people[0]).toMatchObject({ phone: "+441632960009" });
  });

  test("that nobody has written yet is empty, and is read anew until somebody has", async () => {
    const { store, documents } = shelf();
    expect(await openBook(documents)).toMatchObject({ book: emptyBook, edition: 0 });
    await changeBook(shelf(store).documents, author, () => book);
    expect((await openBook(documents)).book.people).toHaveLength(4);
  });
});
