/** Files of who is on call, as texts. */
import { type OnCallFile, readOnCallFile } from "../../src/oncall-file/read.ts";
import { checkBook } from "../../src/domain/oncall/check-book.ts";
import { emptyBook } from "../../src/domain/oncall/book.ts";

/** "3:5 …" for each problem. */
export const problemsIn = (text: string): string[] =>
  readOnCallFile(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

/** The book of a file that has no problem. */
export function bookIn(text: string): OnCallFile["book"] {
  const { book, problems } = readOnCallFile(text);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return book;
}

/** What `checkBook` says of a file that can be read, each with its line: "3 …". */
export function wrongIn(text: string): string[] {
  const file = readOnCallFile(text);
  if (file.problems.length > 0) throw new Error(JSON.stringify(file.problems));
  return checkBook({ ...emptyBook, ...file.book }).map(
    (problem) => `${file.locate(problem)?.line ?? "-"} ${problem.message}`,
  );
}

/** A file of one schedule with one layer. */
export const scheduleWith = (rotation: string, more = ""): string =>
  `schedules:\n  - name: s\n    timeZone: Europe/London\n    layers:\n      - rotation: ${rotation}\n${more}`;
