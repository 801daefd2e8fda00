/** A report as Markdown, for a file and for the wiki of Azure DevOps, whose own additions to Markdown mean nothing in it either. */
import { escapeMarkdown, webAddress } from "./escape.ts";
import { quotation, table } from "./markdown-document.ts";
import type { Block, Fact, Report, Run, Section, Words } from "./report.ts";
import { clean } from "./text.ts";

export function reportMarkdown({ title, lead, sections }: Report): string {
  const parts = [`# ${escaped(title)}`, ...lead.map(words), ...sections.map(section)];
  return `${parts.join("\n\n")}\n`;
}

const section = ({ heading, blocks }: Section): string => [`## ${heading}`, ...blocks.map(block)].join("\n\n");

function block(of: Block): string {
  switch (of.kind) {
    case "paragraph":
      return words(of.words);
    case "facts":
      return table(["", ""], of.rows.map(factCells));
    case "table":
      return table(
        of.header,
        of.rows.map((row) => row.map(words)),
      );
    case "list":
      return of.items.map((item) => `- ${words(item)}`).join("\n");
    case "quotation":
      return quotation(of.text).replace(/^> (.*)$/gm, (_, line: string) => `> ${ofTheWiki(line)}`);
    case "questions":
      return of.asks.map((ask) => `**${escaped(ask)}**\n\n-`).join("\n\n");
  }
}

const factCells = ({ label, words: value }: Fact): string[] => [escaped(label), words(value)];

const words = (all: Words): string => all.map(run).join("").trim();

function run({ text, kind, url }: Run): string {
  const address = url === undefined ? undefined : webAddress(url);
  if (address !== undefined) return `[${escaped(text)}](${address})`;
  if (kind === "say") return `\`${text.replaceAll("`", "'")}\``;
  const shown = escaped(text);
  if (kind === undefined || !/[\p{L}\p{N}]/u.test(shown)) return shown;
  const mark = kind === "strong" ? "**" : "_";
  return shown.replace(/^(\s*)(.*?)(\s*)$/, `$1${mark}$2${mark}$3`);
}

/** On one line, with the blanks at its ends. */
const escaped = (text: string): string =>
  ofTheWiki(escapeMarkdown(clean(text).replace(/\s*\n\s*/g, " ")).replace(/>/g, "&gt;"));

/**
 * Numbers of work items, formulas, boxes and little pictures (Microsoft Learn, "Use Markdown in Azure DevOps"). The
 * backslash is Markdown's own.
 */
const ofTheWiki = (text: string): string =>
  text
    .replace(/(?<!\\)#(?=\d)/g, "\\#")
    .replace(/\$/g, "\\$")
    .replace(/:(?=::)/g, "\\:")
    .replace(/:(?=[a-z][\w+-]{0,40}:)/gi, "\\:");
