/**
 * Loaded into Azurite before its own program: the rows of a table are found by their keys, as in Azure. Azurite itself
 * walks through every row of a table for most of what it is asked, which with ten thousand incidents is two hundred
 * thousand rows for each of Muster's requests: one would measure nothing else. Queues and blobs stay as they are.
 */
import { createRequire } from "node:module";

type Keys = { PartitionKey: string; RowKey: string };
type Rows = ReturnType<typeof rowsByKey>;
type Store = {
  createCollectionForTable(table: { account: string; table: string }): void;
  getTableCollectionName(account: string, table: string): string;
  getEntityCollection(account: string, table: string, context: unknown): Rows;
  queryTableEntities(
    context: unknown,
    account: string,
    table: string,
    options: { filter?: string },
    ...more: unknown[]
  ): unknown;
  db: { getCollection(name: string): object };
};

const file = "azurite/dist/src/table/persistence/LokiTableMetadataStore.js";
const { prototype } = (createRequire(import.meta.url)(file) as { default: { prototype: Store } }).default;
const { createCollectionForTable, queryTableEntities } = prototype;

prototype.createCollectionForTable = function create(table) {
  createCollectionForTable.call(this, table);
  Object.assign(this.db.getCollection(this.getTableCollectionName(table.account, table.table)), rowsByKey());
};

prototype.queryTableEntities = function query(context, account, table, options, ...more) {
  const rows = this.getEntityCollection(account, table, context);
  const narrowed = { chain: () => rows.chain(partitionIn(options.filter ?? "")) };
  const own = Object.create(this, { getEntityCollection: { value: () => narrowed } }) as Store;
  return queryTableEntities.call(own, context, account, table, options, ...more);
};

/** The one partition that a query is about, where it says so first and joins all else to it by "and". */
function partitionIn(filter: string): string | undefined {
  const [, key] = /^PartitionKey eq '((?:[^']|'')*)'(?: and |$)/.exec(filter) ?? [];
  const outside = filter.replace(/\([^()]*(\([^()]*\)[^()]*)*\)/g, "");
  return key === undefined || / or /.test(outside) ? undefined : key.replaceAll("''", "'");
}

/** As much of a collection of LokiJS as Azurite's tables use. */
function rowsByKey() {
  const partitions = new Map<string, Map<string, Keys>>();
  const put = (row: Keys): Keys => {
    const partition = partitions.get(row.PartitionKey) ?? new Map<string, Keys>();
    partitions.set(row.PartitionKey, partition.set(row.RowKey, row));
    return row;
  };
  return {
    findOne: ({ PartitionKey, RowKey }: Keys) => partitions.get(PartitionKey)?.get(RowKey) ?? null,
    insert: put,
    update: put,
    remove: ({ PartitionKey, RowKey }: Keys) => void partitions.get(PartitionKey)?.delete(RowKey),
    chain: (partition?: string) =>
      chain(
        partition === undefined
          ? [...partitions.values()].flatMap((rows) => [...rows.values()])
          : [...(partitions.get(partition)?.values() ?? [])],
      ),
  };
}

function chain(rows: Keys[]) {
  return {
    where: (fits: (row: Keys) => boolean) => chain(rows.filter(fits)),
    sort: (order: (one: Keys, other: Keys) => number) => chain(rows.toSorted(order)),
    limit: (most: number) => chain(rows.slice(0, most)),
    data: () => rows,
  };
}
