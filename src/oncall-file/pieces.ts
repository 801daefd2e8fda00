/** What the shapes of a file are made of. All words come as texts; each piece reads what people write for it. */
import { z } from "zod";
import { nearest } from "../domain/nearest.ts";
import { severities, type Severity } from "../domain/incident/facts.ts";
import { weekdays, type Weekday } from "../domain/oncall/schedule.ts";

export const text = z.string();

export const whole = z
  .string()
  .regex(/^\d{1,9}$/, "wants a whole number")
  .transform(Number);

/** One of a few words, in whatever case. */
export const oneOf = <const T extends readonly string[]>(words: T) =>
  z.string().transform((said, context): T[number] => {
    const found = words.find((word) => word === said.trim().toLowerCase());
    if (found !== undefined) return found;
    context.addIssue(noneOf(said, words));
    return z.NEVER;
  });

function noneOf(said: string, words: readonly string[]): string {
  const like = nearest(said, words)[0];
  return `${shown(said)} is not one of ${words.join(", ")}${like === undefined ? "" : `; did you mean ${like}`}`;
}

/** A list, or its only item; an empty place is a list of none. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => {
    if (value === null) return [];
    return Array.isArray(value) || value === undefined ? value : [value];
  }, z.array(item));

/** A map that has these keys and no other; what is like an unknown one is named. */
export const keyed = <S extends z.core.$ZodShape>(shape: S) =>
  z.strictObject(shape, {
    // One line for each key: they stand in different places of the file.
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => unknownKey(key, Object.keys(shape))).join("\n")
        : undefined,
  });

export function unknownKey(key: string, known: readonly string[]): string {
  const like = nearest(key, known)[0];
  const instead = like === undefined ? `Known are ${known.join(", ")}.` : `Did you mean “${like}”?`;
  return `${shown(key)} is not known here. ${instead}`;
}

/** What somebody wrote, fit for one line. */
export const shown = (said: string): string => `“${said.replace(/\s+/g, " ").slice(0, 60)}”`;

/** "9:00" and "09:00:00" are "09:00". */
export const clock = text.transform(padded);

/** "24:00" ends a day where the next begins. */
export const closingClock = clock.transform((time) => (time === "24:00" ? "00:00" : time));

function padded(said: string): string {
  const [, hour, minute] = /^\s*(\d{1,2}):(\d{2})(?::00)?\s*$/.exec(said) ?? [];
  return hour === undefined ? said : `${hour.padStart(2, "0")}:${minute}`;
}

/** "2026-01-05 9:00:00" is "2026-01-05T09:00", and a date alone is its midnight. Anything else stays what it was. */
export const localTime = text.transform((said) => {
  const [, date, hour = "00", minute = "00", second = "00"] =
    /^\s*(\d{4}-\d{2}-\d{2})(?:[Tt ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?)?\s*$/.exec(said) ?? [];
  if (date === undefined) return said.trim();
  return `${date}T${hour.padStart(2, "0")}:${minute}${second === "00" ? "" : `:${second}`}`;
});

const dayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const weekday = text.transform((said, context): Weekday => {
  const word = said.trim().toLowerCase();
  const index = word.length < 3 ? -1 : dayNames.findIndex((day) => day.startsWith(word));
  if (index !== -1) return weekdays[index]!;
  context.addIssue(noneOf(said, dayNames));
  return z.NEVER;
});

/** A window of the week; without days of every day. */
export const window = keyed({
  days: listOf(weekday).default([...weekdays]),
  from: clock,
  to: closingClock,
});

export const severity = text.transform((said, context): Severity => {
  const number = Number(/^\s*(?:sev\s*)?(\d)\s*$/i.exec(said)?.[1]);
  const found = severities.find((each) => each === number);
  if (found !== undefined) return found;
  context.addIssue(`${shown(said)} is not a severity; they are 1 to 5`);
  return z.NEVER;
});

const kinds: Partial<Record<string, string>> = {
  string: "a text",
  array: "a list",
  object: "keys with values, like `name: …`",
};

/** What a place wants, for the mistakes that no piece has words for. */
export function wants(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== "invalid_type") return undefined;
  if (issue.input === undefined) return "is missing";
  const wanted = kinds[issue.expected];
  const is = issue.input === null ? ", and nothing is there" : "";
  return `wants ${wanted ?? issue.expected}${is}`;
}
