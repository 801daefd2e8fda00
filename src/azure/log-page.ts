/**
 * A part of a history. Which entry is the last says the head, a row that each append replaces together with creating
 * its entries; see docs/adr/0003-keep-an-incident-in-one-partition.md.
 */
import { odata, type TableClient } from "@azure/data-tables";
import type { Entry } from "../domain/incident/facts.ts";
import { checkPage, checkStream } from "../domain/limits.ts";
import type { HistoryPage } from "../engine/ports.ts";
import { eventKey, eventNumber } from "./keys.ts";
import { pages, rowAt } from "./pages.ts";
import { textFrom } from "./rows.ts";

const headKey = "head";

/** Padded, so that it is as long for any number. */
export const headOf = (stream: string, last: number) => ({
  partitionKey: stream,
  rowKey: headKey,
  last: String(last).padStart(8, "0"),
});

/** Entries that were written before 0.1.0 have their number in the JSON too. */
export const entryOf = (json: string, number: number): Entry<unknown> =>
  Object.assign(JSON.parse(json) as Entry<unknown>, { number });

export async function readPage(
  table: TableClient,
  stream: string,
  wanted: { before?: number | undefined; most: number },
): Promise<HistoryPage> {
  checkStream(stream);
  checkPage(wanted);
  const { before, most } = wanted;
  const doing = `read a page of ${stream}`;
  const head = await rowAt(table, stream, headKey, doing);
  // Without a head all is read. Where it is behind, because an older Muster appended, what comes after it is read too.
  const last = Math.min(Number(head?.["last"] ?? 0), (before ?? Number.POSITIVE_INFINITY) - 1);
  const from = eventKey(Math.max(1, last - most + 1));
  const to = before === undefined ? "event." : eventKey(before);
  const filter = odata`PartitionKey eq ${stream} and RowKey ge ${from} and RowKey lt ${to}`;
  const entries: Entry<unknown>[] = [];
  for await (const rows of pages(table, filter, doing))
    for (const row of rows) entries.push(entryOf(textFrom(row), eventNumber(row.rowKey ?? "")));
  const page = entries.slice(-most);
  return { entries: page, earlier: (page[0]?.number ?? 1) - 1 };
}
