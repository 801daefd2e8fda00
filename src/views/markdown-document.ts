/** People's words inside a Markdown document that may be read as HTML somewhere: they stay words. */
import { escapeMarkdown } from "./escape.ts";
import { brief, clean, clip } from "./text.ts";

/** In a line or a table cell. Line breaks become spaces; pipes, HTML and links mean nothing. */
export const inline = (text: string, charactersMax = 2_000): string =>
  escapeMarkdown(brief(text, charactersMax)).replace(/>/g, "&gt;");

/** As a quotation of its own, line for line. */
export const quotation = (text: string, charactersMax = 4_000): string =>
  clip(clean(text).trim(), charactersMax)
    .split("\n")
    .map((line) => `> ${inline(line)}`.trimEnd())
    .join("\n");

export const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(header), row(header.map(() => "---")), ...rows.map(row)].join("\n");

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
