/** The book as it is after an import, and in what it differs. */
import { isDeepStrictEqual } from "node:util";
import { type Book, type BookPart, bookParts, findNamed, nameKey } from "../domain/oncall/book.ts";
import type { Schedule } from "../domain/oncall/schedule.ts";

export type Import = {
  book: Partial<Book>;
  /** Schedules, by the key of their name, that keep the overrides they have. */
  silentOnOverrides: ReadonlySet<string>;
};

type Named = { name: string };

/** The stored book with what the import names in its place; what did not change stays the same object. */
export function joined(stored: Book, { book, silentOnOverrides }: Import, rest: "keep" | "prune"): Book {
  const schedules = book.schedules?.map((each) => withOverrides(each, silentOnOverrides, stored));
  const brought: Partial<Book> = schedules === undefined ? book : { ...book, schedules };
  const parts = bookParts.map((part) => [part, joinedPart<Named>(stored[part], brought[part], rest)]);
  return Object.fromEntries(parts) as Book;
}

function withOverrides(next: Schedule, silent: ReadonlySet<string>, stored: Book): Schedule {
  const old = silent.has(nameKey(next.name)) ? findNamed(stored.schedules, next.name) : undefined;
  return old === undefined ? next : { ...next, overrides: old.overrides };
}

function joinedPart<T extends Named>(
  stored: readonly T[],
  brought: readonly T[] | undefined,
  rest: "keep" | "prune",
): readonly T[] {
  if (brought === undefined) return stored;
  const before = new Map(stored.map((each) => [nameKey(each.name), each]));
  const now = brought.map((each) => {
    const old = before.get(nameKey(each.name));
    return old !== undefined && isDeepStrictEqual(plain(old), plain(each)) ? old : each;
  });
  const keys = new Set(brought.map(({ name }) => nameKey(name)));
  return rest === "prune" ? now : [...stored.filter(({ name }) => !keys.has(nameKey(name))), ...now];
}

/** As storage has it. */
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

export type Step = { done: "created" | "changed" | "removed"; part: BookPart; name: string; keys: string[] };

/** What is new, other or gone. */
export function stepsBetween(stored: Book, next: Book): Step[] {
  return bookParts.flatMap((part) => {
    const before = new Map(stored[part].map((each: Named) => [nameKey(each.name), each]));
    const after = new Map(next[part].map((each: Named) => [nameKey(each.name), each]));
    const written = [...after].flatMap(([key, now]): Step[] => {
      const old = before.get(key);
      if (old === undefined) return [{ done: "created", part, name: now.name, keys: [] }];
      return old === now ? [] : [{ done: "changed", part, name: now.name, keys: otherKeys(old, now) }];
    });
    const gone = [...before].filter(([key]) => !after.has(key));
    return [...written, ...gone.map(([, { name }]): Step => ({ done: "removed", part, name, keys: [] }))];
  });
}

function otherKeys(old: object, now: object): string[] {
  const [before, after] = [new Map(Object.entries(old)), new Map(Object.entries(now))];
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => !isDeepStrictEqual(plain(before.get(key)), plain(after.get(key))),
  );
}
