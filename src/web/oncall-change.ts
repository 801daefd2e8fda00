/** PUT and DELETE of one document of the book: nobody overwrites what they have not read. */
import { checkBook } from "../domain/oncall/check-book.ts";
import { type Book, type BookPart, findNamed, nameKey } from "../domain/oncall/book.ts";
import { actorName } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { utc } from "../domain/time.ts";
import { Conflict } from "../engine/ports.ts";
import { type Answer, HttpError } from "./answer.ts";
import { readJson } from "./body.ts";
import { type BookChange, type BookStore, type Call, type OnCallParts, placeOf, tagOf } from "./oncall-parts.ts";
import type { ShapeProblem } from "./oncall-shape.ts";

type Named = { name: string };
type Place = { part: BookPart; name: string };
/** What the caller believes to be there: nothing, or a document with one of these tags. */
type Belief = "nothing" | readonly string[];

/** Replaces a document or creates it. */
export async function put(parts: OnCallParts, call: Call): Promise<Answer> {
  const place = placeOf(call.request);
  const belief = beliefOf(call);
  const { value, problems } = parts.parse(place.part, await readJson(call.request));
  const wrong = [...problems, ...(isNamed(value) ? misnamed(place, value) : [])];
  if (wrong.length > 0 || !isNamed(value)) return unprocessable(wrong.map((each) => ({ ...place, ...each })));
  return await change(parts, call, { place, belief, value });
}

/** Removes a document that nothing else needs. */
export const remove = async (parts: OnCallParts, call: Call): Promise<Answer> =>
  await change(parts, call, { place: placeOf(call.request), belief: beliefOf(call), value: undefined });

const isNamed = (value: unknown): value is Named =>
  typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";

/** Others know it by its name: a new one is a new document. */
const misnamed = (place: Place, { name }: Named): ShapeProblem[] =>
  nameKey(name) === nameKey(place.name)
    ? []
    : [{ path: ["name"], message: `The address says “${place.name}” and the document says “${name}”.` }];

/** Throws HttpError 428 when the caller does not say what they have read. */
function beliefOf({ request: { headers, method } }: Call): Belief {
  const tags = (headers["if-match"] ?? "").split(",").map((tag) => tag.trim());
  const strong = tags.filter((tag) => /^"[^"]+"$/.test(tag));
  if (strong.length > 0) return strong;
  if (method === "PUT" && headers["if-none-match"]?.trim() === "*") return "nothing";
  throw new HttpError(428, "Send If-Match with the ETag of what you read, or If-None-Match: * to create it.");
}

type Wish = { place: Place; belief: Belief; value: Named | undefined };

const attemptsMax = 6;

/** Somebody who changes another document meanwhile is no reason to refuse; somebody who changes this one is. */
async function change({ book: store, now }: OnCallParts, { person }: Call, wish: Wish): Promise<Answer> {
  const { place, belief, value } = wish;
  const author = { by: { kind: "person", person }, from: "web", now: now() } as const;
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const opened = await store.open();
    const was = findNamed<Named>(opened.book[place.part], place.name);
    if (!holds(belief, place, was)) return await preconditionFailed(store, place, was);
    const next = withDocument(opened.book, place, value);
    const problems = checkBook(next);
    if (problems.length > 0) return unprocessable(problems);
    try {
      const { edition } = await store.replace(opened, next, author);
      if (value === undefined) return { status: 204 };
      const tag = tagOf(place.part, value);
      return { status: was === undefined ? 201 : 200, body: { edition, etag: tag, value }, headers: { ETag: tag } };
    } catch (error) {
      if (error instanceof Refusal) throw new HttpError(422, error.message);
      if (!(error instanceof Conflict)) throw error;
    }
  }
  throw new HttpError(503, "Many are changing this at once. Try again.", { "Retry-After": "2" });
}

const holds = (belief: Belief, { part }: Place, was: Named | undefined): boolean =>
  belief === "nothing" ? was === undefined : was !== undefined && belief.includes(tagOf(part, was));

function withDocument(book: Book, { part, name }: Place, value: Named | undefined): Book {
  const key = nameKey(name);
  const all: readonly Named[] = book[part];
  if (value === undefined) return { ...book, [part]: all.filter((each) => nameKey(each.name) !== key) };
  const known = all.some((each) => nameKey(each.name) === key);
  return { ...book, [part]: known ? all.map((each) => (nameKey(each.name) === key ? value : each)) : [...all, value] };
}

const unprocessable = (
  problems: readonly (Place & { path: readonly (string | number)[]; message: string })[],
): Answer => ({
  status: 422,
  body: { error: "This would leave the book of who is on call with mistakes in it.", problems },
});

const changesSearched = 100;

/** Says who was faster, and when, and what is there now. */
async function preconditionFailed(store: BookStore, { part, name }: Place, was: Named | undefined): Promise<Answer> {
  const isIt = (each: Place) => each.part === part && nameKey(each.name) === nameKey(name);
  const last = (await store.changes(changesSearched)).find(({ changed }) => changed.some(isIt));
  const current = was === undefined ? undefined : { etag: tagOf(part, was), value: was };
  return {
    status: 412,
    body: {
      error: `“${name}” is not as you read it: ${whatHappened(last, current !== undefined)} Read it again and decide again.`,
      ...(last === undefined ? {} : { changed: { by: last.by, at: last.at, from: last.from, edition: last.edition } }),
      ...(current === undefined ? {} : { current }),
    },
  };
}

function whatHappened(last: BookChange | undefined, isThere: boolean): string {
  if (last === undefined) return isThere ? "it is there, and says something else." : "it is not there.";
  return `${actorName(last.by)} ${isThere ? "changed" : "removed"} it on ${utc(last.at)}.`;
}
