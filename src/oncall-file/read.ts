/** Reads a file of who is on call. docs/oncall.md shows what such a file looks like. */
import type { z } from "zod";
import { type Book, type BookPart, bookParts, nameKey } from "../domain/oncall/book.ts";
import type { Problem } from "../domain/oncall/check-book.ts";
import { locate, locateProblem } from "./locate.ts";
import { personShape } from "./person-shape.ts";
import { shown, unknownKey, wants, whole } from "./pieces.ts";
import { policyShape } from "./policy-shape.ts";
import { rosterShape } from "./roster-shape.ts";
import { scheduleShape } from "./schedule-shape.ts";
import { readTree, type Tree } from "./tree.ts";
import { type Place, type Trouble, troublesMax } from "./trouble.ts";

export type OnCallFile = {
  /** The parts that the file has. Complete only when there are no problems. */
  book: Partial<Book> & { edition?: number };
  /** In order of line, the first fifty. */
  problems: Trouble[];
  /** Schedules that say nothing of overrides, by the key of their name. */
  silentOnOverrides: ReadonlySet<string>;
  /** Where a problem of the book is in this file; undefined when it is about something that the file does not have. */
  locate(problem: Problem): Place | undefined;
};

const shapes = { people: personShape, rosters: rosterShape, schedules: scheduleShape, policies: policyShape };

/** Reads what the file says; whether it makes sense, `checkBook` tells. Never throws, whatever the text. */
export function readOnCallFile(text: string): OnCallFile {
  const tree = readTree(text);
  const found: Found = { book: {}, silent: new Set(), troubles: [...tree.troubles] };
  if (found.troubles.length === 0) readParts(tree, found);
  const problems = found.troubles.sort((one, other) => one.line - other.line || one.column - other.column);
  return {
    book: found.book,
    problems: problems.slice(0, troublesMax),
    silentOnOverrides: found.silent,
    locate: (problem) => locateProblem(tree, problem),
  };
}

type Found = { book: OnCallFile["book"]; silent: Set<string>; troubles: Trouble[] };

const known: readonly string[] = ["edition", ...bookParts];
type Complain = (path: PropertyKey[], message: string) => void;

function readParts(tree: Tree, found: Found): void {
  const complain: Complain = (path, message) => void found.troubles.push({ ...locate(tree, path), message });
  const { value } = tree;
  const wanted = known.map((key) => `${key}:`).join(", ");
  if (value === null) complain([], `The file is empty; it has to have one of ${wanted}.`);
  else if (typeof value !== "object" || Array.isArray(value))
    complain([], `The file has to begin with one of ${wanted}.`);
  else for (const [key, content] of Object.entries(value)) readTop(key, content, tree, found, complain);
}

function readTop(key: string, content: unknown, tree: Tree, found: Found, complain: Complain): void {
  if (key === "edition") readEdition(content, found, complain);
  else if (!isPart(key)) complain([key], unknownKey(key, known));
  else if (Array.isArray(content)) Object.assign(found.book, { [key]: readPart(key, content, tree, found) });
  else if (content !== null) complain([key], `${key}: wants a list.`);
}

const isPart = (key: string): key is BookPart => bookParts.some((part) => part === key);

function readEdition(said: unknown, { book }: Found, complain: Complain): void {
  const edition = whole.safeParse(said).data;
  if (edition === undefined) complain(["edition"], "edition: wants a whole number.");
  else book.edition = edition;
}

function readPart(part: BookPart, items: unknown[], tree: Tree, found: Found): unknown[] {
  const lines = new Map<string, number>();
  return items.flatMap((item, index) => {
    if (found.troubles.length >= troublesMax) return [];
    const read = shapes[part].safeParse(item, { error: wants });
    if (!read.success) {
      found.troubles.push(...troublesOf(read.error, part, index, tree));
      return [];
    }
    const { name } = read.data;
    const [place, first] = [locate(tree, [part, index, "name"]), lines.get(nameKey(name))];
    if (first !== undefined)
      found.troubles.push({
        ...place,
        message: `Line ${first} has ${shown(name)} already: names differ, in more than case.`,
      });
    lines.set(nameKey(name), place.line);
    if (part === "schedules" && !Object.hasOwn(item as object, "overrides")) found.silent.add(nameKey(name));
    return [read.data];
  });
}

function troublesOf(error: z.ZodError, part: BookPart, index: number, tree: Tree): Trouble[] {
  return error.issues.flatMap((issue): Trouble[] => {
    const path = [part, index, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      const messages = issue.message.split("\n");
      return issue.keys.map((key, each) => ({ ...locate(tree, [...path, key]), message: messages[each] ?? "" }));
    }
    // A sentence stands for itself; anything else is about the key before it.
    const about = path.findLast((step) => typeof step === "string");
    const message = /[.?]$/.test(issue.message) ? issue.message : `${String(about)}: ${issue.message}.`;
    return [{ ...locate(tree, path), message }];
  });
}
