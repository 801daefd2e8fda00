/** Ten thousand waiting incidents, written by Muster's own adapters: a transaction for each, and a ring. */
import type { TableClient, TransactionAction } from "@azure/data-tables";
import { connect } from "../src/azure/account.ts";
import { azureLog } from "../src/azure/log.ts";
import { openStorage, type Storage } from "../src/azure/storage.ts";
import { fold, type Live } from "../src/domain/incident/incident.ts";
import { type Summary, summaryOf } from "../src/domain/incident/summary.ts";
import { bookKind, documentId } from "../src/engine/book.ts";
import { listed } from "../src/engine/incident-list.ts";
import type { DocumentChange, Log } from "../src/engine/ports.ts";
import { channelOf, historyOf, idOf, pagesOfBook, reactionsDone, receiptsOf, type Waiting } from "./waiting.ts";

export type Seeding = {
  storage: Storage;
  /** Writes these incidents, and then all of them into the list of those that are open. */
  waiting(all: readonly Waiting[]): Promise<void>;
  /** Writes these into the list of those that are open, or of those that are closed. */
  listed(summaries: readonly Summary[]): Promise<void>;
  /** Writes which channels belong to these incidents. */
  places(all: readonly Waiting[]): Promise<void>;
  /** Writes so many teams into the book, and how many incidents have been declared so far. */
  teams(count: number, declared: number): Promise<void>;
};

type Place = { connection: string; prefix: string; serviceUrl: string };

const together = 16;
const documentsMax = 90;

export async function openSeeding({ connection, prefix, serviceUrl }: Place): Promise<Seeding> {
  const settings = { STORAGE_CONNECTION_STRING: connection, STORAGE_PREFIX: prefix };
  const storage = await openStorage(settings, () => new Date());
  const table = (await connect(settings)).table(`${prefix}incidents`);
  const { documents, bell } = storage;

  async function write(kind: string, changes: DocumentChange[]): Promise<void> {
    for (let from = 0; from < changes.length; from += documentsMax)
      await documents.writeAll(kind, changes.slice(from, from + documentsMax));
  }

  async function list(summaries: readonly Summary[]): Promise<void> {
    for (const [kind, rows = []] of Object.entries(Object.groupBy(summaries.map(listed), (row) => row.kind)))
      await write(
        kind,
        rows.map(({ id, value }) => ({ id, value, version: undefined })),
      );
  }

  return {
    storage,
    async waiting(all) {
      await inParallel(all, async (each) => {
        await writeHistory(table, each, serviceUrl);
        await bell.ring(idOf(each), each.dueAt);
      });
      await list(all.map((each) => summary(each, serviceUrl)));
    },
    listed: list,
    places: (all) =>
      write(
        "place",
        all.map((each) => ({ id: channelOf(each), value: { stream: idOf(each), record: true }, version: undefined })),
      ),
    async teams(count, declared) {
      const pages = Array.from({ length: count }, (_, team) => pagesOfBook(team));
      for (const part of ["people", "schedules", "rosters"] as const)
        await write(
          bookKind,
          pages.flatMap((page) =>
            page[part].map((value) => ({ id: documentId(part, value.name), value, version: undefined })),
          ),
        );
      await documents.write("counter", "incident", declared, undefined);
    },
  };
}

const summary = (waiting: Waiting, serviceUrl: string) =>
  summaryOf(fold(idOf(waiting), historyOf(waiting, serviceUrl)) as Live);

/** Everything of one stream lies in one partition, so what the adapter writes row by row can be written at once. */
async function writeHistory(table: TableClient, waiting: Waiting, serviceUrl: string): Promise<void> {
  const stream = idOf(waiting);
  const entries = historyOf(waiting, serviceUrl);
  const { log, rows } = collecting();
  await log.append(stream, 0, "bench", entries);
  for (const [key, receipt] of receiptsOf(waiting, serviceUrl)) await log.keep(stream, key, receipt);
  const read = { number: entries.length, failures: 0, holder: "", until: "" };
  for (const reaction of reactionsDone) await log.move(stream, reaction, undefined, read);
  await log.setAlarm(stream, waiting.dueAt.toISOString());
  await table.submitTransaction(rows);
}

/** A log that keeps its rows instead of sending them. */
export function collecting(): { log: Log; rows: TransactionAction[] } {
  const rows: TransactionAction[] = [];
  const table: Pick<TableClient, "submitTransaction" | "createEntity" | "upsertEntity"> = {
    submitTransaction: async (actions) => {
      rows.push(...(actions as TransactionAction[]));
      return { status: 202, subResponses: [], getResponseForEntity: () => undefined };
    },
    createEntity: async (row) => {
      rows.push(["create", row]);
      return {};
    },
    upsertEntity: async (row) => {
      rows.push(["create", row]);
      return {};
    },
  };
  return { log: azureLog(table as TableClient), rows };
}

export async function inParallel<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const left = all.values();
  const drive = async (): Promise<void> => {
    for (const each of left) await work(each);
  };
  await Promise.all(Array.from({ length: together }, drive));
}
