/** How far each reaction has read, a row each in the stream's partition. The ETag lets one holder through. */
import { randomUUID } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import { checkKey, checkStream } from "../domain/limits.ts";
import { Conflict, type Seen } from "../engine/ports.ts";
import { statusOf, within } from "./calls.ts";
import { orderedKey } from "./keys.ts";
import { type Row, rowAt } from "./pages.ts";

export async function moveCursor(
  table: TableClient,
  stream: string,
  reaction: string,
  was: Seen | undefined,
  now: Omit<Seen, "version">,
): Promise<Seen> {
  checkStream(stream);
  checkKey(reaction);
  const { number, failures, holder, until } = now;
  if (was !== undefined && number < was.number) throw new Conflict(`${reaction} of ${stream} does not move backwards.`);
  const row = {
    partitionKey: stream,
    rowKey: `seen-${orderedKey(reaction)}`,
    reaction,
    number,
    failures,
    holder,
    until,
    attempt: randomUUID(),
  };
  const doing = `move ${reaction} of ${stream}`;
  try {
    const { etag = "" } = await within(doing, (abortSignal) =>
      was === undefined
        ? table.createEntity(row, { abortSignal })
        : table.updateEntity(row, "Replace", { etag: was.version, abortSignal }),
    );
    return { number, failures, holder, until, version: etag };
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
    // The first try may have landed and only its answer been lost; then the row carries this call's name.
    const found = await rowAt(table, stream, row.rowKey, doing);
    if (found?.["attempt"] === row.attempt) return seenOf(found);
    throw new Conflict(`Somebody else moved ${reaction} of ${stream}.`);
  }
}

export function seenOf(row: Row): Seen {
  return {
    number: Number(row["number"]),
    failures: Number(row["failures"]),
    holder: String(row["holder"]),
    until: String(row["until"]),
    version: row.etag,
  };
}
