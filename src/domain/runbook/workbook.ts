/**
 * An Azure Monitor Workbook as a runbook: the JSON that its "Advanced Editor" shows ("Notebook/1.0"). Item types:
 * 1 text, 3 query, 9 parameters, 11 links, 12 a group of items; others have nothing to read aloud and are passed over.
 */
import { spoken, summaryOf } from "./markdown.ts";
import { type Link, type Runbook, RunbookError, runbookLimits, type Section } from "./runbook.ts";
import { markdownOf, sectionsOf } from "./sections.ts";

type Loose = Record<string, unknown>;
const groupsMax = 5;

/** Reads a Workbook; throws RunbookError when the file is not one or has nothing to show. */
export function readWorkbook(name: string, source: string): Runbook {
  const sections = merged(itemsOf(parsed(source)).flatMap((item) => itemSections(item, 0)));
  if (sections.length === 0) throw new RunbookError("The Workbook has no text, links or queries that could be shown.");
  const first = sections[0];
  const titled = first !== undefined && first.level > 0 && first.heading !== "" ? first : undefined;
  const rest =
    titled === undefined
      ? sections
      : [{ ...titled, heading: "", level: 0 }, ...sections.slice(1)].filter(
          (each) => each.text !== "" || each.heading !== "",
        );
  const text = markdownOf(rest);
  return {
    name,
    title: (titled?.heading ?? spoken(name)).slice(0, runbookLimits.title),
    summary: summaryOf(undefined, text),
    services: [],
    tags: [],
    sections: rest,
    text,
  };
}

function parsed(source: string): Loose {
  let value: unknown;
  try {
    value = JSON.parse(source.replace(/^\uFEFF/, ""));
  } catch {
    throw new RunbookError("It is not JSON. Export it again from the Workbook's Advanced Editor.");
  }
  const book = isObject(value) ? value : {};
  if (String(book["version"]).startsWith("Notebook/") && Array.isArray(book["items"])) return book;
  throw new RunbookError('It is JSON but not a Workbook: there is no "version": "Notebook/1.0" with "items".');
}

const isObject = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const objects = (value: unknown): Loose[] => (Array.isArray(value) ? value.filter(isObject) : []);
const words = (value: unknown): string => (typeof value === "string" ? value : "");
const itemsOf = (book: Loose): Loose[] => objects(book["items"]).slice(0, runbookLimits.sections);

function itemSections(item: Loose, depth: number): Section[] {
  const content = isObject(item["content"]) ? item["content"] : {};
  switch (item["type"]) {
    case 1:
      return sectionsOf(words(content["json"]).replace(/^[ \t]*---+[ \t]*$/gm, ""));
    case 3:
      return querySection(content);
    case 9:
      return parameterSection(content);
    case 11:
      return linkSection(content);
    case 12:
      return depth >= groupsMax ? [] : itemsOf(content).flatMap((each) => itemSections(each, depth + 1));
    default:
      return [];
  }
}

function linkSection(content: Loose): Section[] {
  const links: Link[] = objects(content["links"])
    .map((each) => ({
      title: words(each["linkLabel"]).replace(/[[\]]/g, ""),
      url: words(each["cellValue"]).replace(/\(/g, "%28").replace(/\)/g, "%29"),
    }))
    .filter((each) => each.title !== "" && isFinished(each.url))
    .slice(0, runbookLimits.links);
  if (links.length === 0) return [];
  const text = links.map((each) => `- [${each.title}](${each.url})`).join("\n");
  return [{ heading: "Links", level: 2, text, steps: [], links }];
}

/** Left out: addresses with a template's gap in them, like `@{body('Create_a_channel')?['id']}`, which lead nowhere. */
const isFinished = (url: string): boolean => /^https?:\/\/[^\s<>"{}]{1,2000}$/.test(url);

function parameterSection(content: Loose): Section[] {
  const lines = objects(content["parameters"])
    .filter((each) => words(each["name"]) !== "" && each["isHiddenWhenLocked"] !== true)
    .map(
      (each) =>
        `- **${words(each["label"]) || words(each["name"])}**${words(each["description"]) === "" ? "" : `: ${words(each["description"])}`}`,
    )
    .slice(0, runbookLimits.steps);
  return lines.length === 0 ? [] : [{ heading: "Parameters", level: 2, text: lines.join("\n"), steps: [], links: [] }];
}

function querySection(content: Loose): Section[] {
  const query = words(content["query"])
    .slice(0, runbookLimits.text)
    .replace(/\r\n?/g, "\n")
    .replace(/```/g, "'''")
    .trim();
  if (query === "" || content["queryType"] !== 0) return [];
  const title = words(content["title"]) || /^\/\/\s*(.{1,100})$/m.exec(query)?.[1] || "Query";
  return [{ heading: title, level: 3, text: `\`\`\`kusto\n${query}\n\`\`\``, steps: [], links: [] }];
}

/** A text item often is only the heading of the next item: drop what is empty after all, keep the order. */
function merged(sections: readonly Section[]): Section[] {
  return sections
    .filter(
      (each, index) =>
        each.text !== "" ||
        (each.heading !== "" && index === 0) ||
        (each.heading !== "" && (sections[index + 1]?.level ?? 0) > each.level),
    )
    .slice(0, runbookLimits.sections);
}
