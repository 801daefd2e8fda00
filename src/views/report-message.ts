/** A report as a message: Teams shows headings and lists there, but no tables (Learn, "Format your bot messages"). */
import type { Message } from "../engine/ports.ts";
import { escapeMarkdown, link } from "./escape.ts";
import type { Block, Report, Run, Words } from "./report.ts";
import { clean } from "./text.ts";

/** About 60 KB in UTF-16, of the 80 that Teams takes well. */
const charactersMax = 30_000;

/** `rest`: where the rest is when it does not all fit. */
export function reportMessage({ title, lead, sections }: Report, rest: string): Message {
  const lines = [
    `# ${escaped(title)}`,
    ...lead.map(words),
    ...sections.flatMap(({ heading, blocks }) => [`## ${heading}`, ...blocks.flatMap(block)]),
  ].map((each) => `${each}\n`);
  const shown: string[] = [];
  let left = charactersMax;
  for (const line of lines) {
    left -= line.length + 1;
    if (left < 0) return { text: `${shown.join("\n")}\n${rest}` };
    shown.push(line);
  }
  return { text: shown.join("\n") };
}

/** Each of these is cut off by itself where the message is full. */
function block(of: Block): string[] {
  switch (of.kind) {
    case "paragraph":
      return [words(of.words)];
    case "facts":
      return of.rows.map(({ label, words: value }) => `- ${escaped(label)}: ${words(value)}`);
    case "table":
      return of.rows.flatMap((row) => cells(row));
    case "list":
      return of.items.map((item) => `- ${words(item)}`);
    case "quotation":
      return [
        clean(of.text)
          .split("\n")
          .map((line) => `> ${escaped(line)}`.trimEnd())
          .join("\n"),
      ];
    case "questions":
      return of.asks.map((ask) => `- ${escaped(ask)}`);
  }
}

function cells(row: readonly Words[]): string[] {
  const filled = row.map(words).filter((each) => each !== "");
  return filled.length === 0 ? [] : [`- ${filled.join(filled.length === 2 ? ": " : " · ")}`];
}

const words = (all: Words): string => all.map(run).join("").trim();

function run({ text, kind, url }: Run): string {
  if (url !== undefined) return link(text, url);
  if (kind === "say") return `\`${text.replaceAll("`", "'")}\``;
  const shown = escaped(text);
  return kind === "strong" && shown.trim() !== "" ? shown.replace(/^(\s*)(.*?)(\s*)$/, "$1**$2**$3") : shown;
}

const escaped = (text: string): string => escapeMarkdown(clean(text).replace(/\s*\n\s*/g, " "));
