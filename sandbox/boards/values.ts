/** Whether a field takes a value, by its type and its pick list, with the errors of Azure DevOps' rules. */
import { brokenRule, invalidPatch } from "./errors.ts";
import type { Field } from "./fields.ts";

export type Value = string | number | boolean;

const lineLengthMax = 255;
const textLengthMax = 1_000_000;

/** What is kept of the value; undefined when the field is emptied. Throws Rejection. */
export function readValue(field: Field, value: unknown): Value | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    throw invalidPatch(`The value of ${field.referenceName} is not plain.`);
  const read = readers[field.type]?.(value) ?? text(field, value);
  if (read === wrong) throw brokenRule(field.name, "Error code: HasValues, InvalidType.");
  if (field.allowedValues !== undefined && !field.allowedValues.includes(read as string | number))
    throw brokenRule(field.name, "Error code: HasValues, LimitedToValues, InvalidListValue.");
  return read;
}

const wrong = Symbol("a value of another type");
type Reader = (value: Value) => Value | typeof wrong;

const readers: Partial<Record<Field["type"], Reader>> = {
  integer: (value) => (typeof value !== "boolean" && /^[+-]?\d{1,10}$/.test(`${value}`.trim()) ? Number(value) : wrong),
  double: (value) => (typeof value !== "boolean" && Number.isFinite(Number(value)) ? Number(value) : wrong),
  boolean: (value) =>
    typeof value === "boolean" ? value : (({ true: true, false: false } as const)[`${value}`.toLowerCase()] ?? wrong),
  dateTime: (value) => (typeof value === "string" ? (dateOf(value) ?? wrong) : wrong),
};

function text(field: Field, value: Value): string | Value {
  const limit = field.type === "string" || field.type === "treePath" ? lineLengthMax : textLengthMax;
  if (`${value}`.length > limit) throw brokenRule(field.name, "Error code: HasValues, InvalidTooLong.");
  return field.type === "string" ? `${value}` : value;
}

const moment =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,7})?)?(?:Z|[+-][01]\d:[0-5]\d)?)?$/;

/** The moment in UTC. The service takes other ways of writing a date too; nobody should rely on them. */
function dateOf(value: string): string | undefined {
  const [, year, month, day] = moment.exec(value.trim())?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const zoned = /T/.test(value) && !/(Z|[+-]\d{2}:\d{2})$/.test(value.trim()) ? `${value.trim()}Z` : value.trim();
  return new Date(zoned).toISOString();
}
