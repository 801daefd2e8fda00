/** Markdown, cut at its headings. A small part of Markdown on purpose: headings, lists, links, code fences. */
import { runbookLimits, type Link, type Section } from "./runbook.ts";

const heading = /^(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$/;
const fence = /^ {0,3}(```|~~~)/;
const listLine = /^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(.+)$/;
const image = /!\[([^\]]*)\]\([^)\s]*(?:[ \t]+"[^"]*")?\)/g;
const link = /\[([^\]]{1,200})\]\((https?:\/\/[^\s)]{1,2000})\)/g;

/** Cuts Markdown at its headings; a heading inside a code fence is code. Images become their description: Teams does not show them. */
export function sectionsOf(markdown: string): Section[] {
  const sections: Section[] = [];
  let open = { heading: "", level: 0, lines: [] as string[] };
  let fenced = false;
  const close = () => {
    const section = sectionFrom(open.heading, open.level, open.lines);
    if (section.heading !== "" || section.text !== "") sections.push(section);
  };
  for (const whole of markdown.split(/\r\n|\r|\n/)) {
    const line = whole.slice(0, runbookLimits.line).trimEnd();
    if (fence.test(line)) fenced = !fenced;
    const found = fenced ? null : heading.exec(line);
    if (found === null) {
      open.lines.push(fenced ? line : line.replace(image, "$1"));
      continue;
    }
    close();
    open = { heading: plainText(found[2] ?? ""), level: (found[1] ?? "#").length, lines: [] };
  }
  close();
  return sections.slice(0, runbookLimits.sections);
}

function sectionFrom(title: string, level: number, lines: readonly string[]): Section {
  const text = lines.join("\n").replace(/^\n+/, "").trimEnd().slice(0, runbookLimits.text);
  return { heading: title, level, text, steps: stepsOf(text), links: linksOf(text) };
}

function stepsOf(text: string): string[] {
  const steps: string[] = [];
  let fenced = false;
  for (const line of text.split("\n")) {
    if (fence.test(line)) fenced = !fenced;
    const found = fenced ? null : listLine.exec(line);
    if (found?.[1] !== undefined) steps.push(found[1].trim());
  }
  return steps.slice(0, runbookLimits.steps);
}

function linksOf(text: string): Link[] {
  const links = [...text.matchAll(link)].map((found) => ({ title: found[1] ?? "", url: found[2] ?? "" }));
  return links.slice(0, runbookLimits.links);
}

/** Markdown without its emphasis, code marks and link addresses, on one line. */
export function plainText(markdown: string): string {
  return markdown
    .replace(image, "$1")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

/** Sections back to Markdown. */
export function markdownOf(sections: readonly Section[]): string {
  const parts = sections.map((each) =>
    each.level === 0 ? each.text : `${"#".repeat(each.level)} ${each.heading}\n\n${each.text}`.trim(),
  );
  return parts.join("\n\n").slice(0, runbookLimits.text);
}
