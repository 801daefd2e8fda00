/** The review document as a message: Teams shows headings and lists there, but no tables (Learn, "Format your bot messages"). */
import type { Live } from "../domain/incident/incident.ts";
import type { Message } from "../engine/ports.ts";

/** About 60 KB in UTF-16, of the 80 that Teams takes well. */
const charactersMax = 30_000;

export function reviewMessage(incident: Live, document: string): Message {
  const text = document.split("\n").flatMap(withoutTable).join("\n");
  if (text.length <= charactersMax) return { text };
  const cut = text.slice(0, charactersMax).replace(/\n[^\n]*$/, "");
  return { text: `${cut}\n\nThe rest is in \`muster export ${incident.id}\`.` };
}

/** A row of two cells reads "first: second"; the line under a header and empty rows go, and so do headers of two. */
function withoutTable(line: string, index: number, all: readonly string[]): string[] {
  if (!line.startsWith("|")) return [line];
  const cells = line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
  const isHeader = isDivider(all[index + 1]);
  if (isDivider(line) || cells.every((cell) => cell === "") || (isHeader && cells.length === 2)) return [];
  return [`- ${cells.join(cells.length === 2 ? ": " : " · ")}`];
}

const isDivider = (line: string | undefined): boolean => /^\|(?: --- \|)+$/.test(line ?? "");
