/** Flat queries of the Work Item Query Language: conditions with AND, OR and parentheses, in any order of columns. */
import type { WorkItem } from "../world.ts";
import { boardsError } from "./errors.ts";
import type { Field } from "./fields.ts";
import { badQuery, type Reader, readerOf } from "./wiql-words.ts";
import { type Literal, type Operator, order, type Test, testOf, valueIn } from "./wiql-tests.ts";

export type Sort = { field: Field; descending: boolean };
export type Query = { columns: Field[]; sort: Sort[]; test: Test };
export type QuerySetting = { project: string; fields: readonly Field[]; now: Date };

const depthMax = 50;
const dayMs = 86_400_000;

/** Throws Rejection (TF51005, TF51006) where Azure DevOps would not understand it either. */
export function parseQuery(query: unknown, setting: QuerySetting): Query {
  const words = readerOf(query);
  const expect = (...texts: string[]): void => {
    if (words.take(...texts) === undefined) throw words.wrong();
  };
  expect("SELECT");
  const columns = [field(words, setting)];
  while (words.take(",")) columns.push(field(words, setting));
  expect("FROM");
  if (words.take("WORKITEMS") === undefined) throw badQuery("only SELECT … FROM WorkItems is understood");
  const test = words.take("WHERE") === undefined ? () => true : either(words, setting, 0);
  const sort: Sort[] = [];
  if (words.take("ORDER")) {
    expect("BY");
    do sort.push({ field: field(words, setting), descending: words.take("ASC", "DESC") === "DESC" });
    while (words.take(","));
  }
  if (!words.atEnd()) throw words.wrong();
  return { columns, sort, test };
}

/** The items that the query finds, in the order it asks for (by id otherwise). */
export function found({ test, sort }: Query, items: readonly WorkItem[]): WorkItem[] {
  const compare = (one: WorkItem, other: WorkItem): number => {
    for (const { field, descending } of sort) {
      const result = order(field, valueIn(one, field), valueIn(other, field)) || 0;
      if (result !== 0) return descending ? -result : result;
    }
    return one.id - other.id;
  };
  return items.filter(test).sort(compare);
}

function either(words: Reader, setting: QuerySetting, depth: number): Test {
  if (depth > depthMax) throw badQuery("it has too many parentheses");
  const tests = [both(words, setting, depth)];
  while (words.take("OR")) tests.push(both(words, setting, depth));
  return (item) => tests.some((test) => test(item));
}

function both(words: Reader, setting: QuerySetting, depth: number): Test {
  const tests = [one(words, setting, depth)];
  while (words.take("AND")) tests.push(one(words, setting, depth));
  return (item) => tests.every((test) => test(item));
}

function one(words: Reader, setting: QuerySetting, depth: number): Test {
  if (words.take("(") === undefined) return condition(words, setting);
  const test = either(words, setting, depth + 1);
  if (words.take(")") === undefined) throw words.wrong();
  return test;
}

function condition(words: Reader, setting: QuerySetting): Test {
  const of = field(words, setting);
  const operator = operatorIn(words);
  if (operator.startsWith("IS ")) return testOf(of, operator, []);
  if (!operator.endsWith("IN")) return testOf(of, operator, [literal(words, setting)]);
  if (words.take("(") === undefined) throw words.wrong();
  const values = [literal(words, setting)];
  while (words.take(",")) values.push(literal(words, setting));
  if (words.take(")") === undefined) throw words.wrong();
  return testOf(of, operator, values);
}

function operatorIn(words: Reader): Operator {
  const sign = words.take("=", "<>", "<=", ">=", "<", ">");
  if (sign !== undefined) return sign as Operator;
  if (words.take("IS")) {
    const not = words.take("NOT");
    if (words.take("EMPTY") === undefined) throw words.wrong();
    return not === undefined ? "IS EMPTY" : "IS NOT EMPTY";
  }
  const not = words.take("NOT") === undefined ? "" : "NOT ";
  const word = words.take("IN", "CONTAINS", "UNDER");
  if (word === undefined) throw words.wrong();
  if (word === "CONTAINS") words.take("WORDS");
  return `${not}${word}` as Operator;
}

function literal(words: Reader, { project, now }: QuerySetting): Literal {
  const word = words.takeKind("text", "number", "macro");
  if (word === undefined) throw words.wrong();
  if (word.kind === "number") return Number(word.text);
  if (word.kind === "text") return word.text;
  switch (word.text.toLowerCase()) {
    case "project":
      return project;
    case "me":
      return "Muster";
    case "today":
      return today(words, now);
    default:
      throw badQuery(`the macro @${word.text} is not understood`);
  }
}

/** The day, or the one so many days before or after it. */
function today(words: Reader, now: Date): string {
  const sign = words.take("+", "-");
  // "@today-7" reads as a number with a sign, "@today - 7" as a sign and a number.
  const number = words.takeKind("number");
  if (sign !== undefined && number === undefined) throw words.wrong();
  const days = Number(number?.text ?? 0) * (sign === "-" ? -1 : 1);
  return new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
}

function field(words: Reader, { fields }: QuerySetting): Field {
  const word = words.takeKind("name", "word");
  if (word === undefined) throw words.wrong();
  const wanted = word.text.toLowerCase();
  const known = fields.find((each) => [each.referenceName, each.name].some((is) => is.toLowerCase() === wanted));
  if (known === undefined)
    throw boardsError(
      400,
      "WorkItemTrackingQueryException",
      `TF51005: The query references a field that does not exist. The error is caused by «[${word.text}]».`,
    );
  return known;
}
