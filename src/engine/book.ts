/**
 * The book of who is on call, as documents: each person, roster, schedule and policy is one, in one partition, so that
 * a change is one transaction together with the edition it makes and a line that says who made it. See ADR 0010.
 */
import { checkBook } from "../domain/oncall/check-book.ts";
import { type Book, type BookPart, bookParts, nameKey } from "../domain/oncall/book.ts";
import type { Actor } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { Conflict, type Document, type DocumentChange, type Documents } from "./ports.ts";

export const bookKind = "oncall";

/** One change of the book: who, when, from where, and which documents, each as it was and as it is now. */
export type Change = {
  edition: number;
  at: string;
  by: Actor;
  from: string;
  changed: { part: BookPart; name: string; before?: unknown; after?: unknown }[];
};

type Named = { name: string };
type Versions = ReadonlyMap<string, string>;
/** The book with what is needed to change it. */
export type OpenBook = { book: Book; edition: number; versions: Versions };

/** Lists are bounded; a team with more of one kind has something else than a roster. */
const documentsMax = 10_000;
/** Azure takes 100 rows in a transaction; two of them are the edition and the line about the change. */
const changesMax = 80;
const parcelCharactersMax = 700_000;
const auditTextMax = 40_000;

export const documentId = (part: BookPart, name: string): string => `${part}/${nameKey(name)}`;
const editionId = "edition";
const changeId = (edition: number): string => `change/${String(edition).padStart(10, "0")}`;

/** The last book that was read: as long as its edition stands, so does it. */
const lastOpened = new WeakMap<Documents, { version: string; opened: OpenBook }>();

/** Everything; the edition tells whether somebody changed it meanwhile. Reading it again costs one row. */
export async function openBook(documents: Documents): Promise<OpenBook> {
  const edition = await documents.read<number>(bookKind, editionId);
  const last = lastOpened.get(documents);
  if (edition !== undefined && last?.version === edition.version) return last.opened;
  // After the edition: parts that are newer than it make a change fail, and parts that are older would stay for good.
  const parts = await Promise.all(bookParts.map((part) => documents.list<Named>(bookKind, documentsMax, `${part}/`)));
  const versions = new Map(parts.flat().map(({ id, version }) => [id, version]));
  if (edition !== undefined) versions.set(editionId, edition.version);
  const values = bookParts.map((part, index) => [part, parts[index]!.map(({ value }) => value)]);
  const opened = { book: Object.fromEntries(values) as Book, edition: edition?.value ?? 0, versions };
  if (edition !== undefined) lastOpened.set(documents, { version: edition.version, opened });
  return opened;
}

/** One document of the book, by name. */
export async function findInBook<T extends Named>(
  documents: Documents,
  part: BookPart,
  name: string,
): Promise<Document<T> | undefined> {
  return documents.read<T>(bookKind, documentId(part, name));
}

export type Author = { by: Actor; from: string; now: Date };

/**
 * Replaces the book that was opened by `next`, with `also` (other documents of its partition) in the same transaction.
 * Throws a Refusal with everything that is wrong with `next`, and Conflict when somebody changed the book meanwhile:
 * then nothing is written. A change too large for one transaction is written in several. Returns what changed.
 */
export async function replaceBook(
  documents: Documents,
  opened: OpenBook,
  next: Book,
  author: Author,
  also: readonly DocumentChange[] = [],
): Promise<Change> {
  const problems = checkBook(next);
  if (problems.length > 0)
    throw new Refusal(
      problems
        .slice(0, 20)
        .map(({ part, name, message }) => `${part} “${name}”: ${message}`)
        .join("\n"),
    );
  const changed = differences(opened.book, next);
  const parcels = parcelsOf(changed);
  if (parcels.length === 0 && also.length > 0) parcels.push([]);
  let { edition } = opened;
  for (const [index, parcel] of parcels.entries()) {
    const version = index === 0 ? opened.versions.get(editionId) : await versionNow(documents, edition);
    edition += 1;
    await documents.writeAll(bookKind, [
      { id: editionId, value: edition, version },
      { id: changeId(edition), value: lineOf(edition, author, parcel), version: undefined },
      ...parcel.map(({ part, name, after }): DocumentChange => {
        const id = documentId(part, name);
        return { id, value: after, version: opened.versions.get(id) };
      }),
      ...(index === 0 ? also : []),
    ]);
  }
  return lineOf(edition, author, changed);
}

/** What fits into one transaction each. */
function parcelsOf(changed: readonly Difference[]): Difference[][] {
  const parcels: Difference[][] = [];
  let left = 0;
  for (const each of changed) {
    const characters = JSON.stringify(each.after ?? "").length;
    if (parcels.length === 0 || parcels.at(-1)!.length === changesMax || characters > left) {
      parcels.push([]);
      left = parcelCharactersMax;
    }
    parcels.at(-1)!.push(each);
    left -= characters;
  }
  return parcels;
}

/** Throws Conflict when another edition came right behind ours. */
async function versionNow(documents: Documents, edition: number): Promise<string> {
  const now = await documents.read<number>(bookKind, editionId);
  if (now?.value !== edition) throw new Conflict("Somebody else changed who is on call.");
  return now.version;
}

const attemptsMax = 8;

/** Changes the book by what `change` makes of it, again when somebody else was faster. */
export async function changeBook(documents: Documents, author: Author, change: (book: Book) => Book): Promise<Book> {
  for (let attempt = 1; ; attempt++) {
    const opened = await openBook(documents);
    const next = change(opened.book);
    try {
      await replaceBook(documents, opened, next, author);
      return next;
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attemptsMax) throw error;
    }
  }
}

/** The latest changes, the newest first. */
export async function latestChanges(documents: Documents, most: number): Promise<Change[]> {
  const edition = (await documents.read<number>(bookKind, editionId))?.value ?? 0;
  const ids = Array.from({ length: Math.min(edition, most) }, (_, index) => changeId(edition - index));
  const found = await Promise.all(ids.map((id) => documents.read<Change>(bookKind, id)));
  return found.filter((each) => each !== undefined).map(({ value }) => value);
}

type Difference = { part: BookPart; name: string; before?: Named; after?: Named };

/** Every document that is new, other or gone. */
function differences(was: Book, next: Book): Difference[] {
  return bookParts.flatMap((part) => {
    const before = new Map(was[part].map((each: Named) => [nameKey(each.name), each]));
    const after = new Map(next[part].map((each: Named) => [nameKey(each.name), each]));
    return [...new Set([...before.keys(), ...after.keys()])]
      .map((key): Difference => {
        const [old, now] = [before.get(key), after.get(key)];
        return {
          part,
          name: (now ?? old)!.name,
          ...(old === undefined ? {} : { before: old }),
          ...(now === undefined ? {} : { after: now }),
        };
      })
      .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after));
  });
}

/** What is too long to be told whole is told by its name alone. */
function lineOf(edition: number, { by, from, now }: Author, changed: Difference[]): Change {
  const whole = JSON.stringify(changed).length <= auditTextMax;
  return {
    edition,
    at: now.toISOString(),
    by,
    from,
    changed: whole ? changed : changed.map(({ part, name }) => ({ part, name })),
  };
}
