/** A table of the storage account, with a row for each engineer, as if it were a file of who is on call. */
import { isTableName, readRows } from "../azure/table.ts";
import { type Book, nameKey } from "../domain/oncall/book.ts";
import { Refusal } from "../domain/refusal.ts";
import { bookFromRows } from "../oncall-file/from-rows.ts";
import type { OnCallFile } from "../oncall-file/read.ts";
import { type Desk, MisuseError } from "./verb.ts";

const rowsMax = 5_000;
const problemsShown = 50;

/** Throws a Refusal that names the rows that cannot be used. */
export async function fromTable(desk: Desk, name: string, stored: Book): Promise<OnCallFile> {
  if (!isTableName(name))
    throw new MisuseError(`“${name.slice(0, 60)}” is no name of a table; they have 3 to 63 letters and digits.`);
  const rows = await readRows(desk.config(), name, rowsMax);
  if (rows.length > rowsMax) throw new Refusal(`The table ${name} has more than ${rowsMax} rows.`);
  if (rows.length === 0) throw new Refusal(`The table ${name} is empty.`);
  const { book, problems, notes } = bookFromRows(rows, stored);
  if (problems.length > 0) throw new Refusal(problems.slice(0, problemsShown).join("\n"));
  for (const note of notes) desk.say(note);
  const silentOnOverrides = new Set(book.schedules.map((schedule) => nameKey(schedule.name)));
  return { book, problems: [], silentOnOverrides, locate: () => undefined };
}
