/** What goes into each field for a picture, and whether that is there already. */
import type { WorkItemPicture } from "../domain/work-item/picture.ts";
import type { Person } from "../domain/people.ts";
import { descriptionHtml, plain } from "./html.ts";
import type { Mapping } from "./mapping.ts";
import type { Field } from "./process.ts";
import { severityValue } from "./severity.ts";

/** By the field's reference; "" empties it. */
export type Values = ReadonlyMap<string, string | number>;

const titleMax = 255;
const lineMax = 255;

/** Of the parts that are given. A part that the type has no field for, or a value that its field cannot take, is not there. */
export function valuesOf(picture: Partial<WorkItemPicture>, { places, states }: Mapping): Values {
  const { title, severity, state, assignedTo, description } = picture;
  const all = (fields: readonly Field[], value: (field: Field) => string | number | undefined) =>
    fields.flatMap((field): [string, string | number][] => {
      const given = value(field);
      return given === undefined ? [] : [[field.reference, given]];
    });
  return new Map([
    ...(title === undefined ? [] : all(places.title, () => titleFrom(title))),
    ...(description === undefined ? [] : all(places.description, () => descriptionHtml(description))),
    ...(severity === undefined ? [] : all(places.severity, (field) => severityValue(severity, field))),
    ...(assignedTo === undefined ? [] : all(places.assignedTo, () => addressOf(assignedTo))),
    ...(["detected", "source", "conversation"] as const).flatMap((part) => {
      const value = picture[part];
      return value === undefined ? [] : all(places[part], (field) => lineFor(value ?? "", field));
    }),
    ...(state === undefined ? [] : all(places.state, () => states[state])),
  ]);
}

const titleFrom = (title: string): string => title.replace(/\s+/g, " ").trim().slice(0, titleMax).toWellFormed();

/** Boards knows people by their address; nobody empties the field. */
const addressOf = (person: Person | null): string | undefined => (person === null ? "" : person.email);

/** One of a pick list, or one line. An address that is cut leads nowhere. */
function lineFor(text: string, { allowed, type }: Field): string | undefined {
  if (text === "") return "";
  if (allowed.length > 0) return allowed.find((each) => each.toLowerCase() === text.toLowerCase());
  const line = text.replace(/\s+/g, " ").trim().toWellFormed();
  if (line.length <= lineMax || type === "html" || type === "plainText") return line;
  return /^https?:/.test(line) ? undefined : line.slice(0, lineMax);
}

/** Whether a value, as it was read, is the one that was meant. */
export function isSame(found: unknown, meant: string | number): boolean {
  const [one, other] = [textOf(found), String(meant)];
  if (one === other) return true;
  if (/^\d{4}-\d{2}-\d{2}T/.test(other)) return Date.parse(one) === Date.parse(other);
  return other.includes("@") && (addressIn(one) ?? one).toLowerCase() === other.toLowerCase();
}

/** Also where Boards rewrote the HTML: what a reader sees is the same. */
export const readsSame = (found: unknown, meant: string | number): boolean =>
  isSame(found, meant) || plain(textOf(found)) === plain(String(meant));

/** A value of a field as text; somebody is their address. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object") return String(value);
  return String((value as { uniqueName?: unknown }).uniqueName ?? "");
}

/** "Name <name@example.org>", as events and older servers name somebody. */
const addressIn = (text: string): string | undefined => /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(text)?.[1];
