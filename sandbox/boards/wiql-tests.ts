/** One condition of a query, as a test of a work item. */
import type { WorkItem } from "../world.ts";
import type { Field } from "./fields.ts";
import { identity } from "./identity.ts";
import { tagsOf } from "./items.ts";

export type Operator =
  | "="
  | "<>"
  | "<"
  | ">"
  | "<="
  | ">="
  | "IN"
  | "NOT IN"
  | "CONTAINS"
  | "NOT CONTAINS"
  | "UNDER"
  | "NOT UNDER"
  | "IS EMPTY"
  | "IS NOT EMPTY";
export type Literal = string | number;
export type Test = (item: WorkItem) => boolean;

export function testOf(field: Field, operator: Operator, values: readonly Literal[]): Test {
  const [value = ""] = values;
  switch (operator) {
    case "=":
    case "IN":
      return (item) => values.some((each) => equals(field, valueIn(item, field), each));
    case "CONTAINS":
      return (item) => contains(field, item, String(value));
    case "UNDER":
      return (item) => `${valueIn(item, field)}\\`.toLowerCase().startsWith(`${value}\\`.toLowerCase());
    case "IS EMPTY":
      return (item) => valueIn(item, field) === "";
    case "<":
      return (item) => compared(field, item, value, (order) => order < 0);
    case ">":
      return (item) => compared(field, item, value, (order) => order > 0);
    case "<=":
      return (item) => compared(field, item, value, (order) => order <= 0);
    case ">=":
      return (item) => compared(field, item, value, (order) => order >= 0);
    default: {
      const positive = ({ "<>": "=", "IS NOT EMPTY": "IS EMPTY" }[operator as string] ??
        operator.replace("NOT ", "")) as Operator;
      const test = testOf(field, positive, values);
      return (item) => !test(item);
    }
  }
}

/** What a query sees in the field; "" where it is empty. Somebody is their name. */
export function valueIn(item: WorkItem, { referenceName, identity: person }: Field): Literal {
  if (referenceName === "System.Id") return item.id;
  if (referenceName === "System.Rev") return item.rev;
  const value = item.fields[referenceName];
  if (value === undefined || value === null) return "";
  if (person) return identity(String(value), "").displayName;
  return typeof value === "number" ? value : String(value);
}

export function order(field: Field, one: Literal, other: Literal): number {
  if (field.type === "dateTime") return Date.parse(String(one)) - Date.parse(String(other));
  if (typeof one === "number" && !Number.isNaN(Number(other))) return one - Number(other);
  return String(one).localeCompare(String(other), undefined, { sensitivity: "base" });
}

/** An empty field is neither before nor after anything. */
function compared(field: Field, item: WorkItem, value: Literal, holds: (order: number) => boolean): boolean {
  const actual = valueIn(item, field);
  return actual !== "" && holds(order(field, actual, value));
}

const same = (one: Literal, other: Literal): boolean => `${one}`.toLowerCase() === `${other}`.toLowerCase();

function equals({ type }: Field, actual: Literal, wanted: Literal): boolean {
  if (type !== "dateTime" || actual === "") return same(actual, wanted);
  // A day without a time is that whole day.
  const days = !/T/.test(String(wanted));
  return days
    ? new Date(actual).toISOString().startsWith(String(wanted))
    : Date.parse(`${actual}`) === Date.parse(`${wanted}`);
}

/** Tags are found whole, words anywhere. */
const contains = (field: Field, item: WorkItem, wanted: string): boolean =>
  field.referenceName === "System.Tags"
    ? tagsOf(item).some((tag) => same(tag, wanted))
    : String(valueIn(item, field)).toLowerCase().includes(wanted.toLowerCase());
