/** Rows of a JSON file: a list of incidents, or what a tool's API answers, with the list somewhere in it. */
import { type Field, fieldNamed } from "./fields.ts";
import { type Locate, locator } from "./locate.ts";
import { columnsMax, missingFields, type Row, type Rows, rowsMax, tooManyColumns, tooManyRows } from "./rows.ts";
import type { Trouble } from "./trouble.ts";

/** Under these PagerDuty, Jira, ServiceNow and others have their list. */
const listNames = ["incidents", "issues", "result", "results", "records", "data"];

/** Whether a text begins like a list of incidents, or like an answer that has one. */
export const looksLikeList = (text: string): boolean =>
  /^\ufeff?\s*\[/.test(text) ||
  (/^\ufeff?\s*\{/.test(text) && new RegExp(`"(?:${listNames.join("|")})"\\s*:\\s*\\[`).test(text));

export function rowsOfJson(said: string): Rows {
  const text = said.replace(/^\ufeff/, "");
  const parsed = parsedFrom(text);
  if ("fatal" in parsed) return parsed;
  const list = listIn(parsed.value);
  if (list === undefined)
    return {
      fatal: [{ line: 1, message: `There is no list of incidents: write [{ … }, { … }], or one under "incidents".` }],
    };
  if (list.items.length > rowsMax) return tooManyRows({ line: 1 });
  return readItems(list.items, locator(text, list.path));
}

function parsedFrom(text: string): { value: unknown } | { fatal: Trouble[] } {
  if (text.trim() === "") return { fatal: [{ line: 1, message: "The file is empty." }] };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    // "… in JSON at position 15 (line 2 column 3)"; where it ends too early there is no place.
    const message = String(error);
    const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(message) ?? [];
    const place =
      line === undefined ? { line: text.split("\n").length } : { line: Number(line), column: Number(column) };
    return { fatal: [{ ...place, message: "This is not JSON. Is a comma or a bracket missing, or one too many?" }] };
  }
}

function listIn(value: unknown): { items: unknown[]; path: string[] } | undefined {
  if (Array.isArray(value)) return { items: value, path: [] };
  if (!isMap(value)) return undefined;
  const name = listNames.find((each) => Array.isArray(value[each]));
  return name === undefined ? undefined : { items: value[name] as unknown[], path: [name] };
}

function readItems(items: readonly unknown[], locate: Locate): Rows {
  const rows: Row[] = [];
  const [unused, found] = [new Set<string>(), new Set<Field>()];
  for (const [index, item] of items.entries()) {
    const place = () => locate(index, []);
    const values = isMap(item) ? flattened(item) : undefined;
    if (values !== undefined && values.length > columnsMax) return tooManyColumns(place(), values.length);
    rows.push(values === undefined ? { place, fault: "An incident is written { … }." } : rowOf(values, index, locate));
    for (const { name, means } of values ?? []) {
      if (means === undefined) unused.add(name);
      else found.add(means.field);
    }
  }
  const missing = rows.some((row) => "cellsFor" in row)
    ? missingFields({ line: 1 }, "key", (field) => found.has(field))
    : [];
  return missing.length > 0 ? { fatal: missing } : { rows, unused: [...unused] };
}

type Value = { path: string[]; name: string; means: ReturnType<typeof fieldNamed>; value: unknown };

const rowOf = (values: readonly Value[], index: number, locate: Locate): Row => ({
  place: () => locate(index, []),
  cellsFor: (field) =>
    values.flatMap(({ path, name, means, value }) =>
      means?.field === field
        ? [{ label: name, texts: textsOf(value), rank: means.rank, place: () => locate(index, path) }]
        : [],
    ),
});

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Jira has an issue's own keys beside one for all the others. */
function flattened(item: Record<string, unknown>): Value[] {
  const fields = item["fields"];
  const inner = isMap(fields) ? Object.entries(fields).map(([name, value]) => valueAt(["fields", name], value)) : [];
  const own = Object.entries(item).filter(([name]) => name !== "fields" || inner.length === 0);
  return [...own.map(([name, value]) => valueAt([name], value)), ...inner];
}

function valueAt(path: string[], value: unknown): Value {
  const name = path.at(-1)!;
  return { path, name, means: fieldNamed(name), value };
}

/** What an object is called: a priority, a component or a service is often one. */
const nameKeys = ["name", "summary", "display_value", "displayName", "value"];

/** A list has one text for each of its items. Lists in lists, and objects without a name, say nothing. */
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).flatMap(textOf);

function textOf(value: unknown): string[] {
  const said = isMap(value) ? nameKeys.map((key) => value[key]).find((each) => typeof each === "string") : value;
  const text = typeof said === "object" || said === undefined ? "" : String(said).trim();
  return text === "" ? [] : [text];
}
