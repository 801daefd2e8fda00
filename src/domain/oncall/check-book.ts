/** Whether a book holds together: every name once, every name known, nothing that could never be paged. */
import type { Book, BookPart } from "./book.ts";

/** Something wrong, and where: which document, and the way to it inside ("layers", 0, "rotation", "length"). */
export type Problem = { part: BookPart; name: string; path: readonly (string | number)[]; message: string };

export function checkBook(_book: Book): Problem[] {
  return [];
}
