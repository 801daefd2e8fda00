/** A runbook's Markdown in pieces that a card can show: headings, text with Teams' few marks, and code. */
import { inert, link } from "./escape.ts";
import { clean } from "./text.ts";

/** `text` is Markdown for a TextBlock; `heading` and `code` are plain, for a TextRun. */
export type Block = { kind: "heading" | "text" | "code"; text: string };

const fence = /^ {0,3}(```|~~~)/;
const heading = /^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*$/;
const rule = /^ {0,3}([-*_])( *\1){2,} *$/;
const divider = /^\s*\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?)?\s*$/;

const item = /^\s*([-*+]|\d{1,3}[.)])\s/;
const checkbox = /^\s*[-*+]\s+\[([ xX])\]\s+/;

export function readBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let fenced = false;
  let apart = true;
  for (const line of clean(markdown).split("\n")) {
    const ends = fence.test(line);
    if (ends) fenced = !fenced;
    const block = ends ? undefined : fenced ? code(line) : prose(line);
    const filled = block !== undefined && block.text.trim() !== "";
    if (divider.test(line) && !fenced) continue;
    if (filled && block.kind === "text" && !apart && !checkbox.test(line)) append(blocks.at(-1)!, block.text);
    else if (filled) blocks.push(block);
    apart = !filled || block.kind !== "text";
  }
  return blocks;
}

/** Leading spaces would be lost. */
const code = (line: string): Block => ({
  kind: "code",
  text: inert(line).replace(/^ +/, (spaces) => "\u00a0".repeat(spaces.length)),
});

/** The next line of a paragraph or a list. */
function append(block: Block, text: string): void {
  block.text += item.test(text) ? `\n${text}` : ` ${text.trim()}`;
}

function prose(line: string): Block | undefined {
  if (rule.test(line)) return undefined;
  const found = heading.exec(line);
  if (found?.[1] !== undefined) return { kind: "heading", text: inert(bare(found[1])) };
  if (/^\s*\|.*\|\s*$/.test(line)) return { kind: "text", text: `- ${marks(cells(line))}` };
  return { kind: "text", text: marks(line.replace(/^\s*>\s?/, "").replace(checkbox, box)) };
}

const box = (_: string, tick: string): string => (tick === " " ? "☐ " : "☑ ");

/** A table row becomes one line: a phone has no room for columns. */
const cells = (line: string): string =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "")
    .join(" · ");

const bare = (text: string): string =>
  text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}/g, "$1");

/** Keeps bold, italics, lists and links to the web; nothing else in a line may act. */
function marks(line: string): string {
  return line
    .replace(/!?\[([^\][]*)\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)[^()]*\)/g, (_, title: string, url: string) =>
      link(title === "" ? url : title, url),
    )
    .replace(/`/g, "")
    .replace(/</g, "&lt;")
    .replace(/\{(?=\{)/g, "{\u200b");
}
