/** What came of a comparison, read from the lines that it added: true also where the process died in the middle of it. */
import type { FactOf } from "../domain/incident/facts.ts";
import type { Line, LoggedLine } from "./ports.ts";

export type Compared = Omit<FactOf<"transcript compared">, "type">;

/** Something that Teams does not tell, `count` times, from when to when (ISO 8601). */
export type Untold = { count: number; from: string; to: string };

/** What was added behind the line with this number. */
const addedAfter = (lines: readonly LoggedLine[], number: number): LoggedLine[] =>
  lines.filter((line) => line.number > number && (line.source === "graph" || line.kind === "gap"));

export function comparedIn(lines: readonly LoggedLine[], afterNumber: number): Compared {
  const added = addedAfter(lines, afterNumber);
  const count = (...kinds: Line["kind"][]): number => added.filter(({ kind }) => kinds.includes(kind)).length;
  const restored = count("restored");
  return {
    added: count("said", "bot"),
    edited: count("edited"),
    deleted: count("deleted"),
    ...(restored > 0 && { restored }),
    gaps: count("gap"),
    lines: lines.length,
    hash: lines.at(-1)?.hash ?? "",
  };
}

export const isNothing = ({ added, edited, deleted, restored = 0, gaps }: Compared): boolean =>
  added + edited + deleted + restored + gaps === 0;

/** Messages of which an edit was found: what they said between the version before and that one, nobody tells. */
export function editsUntold(lines: readonly LoggedLine[], afterNumber: number): Untold | undefined {
  const edits = addedAfter(lines, afterNumber).filter(({ kind }) => kind === "edited");
  const before = edits.map((edit) => lines.findLast((line) => isVersionBefore(line, edit))?.at ?? edit.at);
  return untold(before, edits);
}

const isVersionBefore = (line: LoggedLine, edit: LoggedLine): boolean =>
  line.id === edit.id && line.number < edit.number && ["said", "edited", "restored"].includes(line.kind);

/** Messages that were deleted before anybody could read them. */
export function wordsUntold(lines: readonly LoggedLine[], afterNumber: number): Untold | undefined {
  const deleted = addedAfter(lines, afterNumber).filter(({ kind }) => kind === "deleted");
  const known = new Set(lines.filter(({ kind }) => kind !== "deleted").map(({ id }) => id));
  const lost = deleted.filter(({ id }) => !known.has(id));
  return untold(
    lost.map(({ at }) => at),
    lost,
  );
}

function untold(since: readonly string[], lines: readonly LoggedLine[]): Untold | undefined {
  const [from] = since.toSorted();
  const to = lines
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  return from === undefined || to === undefined ? undefined : { count: lines.length, from, to };
}
