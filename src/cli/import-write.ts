/** Writes what an import makes of the book, and tells what it did. */
import type { Book } from "../domain/oncall/book.ts";
import { Refusal } from "../domain/refusal.ts";
import { type Author, type Change, latestChanges, openBook, type OpenBook, replaceBook } from "../engine/book.ts";
import { Conflict, type Documents } from "../engine/ports.ts";
import { lineOf } from "./import-edition.ts";
import type { Step } from "./import-join.ts";
import { called } from "./oncall-source.ts";

const stepsShown = 200;

/** "changed schedule “checkout-primary”: layers, overrides" */
export function linesOfSteps(steps: readonly Step[]): string[] {
  const shown = steps.slice(0, stepsShown).map(({ done, part, name, keys }) => {
    const what = `${done} ${called(part, name)}`;
    return keys.length === 0 ? what : `${what}: ${keys.join(", ")}`;
  });
  return steps.length > stepsShown ? [...shown, `… and ${steps.length - stepsShown} more`] : shown;
}

type Writing = { documents: Documents; opened: OpenBook; next: Book; author: Author };

/** Returns the new edition. Throws a Refusal that says who was faster, and how much of it is written. */
export async function writeBook({ documents, opened, next, author }: Writing): Promise<number> {
  try {
    return (await replaceBook(documents, opened, next, author)).edition;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    throw new Refusal(await beaten(documents, opened.edition, author));
  }
}

const changesShown = 20;

/** A large import is several editions; somebody may have come in between. */
async function beaten(documents: Documents, from: number, author: Author): Promise<string> {
  const { edition } = await openBook(documents);
  const since = await latestChanges(documents, Math.min(Math.max(edition - from, 0), changesShown));
  const isOurs = (change: Change) => change.from === author.from && change.at === author.now.toISOString();
  const written = since.filter(isOurs).flatMap(({ changed }) => changed);
  const others = since.filter((change) => !isOurs(change)).map((change) => `  ${lineOf(change)}`);
  return [
    "Somebody changed the book at the same moment:",
    ...others,
    written.length === 0
      ? "Nothing was written. Import it again."
      : `Only ${written.length} of these changes were written. Import it again for the rest.`,
  ].join("\n");
}
