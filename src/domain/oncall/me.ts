import { isOne } from "./assign.ts";
import type { Book } from "./book.ts";
import type { Person } from "../people.ts";
import { Refusal } from "../refusal.ts";

/** Whoever asks, by the name the book has for them. Throws a Refusal. */
export function myName(book: Book, who: Person): string {
  const me = book.people.find((each) => isOne(each, who));
  if (me === undefined) throw new Refusal("You are in no roster. Somebody can add you: `oncall add @you`.");
  return me.name;
}
