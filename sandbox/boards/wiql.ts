/** The simple flat queries of the Work Item Query Language: conditions on fields, joined by AND. */
import type { WorkItem } from "../world.ts";
import { boardsError } from "./errors.ts";
import { tagsOf } from "./items.ts";

const condition =
  /^\s*\[([\w.]+)\]\s*(=|<>|CONTAINS(?:\s+WORDS)?|NOT\s+CONTAINS|IN)\s*('(?:[^']|'')*'|@project|\d+|\([^)]*\))\s*/i;
const queryLengthMax = 32_000;

/** The items that the query finds, in the order it asks for (by id otherwise). */
export function runQuery(
  query: unknown,
  items: readonly WorkItem[],
  project: string,
): { found: WorkItem[]; columns: string[] } {
  if (typeof query !== "string" || query.length > queryLengthMax) throw bad("a query is missing or too long");
  const parts =
    /^\s*SELECT\s+(.+?)\s+FROM\s+WorkItems\b(?:\s+WHERE\s+([\s\S]+?))?(?:\s+ORDER\s+BY\s+([\s\S]+?))?\s*$/i.exec(query);
  if (parts === null) throw bad("only SELECT … FROM WorkItems is understood");
  const [, select = "", where = "", order = "[System.Id]"] = parts;
  const tests = conditions(where, project);
  const [, by = "System.Id", direction = ""] =
    /^\s*\[([\w.]+)\]\s*(ASC|DESC)?\s*$/i.exec(order) ?? fail(`ORDER BY ${order}`);
  const found = items
    .filter((item) => tests.every((test) => test(item)))
    .sort((one, other) => compare(fieldOf(one, by), fieldOf(other, by)));
  return {
    found: direction.toUpperCase() === "DESC" ? found.reverse() : found,
    columns: [...select.matchAll(/\[([\w.]+)\]/g)].map((match) => match[1]!),
  };
}

const bad = (why: string) =>
  boardsError(400, "WorkItemTrackingQueryException", `TF51006: The query statement is not valid: ${why}.`);
const fail = (why: string): never => {
  throw bad(`${why} is not understood`);
};

function conditions(where: string, project: string): ((item: WorkItem) => boolean)[] {
  const tests: ((item: WorkItem) => boolean)[] = [];
  let rest = where.trim();
  while (rest !== "") {
    const match = condition.exec(rest) ?? fail(rest.slice(0, 60));
    tests.push(testOf(match[1]!, match[2]!.toUpperCase().replace(/\s+/g, " "), match[3]!, project));
    rest = rest.slice(match[0].length);
    if (rest === "") break;
    if (!/^AND\b/i.test(rest)) fail(rest.slice(0, 60));
    rest = rest.slice(3);
  }
  return tests;
}

function testOf(field: string, operator: string, literal: string, project: string): (item: WorkItem) => boolean {
  const values = literals(literal, project);
  const has = (item: WorkItem): boolean => {
    if (field.toLowerCase() === "system.tags")
      return operator === "="
        ? same(tagsOf(item).join("; "), values[0]!)
        : tagsOf(item).some((tag) => same(tag, values[0]!));
    if (operator.includes("CONTAINS"))
      return String(fieldOf(item, field)).toLowerCase().includes(values[0]!.toLowerCase());
    return values.some((value) => same(String(fieldOf(item, field)), value));
  };
  return operator === "<>" || operator === "NOT CONTAINS" ? (item) => !has(item) : has;
}

function literals(literal: string, project: string): string[] {
  if (/^@project$/i.test(literal)) return [project];
  if (literal.startsWith("("))
    return [...literal.matchAll(/'((?:[^']|'')*)'|(\d+)/g)].map((match) =>
      (match[1] ?? match[2]!).replaceAll("''", "'"),
    );
  return [literal.startsWith("'") ? literal.slice(1, -1).replaceAll("''", "'") : literal];
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function fieldOf(item: WorkItem, field: string): unknown {
  if (field.toLowerCase() === "system.id") return item.id;
  const name = Object.keys(item.fields).find((each) => same(each, field));
  return name === undefined ? "" : item.fields[name];
}

const compare = (one: unknown, other: unknown): number =>
  typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other));
