/** What the doors of /api/oncall have in common: what they need, and how they read a request. */
import { createHash } from "node:crypto";
import type { Logger } from "pino";
import type { Request } from "restify";
import { type Book, type BookPart, bookParts } from "../domain/oncall/book.ts";
import type { Actor, Person } from "../domain/people.ts";
import { type Answer, HttpError } from "./answer.ts";
import type { ShapeProblem } from "./oncall-shape.ts";
import type { UserFrom } from "./user.ts";

/** The book as it was opened, with what is needed to replace it. */
export type OpenedBook = { book: Book; edition: number; versions: ReadonlyMap<string, string> };

export type BookChange = {
  edition: number;
  at: string;
  by: Actor;
  from: string;
  changed: readonly { part: BookPart; name: string; before?: unknown; after?: unknown }[];
};

/** What the doors need of the book. */
export type BookStore = {
  open(): Promise<OpenedBook>;
  /** Throws Conflict when somebody changed the book since it was opened, and a Refusal for a book that does not hold together. */
  replace(opened: OpenedBook, next: Book, author: { by: Actor; from: string; now: Date }): Promise<{ edition: number }>;
  /** The latest changes, the newest first. */
  changes(most: number): Promise<BookChange[]>;
};

export type OnCallParts = {
  user: UserFrom;
  book: BookStore;
  /** A document as it was sent, read. Problems tell the way to what is wrong in it. */
  parse(part: BookPart, given: unknown): { value?: unknown; problems: readonly ShapeProblem[] };
  now: () => Date;
  log: Logger;
};

/** A request of somebody known. */
export type Call = { request: Request; person: Person };
export type Handler = (parts: OnCallParts, call: Call) => Promise<Answer>;

/** Throws HttpError 404 for an address that is none. */
export function placeOf(request: Request): { part: BookPart; name: string } {
  return { part: partOf(request), name: String(request.params["name"]) };
}

export function partOf(request: Request): BookPart {
  const part = bookParts.find((each) => each === request.params["part"]);
  if (part === undefined) throw new HttpError(404, `There are ${bookParts.join(", ")}, who, shifts and changes here.`);
  return part;
}

export const queryOf = (request: Request): URLSearchParams =>
  new URLSearchParams((request.url ?? "").split("?", 2)[1] ?? "");

/**
 * A document's ETag comes from what it says: the same again is the same document, wherever it was read, and after a
 * change it is known without another look. Storage has versions of its own against two writers at once.
 */
export const tagOf = (part: BookPart, value: { name: string }): string =>
  `"${createHash("sha256")
    .update(`${part} ${JSON.stringify(value)}`)
    .digest("base64url")
    .slice(0, 22)}"`;
