/** Where the command line has the book from: a file, or what is stored. */
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { type Book, type BookPart, emptyBook } from "../domain/oncall/book.ts";
import { checkBook, type Problem } from "../domain/oncall/check-book.ts";
import { Refusal } from "../domain/refusal.ts";
import { openBook } from "../engine/book.ts";
import { type OnCallFile, readOnCallFile } from "../oncall-file/read.ts";
import { troublesMax } from "../oncall-file/trouble.ts";
import type { Asked, Desk } from "./verb.ts";

/** What is wrong; without a line where it is not in the file. */
export type Told = { line?: number; column?: number; message: string };

/** The book of `--file`, or the stored one. Throws a Refusal with everything that is wrong with the file. */
export async function bookFrom(desk: Desk, options: Asked["options"]): Promise<Book> {
  const path = options["file"];
  if (typeof path !== "string") return (await openBook((await desk.storage()).documents)).book;
  const file = await readFileAt(path);
  const book = { ...emptyBook, ...file.book };
  refuseIfAny(path, problemsOf(file, book));
  return book;
}

/** A little more than a file may have, so that the reader can say that it is too large. */
const bytesMax = 2 * 1024 * 1024 + 1;

/** Reads a file of who is on call. Throws a Refusal when it cannot be opened. */
export async function readFileAt(path: string): Promise<OnCallFile> {
  const bytes = await beginningOf(path).catch((error: Error) => {
    throw new Refusal(`${path} cannot be read: ${error.message}`);
  });
  return readOnCallFile(textOf(path, bytes));
}

function textOf(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`${path} is not text in UTF-8.`);
  }
}

async function beginningOf(path: string): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const buffer = Buffer.alloc(bytesMax);
    let filled = 0;
    for (let read = 1; read > 0 && filled < bytesMax; filled += read)
      read = (await handle.read(buffer, filled, bytesMax - filled, null)).bytesRead;
    // A cut may go through the middle of a character.
    return filled === bytesMax ? Buffer.alloc(bytesMax, " ") : buffer.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

/** What is wrong with the file, or, where it can be read, with the book it makes. In order of line. */
export function problemsOf(file: OnCallFile, book: Book): Told[] {
  if (file.problems.length > 0) return file.problems;
  return checkBook(book)
    .map((problem) => toldOf(file, problem))
    .sort((one, other) => (one.line ?? 0) - (other.line ?? 0))
    .slice(0, troublesMax);
}

const nouns: Record<BookPart, string> = {
  people: "person",
  rosters: "roster",
  schedules: "schedule",
  policies: "policy",
};

/** "schedule “checkout-primary”" */
export const called = (part: BookPart, name: string): string => `${nouns[part]} “${name}”`;

/** A problem with its place in the file, if it is there. */
export function toldOf(file: Pick<OnCallFile, "locate">, problem: Problem): Told {
  return { ...file.locate(problem), message: `${called(problem.part, problem.name)}: ${problem.message}` };
}

/** Throws a Refusal that lists them, each with its line. */
export function refuseIfAny(path: string, problems: readonly Told[]): void {
  if (problems.length > 0) throw new Refusal(linesOf(path, problems).join("\n"));
}

/** "oncall.yaml:12:3: …", as compilers say it and editors find it. */
export function linesOf(path: string, problems: readonly Told[]): string[] {
  const lines = problems.map(({ line, column, message }) =>
    line === undefined ? `${basename(path)}: ${message}` : `${basename(path)}:${line}:${column}: ${message}`,
  );
  return problems.length < troublesMax ? lines : [...lines, `These are the first ${troublesMax}; there may be more.`];
}
