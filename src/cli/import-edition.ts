/** Whether a file still knows the latest of the book. */
import { actorName } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { utc } from "../domain/time.ts";
import { type Change, latestChanges } from "../engine/book.ts";
import type { Documents } from "../engine/ports.ts";
import { called } from "./oncall-source.ts";

const changesShown = 20;
const namesShown = 10;

/** Throws a Refusal when the book was changed since the file was exported, with who changed what. */
export async function needRecent(documents: Documents, edition: number | undefined, now: number): Promise<void> {
  if (edition === undefined || edition === now) return;
  if (edition > now)
    throw new Refusal(
      `The file is of edition ${edition}, and the book is at ${now}: it was exported from another one. To bring it in all the same, say --force.`,
    );
  const since = await latestChanges(documents, Math.min(now - edition, changesShown));
  throw new Refusal(
    [
      `The file is of edition ${edition}, and the book is at ${now} by now. Since then:`,
      ...since.map((change) => `  ${lineOf(change)}`),
      "Export again and make your changes there. To replace what the file names all the same, say --force.",
    ].join("\n"),
  );
}

/** "7, 22 Nov 2026 18:40 UTC, Megan Bowen (teams 19:…): schedule “checkout-primary”" */
export function lineOf({ edition, at, by, from, changed }: Change): string {
  const names = changed.slice(0, namesShown).map(({ part, name }) => called(part, name));
  const more = changed.length > namesShown ? ` and ${changed.length - namesShown} more` : "";
  return `${edition}, ${utc(at)}, ${actorName(by)} (${from}): ${names.join(", ")}${more}`;
}
