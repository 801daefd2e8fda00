/** A query over one partition of a table, page by page, each page with a deadline of its own. */
import type { TableClient, TableEntityResult } from "@azure/data-tables";
import { statusOf, within } from "./calls.ts";

export type Row = TableEntityResult<Record<string, unknown>>;

const pageRows = 1_000;
const pagesMax = 1_000;

/** The rows that answer, at most `most` together: Azure is asked for no row that is not wanted. */
export async function* pages(
  table: TableClient,
  filter: string,
  doing: string,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Row[]> {
  let token: string | undefined;
  let left = most;
  for (let page = 0; page < pagesMax && left > 0; page++) {
    const rows = await within(doing, async (abortSignal) => {
      const maxPageSize = Math.min(pageRows, left);
      const settings = { maxPageSize, ...(token === undefined ? {} : { continuationToken: token }) };
      const result = await table.listEntities({ queryOptions: { filter }, abortSignal }).byPage(settings).next();
      return result.done ? Object.assign([], { continuationToken: undefined }) : result.value;
    });
    yield rows;
    left -= rows.length;
    token = rows.continuationToken;
    if (token === undefined) return;
  }
  if (left > 0) throw new RangeError(`More than ${pagesMax * pageRows} rows answer ${filter}.`);
}

/** One row, or undefined where there is none. */
export async function rowAt(
  table: TableClient,
  partition: string,
  key: string,
  doing: string,
): Promise<Row | undefined> {
  try {
    return await within(doing, (abortSignal) => table.getEntity(partition, key, { abortSignal }));
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
