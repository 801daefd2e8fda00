/** Names in a book: whether they can be one, whether somebody has them, and which one was meant. */
import { nearest } from "../nearest.ts";
import { type Book, type EscalationPolicy, nameKey, type Roster } from "./book.ts";

/** Something wrong inside a document. */
export type Found = { path: readonly (string | number)[]; message: string };

/** All names there are, by their keys. */
export type Known = {
  book: Book;
  people: ReadonlySet<string>;
  schedules: ReadonlySet<string>;
  policies: ReadonlyMap<string, EscalationPolicy>;
  /** Of policies, which one follows which. */
  follows: ReadonlyMap<string, string>;
  rosters: ReadonlyMap<string, Roster>;
  /** Of whichever roster. */
  rotations: ReadonlySet<string>;
  /** What somebody can be asked about. */
  topics: ReadonlySet<string>;
};

export function known(book: Book): Known {
  const keys = (all: readonly { name: string }[]) => new Set(all.map(({ name }) => nameKey(name)));
  return {
    book,
    people: keys(book.people),
    schedules: keys(book.schedules),
    policies: new Map(book.policies.map((policy) => [nameKey(policy.name), policy])),
    follows: new Map(
      book.policies.flatMap(({ name, then }) => (then === undefined ? [] : [[nameKey(name), nameKey(then)]])),
    ),
    rosters: new Map(book.rosters.map((roster) => [nameKey(roster.name), roster])),
    rotations: keys(book.rosters.flatMap(({ rotations }) => rotations)),
    topics: new Set(book.people.flatMap(({ expertise = [] }) => expertise.map(nameKey))),
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a name with one in it could pass for another name.
const unprintable = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/;

/** Whether this is something to read, on one line, and not longer than it may be. */
export const isText = (text: string, most: number): boolean =>
  text.trim() !== "" && text.length <= most && !unprintable.test(text);

export function* checkText(path: Found["path"], text: string, most: number): Generator<Found> {
  if (!isText(text, most))
    yield { path, message: `${String(path.findLast(isWord))} has 1 to ${most} characters, all on one line.` };
}

const isWord = (step: string | number): step is string => typeof step === "string";

export function* checkTexts(path: Found["path"], texts: readonly string[], count: number): Generator<Found> {
  yield* checkCount(path, texts, count);
  for (const [index, text] of texts.entries()) yield* checkText([...path, index], text, 100);
}

/** Whether a list is short enough, and has as many as it must. */
export function* checkCount(path: Found["path"], list: readonly unknown[], most: number, least = 0): Generator<Found> {
  const what = String(path.findLast(isWord));
  if (list.length < least) yield { path, message: `${what} has none; there has to be one.` };
  if (list.length > most)
    yield { path, message: `${what} has ${list.length}; ${most.toLocaleString("en")} are the most.` };
}

/** Whether it is a whole number within its bounds. */
export function* checkWhole(path: Found["path"], number: number, from: number, to: number): Generator<Found> {
  if (Number.isInteger(number) && number >= from && number <= to) return;
  const message = `${String(path.at(-1))} is ${number}; it is a whole number from ${from} to ${to.toLocaleString("en")}.`;
  yield { path, message };
}

type Kind = "person" | "schedule" | "policy" | "roster" | "expert";

/** Whether the book has it; where not, which one may be meant. */
export function* checkKnown(path: Found["path"], kind: Kind, name: string, all: Known): Generator<Found> {
  const { keys, names } = places[kind](all);
  if (keys.has(nameKey(name))) return;
  const what = kind === "expert" ? "Nobody has the expertise" : `There is no ${kind}`;
  const like = nearest(name, names())[0];
  yield { path, message: `${what} “${name.slice(0, 100)}”.${like === undefined ? "" : ` Did you mean “${like}”?`}` };
}

type Place = { keys: { has(key: string): boolean }; names(): readonly string[] };
const namesOf = (all: readonly { name: string }[]) => (): string[] => all.map(({ name }) => name);

const places: Record<Kind, (all: Known) => Place> = {
  person: ({ people, book }) => ({ keys: people, names: namesOf(book.people) }),
  schedule: ({ schedules, book }) => ({ keys: schedules, names: namesOf(book.schedules) }),
  policy: ({ policies, book }) => ({ keys: policies, names: namesOf(book.policies) }),
  roster: ({ rosters, book }) => ({ keys: rosters, names: namesOf(book.rosters) }),
  expert: ({ topics }) => ({ keys: topics, names: () => [...topics] }),
};

/** Those whose name another before them has. */
export function clashes<T extends { name: string }>(all: readonly T[]): T[] {
  const seen = new Set<string>();
  return all.filter(({ name }) => seen.size === seen.add(nameKey(name)).size);
}
