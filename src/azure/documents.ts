/** Documents on an Azure table: a kind is a partition, an id a row that sorts as the id does. */
import { randomUUID } from "node:crypto";
import { odata, type TableClient, type TransactionAction } from "@azure/data-tables";
import { checkId, checkKind, documentCharactersMax, toChanges, toJson } from "../domain/limits.ts";
import { Conflict, type DocumentChange, type Documents, Outage } from "../engine/ports.ts";
import { statusOf, within } from "./calls.ts";
import { orderedKey } from "./keys.ts";
import { pages, rowAt } from "./pages.ts";
import { fromProperties, intoProperties } from "./rows.ts";

export function azureDocuments(table: TableClient): Documents {
  return {
    async read<T>(kind: string, id: string) {
      checkKind(kind);
      checkId(id);
      const row = await rowAt(table, kind, orderedKey(id), `read the ${kind} "${id}"`);
      return row === undefined ? undefined : { value: fromProperties(row) as T, version: row.etag };
    },
    write: (kind, id, value, version) => write(table, kind, id, value, version),
    async remove(kind, id) {
      checkKind(kind);
      checkId(id);
      try {
        await within(`remove the ${kind} "${id}"`, (abortSignal) =>
          table.deleteEntity(kind, orderedKey(id), { abortSignal }),
        );
      } catch (error) {
        if (statusOf(error) !== 404) throw error;
      }
    },
    async list<T>(kind: string, limit = 1_000, begins = "", after = "") {
      checkKind(kind);
      const found: { id: string; value: T; version: string }[] = [];
      for await (const rows of pages(table, rowsOf(kind, begins, after), `list every ${kind}`, limit))
        for (const row of rows)
          found.push({ id: String(row["id"]), value: fromProperties(row) as T, version: row.etag });
      return found;
    },
    writeAll: (kind, changes) => writeAll(table, kind, changes),
  };
}

async function write(
  table: TableClient,
  kind: string,
  id: string,
  value: unknown,
  version: string | undefined,
): Promise<string> {
  checkKind(kind);
  checkId(id);
  const json = toJson("A document", value, documentCharactersMax);
  const row = { partitionKey: kind, rowKey: orderedKey(id), id, attempt: randomUUID(), ...intoProperties(json) };
  const doing = `write the ${kind} "${id}"`;
  try {
    const { etag = "" } = await within(doing, (abortSignal) =>
      version === undefined
        ? table.createEntity(row, { abortSignal })
        : table.updateEntity(row, "Replace", { etag: version, abortSignal }),
    );
    return etag;
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
    // The first try may have landed and only its answer been lost; then the row carries this call's name.
    const found = await rowAt(table, kind, row.rowKey, doing);
    if (found?.["attempt"] === row.attempt) return found.etag;
    throw new Conflict(`Somebody else wrote the ${kind} "${id}".`);
  }
}

/** What begins as a text does has keys that begin as its key does, and "\u007f" sorts behind every lawful character. */
function rowsOf(kind: string, begins: string, after: string): string {
  const from = orderedKey(begins);
  return [
    odata`PartitionKey eq ${kind}`,
    ...(begins === "" ? [] : [odata`RowKey ge ${from} and RowKey lt ${`${from}\u007f`}`]),
    ...(after === "" ? [] : [odata`RowKey gt ${orderedKey(after)}`]),
  ].join(" and ");
}

async function writeAll(table: TableClient, kind: string, changes: readonly DocumentChange[]): Promise<void> {
  checkKind(kind);
  const json = toChanges(changes);
  const attempt = randomUUID();
  const rows = changes.map(({ id, version }, index) => ({
    version,
    json: json[index],
    keys: { partitionKey: kind, rowKey: orderedKey(id), id, attempt },
  }));
  const actions = rows.map(({ keys, version, json: text }): TransactionAction => {
    if (text === undefined) return ["delete", keys];
    const row = { ...keys, ...intoProperties(text) };
    return version === undefined ? ["create", row] : ["update", row, "Replace", { etag: version }];
  });
  const doing = `write ${changes.length} documents of ${kind}`;
  try {
    await within(doing, (abortSignal) => table.submitTransaction(actions, { abortSignal }));
  } catch (error) {
    if (statusOf(error) === undefined && !(error instanceof Outage)) throw error;
    // All or none: where one row carries this call's name, the first try landed and only its answer was lost.
    const written = rows.find((row) => row.json !== undefined);
    const found = written === undefined ? undefined : await rowAt(table, kind, written.keys.rowKey, doing);
    if (found?.["attempt"] === attempt) return;
    if (error instanceof Outage) throw error;
    throw new Conflict(`Somebody else wrote a document of ${kind}.`);
  }
}
