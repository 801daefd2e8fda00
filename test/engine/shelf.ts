import { type Book, emptyBook } from "../../src/domain/oncall/book.ts";
import { bookKind } from "../../src/engine/book.ts";
import type { DocumentChange, Documents } from "../../src/engine/ports.ts";
import { memoryDocuments } from "../../src/memory/documents.ts";
import { responder } from "../domain/book.ts";
import { ann, start } from "../domain/given.ts";

export const author = { by: { kind: "person", person: ann }, from: "test", now: start } as const;

/** A store, and what a replica of Muster asks of it. */
export function shelf(store = memoryDocuments()) {
  const written: (readonly DocumentChange[])[] = [];
  const counts = { reads: 0, lists: 0 };
  const documents: Documents = {
    ...store,
    read(kind, id) {
      counts.reads += 1;
      return store.read(kind, id);
    },
    list(kind, ...wanted) {
      counts.lists += 1;
      return store.list(kind, ...wanted);
    },
    async writeAll(kind, changes) {
      await store.writeAll(kind, changes);
      written.push(changes);
    },
  };
  return { store, documents, written, counts };
}

export const withPhone =
  (phone: string) =>
  (was: Book): Book => ({
    ...was,
    people: was.people.map((each) => (each.name === "Ann" ? { ...each, phone } : each)),
  });
export const many = (count: number): Book => ({
  ...emptyBook,
  people: Array.from({ length: count }, (_, number) => responder({ id: `p${number}`, name: `Person ${number}` })),
});
export const everything = (documents: Documents) => documents.list(bookKind, 1_000);
