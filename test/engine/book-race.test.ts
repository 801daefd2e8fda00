import { describe, expect, test } from "@jest/globals";
import { muster } from "../../src/domain/people.ts";
import { bookKind, changeBook, openBook, replaceBook } from "../../src/engine/book.ts";
import { Conflict, type Documents } from "../../src/engine/ports.ts";
import { book, dan, responder } from "../domain/book.ts";
import { author, everything, many, shelf, withPhone } from "./shelf.ts";

describe("two who change the book at once", () => {
  test("do not overwrite one another: the second is told, and nothing of theirs is written", async () => {
    const { documents } = shelf();
    await changeBook(documents, author, () => book);
    const [first, second] = [await openBook(documents), await openBook(documents)];
    await replaceBook(documents, first, withPhone("+441632960007")(book), author);
    const after = await everything(documents);
    const also = [{ id: "ask/A1", value: {}, version: undefined }];
    const other = { ...book, people: [...book.people, responder({ id: "eve", name: "Eve" })] };
    await expect(replaceBook(documents, second, other, author, also)).rejects.toBeInstanceOf(Conflict);
    expect(await everything(documents)).toEqual(after);
  });

  test("are both heard when each may decide again", async () => {
    const { store, documents } = shelf();
    await changeBook(documents, author, () => book);
    const people = ["Eve", "Fay", "Gil"].map((name) => responder({ id: name, name }));
    await Promise.all(
      people.map((one) =>
        changeBook(shelf(store).documents, author, (was) => ({ ...was, people: [...was.people, one] })),
      ),
    );
    expect((await openBook(documents)).book.people.map(({ name }) => name)).toEqual([
      "Ann",
      "Bob",
      "Cat",
      "Dan",
      "Eve",
      "Fay",
      "Gil",
    ]);
    expect((await openBook(documents)).edition).toBe(4);
  });

  test("do not mix a large change with another that came right behind its first part", async () => {
    const { store, documents } = shelf();
    const other = shelf(store).documents;
    let parts = 0;
    const slow: Documents = {
      ...documents,
      async writeAll(kind, changes) {
        await documents.writeAll(kind, changes);
        parts += 1;
        if (parts === 1)
          await changeBook(other, author, (was) => ({ ...was, people: [...was.people, responder(dan)] }));
      },
    };
    await expect(replaceBook(slow, await openBook(slow), many(100), author)).rejects.toBeInstanceOf(Conflict);
    expect((await openBook(documents)).book.people).toHaveLength(81);
  });

  test("and a document beside the book that somebody else wrote keeps the whole change back", async () => {
    const { documents } = shelf();
    await changeBook(documents, author, () => book);
    await documents.write(bookKind, "ask/A1", { state: "accepted" }, undefined);
    const before = await everything(documents);
    const also = [{ id: "ask/A1", value: { state: "declined" }, version: undefined }];
    await expect(
      replaceBook(
        documents,
        await openBook(documents),
        withPhone("+441632960009")(book),
        { ...author, by: muster },
        also,
      ),
    ).rejects.toBeInstanceOf(Conflict);
    expect(await everything(documents)).toEqual(before);
  });
});
