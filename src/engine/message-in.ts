/** A message as a transcript has it by now. */
import type { Pinned } from "../domain/incident/facts/record.ts";
import type { LoggedLine } from "./ports.ts";

/** Undefined where it is not in there, was deleted, or its words were erased. */
export function messageIn(lines: readonly LoggedLine[], id: string): Pinned | undefined {
  const own = lines.filter((line) => line.id === id && line.kind !== "kept");
  const first = own.find(({ kind }) => kind === "said" || kind === "bot");
  const last = own.at(-1);
  if (first === undefined || last === undefined || last.kind === "deleted" || last.erased) return undefined;
  return { id, text: last.text || "(a message without words)", author: first.from, saidAt: first.at };
}
