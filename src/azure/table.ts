/** Any table of the storage account, to be read and never written. */
import { odata } from "@azure/data-tables";
import type { Config } from "../config.ts";
import { Outage } from "../engine/ports.ts";
import { connect } from "./account.ts";
import { statusOf } from "./calls.ts";
import { pages } from "./pages.ts";

type Account = Partial<Pick<Config, "STORAGE_CONNECTION_STRING" | "STORAGE_ACCOUNT">>;

/** Of whichever partition: a filter has to say something. */
const everything = odata`PartitionKey ge ${""}`;

/** What Azure lets a table be called. */
export const isTableName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9]{2,62}$/.test(name);

/** The rows of a table, one more than `most` at most, so that the caller sees when there are too many. Throws Outage. */
export async function readRows(account: Account, name: string, most: number): Promise<Record<string, unknown>[]> {
  if (!isTableName(name)) throw new RangeError(`“${name}” is no lawful name of a table.`);
  const table = (await connect(account)).table(name);
  const found: Record<string, unknown>[] = [];
  try {
    for await (const rows of pages(table, everything, `read the table ${name}`, most + 1)) found.push(...rows);
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    throw new Outage(`There is no table ${name} in the storage account.`, { again: false, cause: error });
  }
  return found;
}
