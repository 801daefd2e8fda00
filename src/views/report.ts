/**
 * A document of headings, tables and lists, before it is Markdown, HTML or a message in Teams. What people wrote stands
 * in it as they wrote it, bounded: whoever writes it out escapes it.
 */
import type { Part } from "./parts.ts";
import { brief, clean, clip, oneLine } from "./text.ts";

/** `say`: words to type, always our own. `url` is followed only where it is an address of the web. */
export type Run = { text: string; kind?: "strong" | "quiet" | "say"; url?: string };
export type Words = readonly Run[];

export type Block =
  | { kind: "paragraph"; words: Words }
  | { kind: "facts"; rows: readonly Fact[] }
  | { kind: "table"; header: readonly string[]; rows: readonly (readonly Words[])[] }
  | { kind: "list"; items: readonly Words[] }
  | { kind: "quotation"; text: string }
  /** What only people know: a question each, with room below it. */
  | { kind: "questions"; asks: readonly string[] };

export type Fact = { label: string; words: Words };
export type Section = { heading: string; blocks: readonly Block[] };
export type Report = { title: string; lead: readonly Words[]; sections: readonly Section[] };

const quotationMax = 4_000;

/** What somebody wrote, on one line. */
export const said = (text: string, charactersMax = 300): Run => ({ text: brief(text, charactersMax) });
/** Our own words. */
export const ours = (text: string): Run => ({ text });
export const strong = (text: string, charactersMax = 300): Run => ({ ...said(text, charactersMax), kind: "strong" });
export const quiet = (text: string): Run => ({ text, kind: "quiet" });
export const linked = (title: string, url: string): Run => ({ ...said(title, 200), url });

/** Our own sentence, with the words to type in backticks. */
export const wordsOf = (text: string, kind?: "quiet"): Words =>
  text
    .split("`")
    .map(
      (piece, index): Run => (index % 2 === 1 ? { text: piece, kind: "say" } : { text: piece, ...(kind && { kind }) }),
    )
    .filter((run) => run.text !== "");

const kinds = { strong: "strong", good: "strong", bad: "strong", say: "say", blank: "quiet" } as const;

/** What stands on cards, in a document. */
export const fromParts = (parts: readonly Part[]): Words =>
  parts.map(({ text, kind }) => ({ text, ...(kind in kinds ? { kind: kinds[kind as keyof typeof kinds] } : {}) }));

export const paragraph = (text: string): Block => ({ kind: "paragraph", words: wordsOf(text) });
export const facts = (rows: readonly Fact[]): Block => ({ kind: "facts", rows });
export const fact = (label: string, ...words: readonly Run[]): Fact => ({ label, words });

/** Several lines that somebody wrote, or in their place our own word that nobody did. */
export function quotation(text: string, otherwise: string): Block {
  const quoted = clip(clean(text).trim(), quotationMax);
  return quoted === "" ? { kind: "paragraph", words: [quiet(otherwise)] } : { kind: "quotation", text: quoted };
}

/** A table of at most so many rows, or what is said where there are none; then how many more the export has. */
export function table(
  header: readonly string[],
  rows: readonly (readonly Words[])[],
  { most, none }: { most: number; none: string },
): Block[] {
  if (rows.length === 0) return [{ kind: "paragraph", words: wordsOf(none, "quiet") }];
  const more = rows.length - most;
  return [
    { kind: "table", header, rows: rows.slice(0, most) },
    ...(more > 0 ? [paragraph(`${more} more are in the export.`)] : []),
  ];
}

/** Several things in one cell. */
export const joined = (all: readonly Run[], between = ", "): Words =>
  all.flatMap((run, index) => (index === 0 ? [run] : [ours(between), run]));

/** The words alone. */
export const plainText = (words: Words): string => oneLine(words.map(({ text }) => text).join(""));
