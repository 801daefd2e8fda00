/** A runbook written in Markdown, with front matter if the author likes. */
import { type Runbook, RunbookError, runbookLimits } from "./runbook.ts";
import { markdownOf, plainText, sectionsOf } from "./sections.ts";

/**
 * Reads a Markdown runbook. Front matter may say `title`, `summary`, `services` and `tags`, one `key: value` a line,
 * lists as `[a, b]`, `a, b` or indented dashes. Without a title there the first heading is it, else the file's name.
 * Throws RunbookError when there is nothing in it.
 */
export function readMarkdown(name: string, source: string): Runbook {
  const { front, body } = frontMatter(source.replace(/^\uFEFF/, ""));
  const sections = sectionsOf(body);
  const first = sections[0]?.level === 0 ? sections[1] : sections[0];
  const titled = first?.level === 1 ? first : undefined;
  if (titled !== undefined && titled.text !== "")
    sections.splice(sections.indexOf(titled), 1, { ...titled, heading: "", level: 0 });
  else if (titled !== undefined) sections.splice(sections.indexOf(titled), 1);
  const text = markdownOf(sections);
  if (text === "") throw new RunbookError("There is nothing in it. Write the steps under a heading.");
  return {
    name,
    title: (front.get("title")?.[0] ?? titled?.heading ?? spoken(name)).slice(0, runbookLimits.title),
    summary: summaryOf(front.get("summary")?.[0], text),
    services: labels(front.get("services")),
    tags: labels(front.get("tags")),
    sections,
    text,
  };
}

/** The first paragraph that is neither a list nor code nor a heading, unless the author wrote a summary. */
export function summaryOf(written: string | undefined, text: string): string {
  const paragraph = text.split(/\n{2,}/).find((part) => /^\s*[^\s#\-*+>`~|\d[]/.test(part));
  const plain = plainText((written ?? paragraph ?? "").slice(0, runbookLimits.line));
  return plain.length <= runbookLimits.summary ? plain : `${plain.slice(0, runbookLimits.summary - 1).trimEnd()}…`;
}

/** A file's name as a title: "checkout-failures" is "Checkout failures". */
export function spoken(name: string): string {
  const words = name.replace(/[-_.]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const labels = (values: string[] | undefined): string[] =>
  [...new Set((values ?? []).map((value) => value.toLowerCase().slice(0, runbookLimits.label)))].slice(
    0,
    runbookLimits.labels,
  );

function frontMatter(source: string): { front: Map<string, string[]>; body: string } {
  const front = new Map<string, string[]>();
  const found = /^---[ \t]*\r?\n([\s\S]{0,4000}?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(source);
  if (found === null) return { front, body: source };
  let key = "";
  for (const line of (found[1] ?? "").split(/\r?\n/)) {
    const item = /^\s*-\s+(.+)$/.exec(line);
    const pair = /^([A-Za-z]{1,40})\s*:\s*(.*)$/.exec(line);
    if (item?.[1] !== undefined && key !== "") front.set(key, [...(front.get(key) ?? []), bare(item[1])]);
    if (pair === null) continue;
    key = (pair[1] ?? "").toLowerCase();
    const values = valuesOf(key, pair[2] ?? "");
    if (values.length > 0) front.set(key, values);
  }
  return { front, body: source.slice(found[0].length) };
}

const isList = (key: string): boolean => key === "services" || key === "tags";

function valuesOf(key: string, text: string): string[] {
  if (!isList(key)) return [bare(text)].filter((value) => value !== "");
  return text
    .replace(/^\[|\]$/g, "")
    .split(",")
    .map(bare)
    .filter((value) => value !== "");
}

const bare = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, "$2");
