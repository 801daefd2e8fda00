/**
 * Histories on an Azure table. One stream is one partition, and the row key is the version check: two racing writers
 * cannot both create row 42. See docs/adr/0003-keep-an-incident-in-one-partition.md.
 */
import { randomUUID } from "node:crypto";
import { odata, type TableClient, type TransactionAction } from "@azure/data-tables";
import type { Entry } from "../domain/incident/facts.ts";
import { checkCause, checkKey, checkStream, receiptCharactersMax, toEntries, toJson } from "../domain/limits.ts";
import { AlreadyDone, Conflict, type History, type Log, Outage } from "../engine/ports.ts";
import { statusOf, within } from "./calls.ts";
import { moveCursor, seenOf } from "./cursors.ts";
import { eventKey, hashKey, orderedKey } from "./keys.ts";
import { knownEntries } from "./known-entries.ts";
import { entryOf, headOf, readPage } from "./log-page.ts";
import { pages, type Row, rowAt } from "./pages.ts";
import { fromProperties, intoProperties, textFrom } from "./rows.ts";

export function azureLog(table: TableClient): Log {
  const known = knownEntries();
  return {
    async read(stream) {
      checkStream(stream);
      const entries = known.of(stream);
      const history: History = { entries: [], seen: new Map(), receipts: new Map(), alarm: undefined };
      for await (const rows of pages(table, unknownRows(stream, entries.length), `read ${stream}`))
        for (const row of rows)
          if (isEntry(row)) entries.push(textFrom(row));
          else addRow(history, row);
      known.keep(stream, entries);
      history.entries = entries.map((text, index) => entryOf(text, index + 1));
      return history;
    },
    page: (stream, wanted) => readPage(table, stream, wanted),
    append: (stream, after, cause, entries) => append(table, stream, after, cause, entries),
    async knows(stream, cause) {
      checkStream(stream);
      checkCause(cause);
      return (await rowAt(table, stream, `cause-${hashKey(cause)}`, `read a cause of ${stream}`)) !== undefined;
    },
    move: (stream, reaction, was, now) => moveCursor(table, stream, reaction, was, now),
    async keep(stream, key, receipt) {
      checkStream(stream);
      checkKey(key);
      const json = toJson("A receipt", receipt, receiptCharactersMax);
      const row = { partitionKey: stream, rowKey: `done-${orderedKey(key)}`, key, ...intoProperties(json) };
      await within(`keep a receipt of ${stream}`, (abortSignal) => table.upsertEntity(row, "Replace", { abortSignal }));
    },
    async setAlarm(stream, at) {
      checkStream(stream);
      const row = { partitionKey: stream, rowKey: "alarm", at: at ?? "" };
      await within(`set the alarm of ${stream}`, (abortSignal) => table.upsertEntity(row, "Replace", { abortSignal }));
    },
  };
}

/** Markers of causes are as many as entries, and nobody reads them; entries never change, and are read once. */
const unknownRows = (stream: string, known: number): string =>
  known === 0
    ? odata`PartitionKey eq ${stream} and (RowKey lt 'cause-' or RowKey ge 'cause.')`
    : odata`PartitionKey eq ${stream} and (RowKey lt 'cause-' or (RowKey ge 'cause.' and RowKey lt 'event-') or RowKey ge ${eventKey(known + 1)})`;

const isEntry = (row: Row): boolean => row.rowKey?.startsWith("event-") === true;

function addRow(history: History, row: Row): void {
  const key = row.rowKey ?? "";
  if (key.startsWith("seen-")) history.seen.set(String(row["reaction"]), seenOf(row));
  else if (key.startsWith("done-")) history.receipts.set(String(row["key"]), fromProperties(row));
  else if (key === "alarm") history.alarm = row["at"] === "" ? undefined : String(row["at"]);
}

async function append(
  table: TableClient,
  stream: string,
  after: number,
  cause: string,
  entries: Entry<unknown>[],
): Promise<void> {
  checkStream(stream);
  checkCause(cause);
  const attempt = randomUUID();
  const marker = { partitionKey: stream, rowKey: `cause-${hashKey(cause)}`, attempt, cause, from: after + 1 };
  const rows = toEntries(entries).map((json, index) => ({
    partitionKey: stream,
    rowKey: eventKey(after + 1 + index),
    ...intoProperties(json),
  }));
  const actions: TransactionAction[] = [
    ...[marker, ...rows].map((row): TransactionAction => ["create", row]),
    ["upsert", headOf(stream, after + rows.length), "Replace"],
  ];
  try {
    await within(`append to ${stream}`, (abortSignal) => table.submitTransaction(actions, { abortSignal }));
  } catch (error) {
    await settle(table, stream, marker, error);
  }
}

/**
 * A failed append may have been carried out all the same: the answer was lost, and the second try met the rows of
 * the first. The marker tells, for it carries the name of the call that wrote it.
 */
async function settle(
  table: TableClient,
  stream: string,
  marker: { rowKey: string; attempt: string },
  error: unknown,
): Promise<void> {
  if (statusOf(error) !== 409 && !(error instanceof Outage)) throw error;
  const found = await rowAt(table, stream, marker.rowKey, `read a cause of ${stream}`).catch((second) => {
    throw error instanceof Outage ? error : second;
  });
  if (found?.["attempt"] === marker.attempt) return;
  if (found !== undefined) throw new AlreadyDone(`${stream} has the entries of this cause.`);
  if (error instanceof Outage) throw error;
  throw new Conflict(`Somebody else appended to ${stream}.`);
}
