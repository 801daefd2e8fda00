/** The formats in which `muster export` writes a transcript. */
import { canonicalJson, verify } from "../domain/transcript.ts";
import type { LoggedLine } from "../engine/ports.ts";
import { transcriptCsv } from "../views/transcript-csv.ts";
import { transcriptHtml } from "../views/transcript-html.ts";
import { transcriptMarkdown } from "../views/transcript-markdown.ts";
import type { KeptCopy, TranscriptOf } from "../views/transcript-words.ts";

export const formats = ["md", "jsonl", "csv", "html"] as const;
export type Format = (typeof formats)[number];

export function transcriptAs(
  format: Format,
  lines: readonly LoggedLine[],
  about: Omit<TranscriptOf, "verdict">,
  copies: ReadonlyMap<string, KeptCopy>,
): string {
  const of = { ...about, verdict: verify(lines) };
  switch (format) {
    case "md":
      return transcriptMarkdown(lines, of, copies);
    case "jsonl":
      return lines.map((line) => `${canonicalJson(line)}\n`).join("");
    case "csv":
      return transcriptCsv(lines);
    case "html":
      return transcriptHtml(lines, of, copies);
  }
}
