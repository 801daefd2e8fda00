/** Whether a book holds together: every name once, every name known, nothing that could never be paged. */
import { documentCharactersMax } from "../limits.ts";
import { type Book, type BookPart, bookParts } from "./book.ts";
import { clashes, type Found, isText, known } from "./check-names.ts";
import { checkPerson, checkPeople } from "./check-people.ts";
import { checkPolicy } from "./check-policies.ts";
import { checkRoster, checkRosters } from "./check-rosters.ts";
import { checkSchedule } from "./check-schedules.ts";

/** Something wrong, and where: which document, and the way to it inside ("layers", 0, "rotation", "length"). */
export type Problem = { part: BookPart; name: string; path: readonly (string | number)[]; message: string };

/** Nobody mends more in one go, and each may search all names for one that was meant. */
const problemsMax = 100;
const documentsMax: Record<BookPart, number> = { people: 5_000, rosters: 1_000, schedules: 1_000, policies: 1_000 };

/** Everything that is wrong with the book, the first hundred; each message is a sentence for whoever wrote it. */
export function checkBook(book: Book): Problem[] {
  const problems: Problem[] = [];
  for (const problem of problemsOf(book)) {
    problems.push(problem);
    if (problems.length === problemsMax) break;
  }
  return problems;
}

function* problemsOf(book: Book): Generator<Problem> {
  const crowded = bookParts.filter((part) => book[part].length > documentsMax[part]);
  for (const part of crowded) yield tooMany(part, book[part]);
  // What is not bounded cannot be looked through.
  if (crowded.length > 0) return;
  for (const part of bookParts)
    for (const { name } of clashes<{ name: string }>(book[part]))
      yield { part, name, path: ["name"], message: "There is another of this name; names differ, in more than case." };
  const all = known(book);
  for (const each of book.people) yield* within("people", each, checkPerson(each));
  for (const { of, ...found } of checkPeople(book.people)) yield { part: "people", name: of.name, ...found };
  for (const each of book.rosters) yield* within("rosters", each, checkRoster(each, all));
  for (const { of, ...found } of checkRosters(book.rosters)) yield { part: "rosters", name: of.name, ...found };
  for (const each of book.schedules) yield* within("schedules", each, checkSchedule(each, all));
  for (const each of book.policies) yield* within("policies", each, checkPolicy(each, all));
}

function tooMany(part: BookPart, documents: readonly { name: string }[]): Problem {
  const most = documentsMax[part];
  const message = `There are ${documents.length} ${part}; ${most.toLocaleString("en")} are the most.`;
  return { part, name: documents[most]?.name ?? "", path: [], message };
}

function* within(part: BookPart, document: { name: string }, found: Iterable<Found>): Generator<Problem> {
  const { name } = document;
  const wrong = isText(name, 100) ? undefined : "A name has 1 to 100 characters, all on one line.";
  if (wrong !== undefined) yield { part, name, path: ["name"], message: wrong };
  const size = JSON.stringify(document).length;
  const tooLarge = `This is ${size.toLocaleString("en")} characters long; ${documentCharactersMax.toLocaleString("en")} are the most. Remove what is past.`;
  if (size > documentCharactersMax) yield { part, name, path: [], message: tooLarge };
  for (const each of found) yield { part, name, ...each };
}
