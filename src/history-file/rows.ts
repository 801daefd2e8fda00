/** The rows of a file before anybody knows what they say. */
import { type Field, namesOf, needed } from "./fields.ts";
import type { Place, Trouble } from "./trouble.ts";

/** What a row has under one name. `label` is how a person finds it. */
export type Cell = { label: string; texts: readonly string[]; rank: number; place(): Place };

/** The cells for a field in no order, read when they are asked for; or why there are none. */
export type Row = { place(): Place; cellsFor(field: Field): Cell[] } | { place(): Place; fault: string };

/** `fatal`: nothing of the file can be used. `unused` are the names of columns or keys that mean nothing here. */
export type Rows = { rows: Row[]; unused: string[] } | { fatal: Trouble[] };

export const rowsMax = 100_000;
export const columnsMax = 200;

export const tooManyRows = (place: Place): Rows => ({
  fatal: [{ ...place, message: `There are more than ${rowsMax} incidents; cut the file into several.` }],
});

export function tooManyColumns(place: Place, count: number): Rows {
  const message = `There are ${count} columns, and ${columnsMax} are the most. Keep those for the id, the severity, the times and the services.`;
  return { fatal: [{ ...place, message }] };
}

/** Complains of each field without which no row can be read. */
export const missingFields = (place: Place, what: "column" | "key", has: (field: Field) => boolean): Trouble[] =>
  needed
    .filter((field) => !has(field))
    .map((field) => ({ ...place, message: `No ${what} has the ${nouns[field]}: call it ${namesOf(field)}.` }));

const nouns = { id: "id", severity: "severity", declared: "time of the declaration" } as const;

/** The cell that counts among those for one field: the first of its names that is filled in, else the first. */
export function bestOf(cells: readonly Cell[]): Cell | undefined {
  const [first, ...others] = cells.toSorted((one, other) => one.rank - other.rank);
  return [first, ...others].find((cell) => cell !== undefined && cell.texts.length > 0) ?? first;
}
