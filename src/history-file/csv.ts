/** Rows of a CSV file, separated by commas, semicolons or tabs. */
import { CsvError, parse } from "csv-parse/sync";
import { type Field, fieldNamed } from "./fields.ts";
import { columnsMax, missingFields, type Row, type Rows, rowsMax, tooManyColumns, tooManyRows } from "./rows.ts";

/** A description may be long, but one that never ends is a quotation mark that somebody forgot. */
const recordBytesMax = 1_000_000;

/** Whether the first line names columns, at least two of which say something of an incident. */
export function looksLikeTable(text: string): boolean {
  const header = headerOf(text);
  return header.split(delimiterOf(text)).filter((name) => fieldNamed(name) !== undefined).length >= 2;
}

const headerOf = (text: string): string =>
  text
    .replace(/^\ufeff/, "")
    .trimStart()
    .split(/[\r\n]/, 1)[0] ?? "";

type Column = { label: string; rank: number; indices: number[] };

export function rowsOfCsv(text: string): Rows {
  // Whatever ends the lines, they are counted once.
  const lines = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const reading: Reading = { columns: new Map(), width: 0, unused: [], rows: [], end: 0 };
  let fatal: Rows | undefined;
  try {
    parse(lines, {
      delimiter: delimiterOf(lines),
      record_delimiter: "\n",
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: recordBytesMax,
      on_record(record: string[], { lines: end }) {
        fatal ??= reading.width === 0 ? readHeader(record, end, reading) : readRecord(record, end, reading);
        reading.end = end;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    fatal ??= { fatal: [{ line: reading.end + 1, message: faultOf(error) }] };
  }
  if (fatal !== undefined) return fatal;
  if (reading.width === 0) return { fatal: [{ line: 1, message: "The file is empty." }] };
  return { rows: reading.rows, unused: reading.unused };
}

/** `end` is the line in which the latest record ended. */
type Reading = { columns: Map<Field, Column[]>; width: number; unused: string[]; rows: Row[]; end: number };

const delimiters = [",", ";", "\t"] as const;

/** The one that the first line has most of; names of columns have none of them inside. */
function delimiterOf(text: string): string {
  const header = headerOf(text);
  const count = (delimiter: string): number => header.split(delimiter).length;
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best));
}

function readHeader(names: readonly string[], line: number, reading: Reading): Rows | undefined {
  if (names.length > columnsMax) return tooManyColumns({ line }, names.length);
  if (names.every((name) => name.trim() === "")) return undefined;
  reading.width = names.length;
  for (const [index, name] of names.entries()) {
    const label = name.trim();
    const means = fieldNamed(label);
    const columns = means === undefined ? [] : (reading.columns.get(means.field) ?? []);
    const same = columns.find((column) => column.label === label);
    if (means === undefined) reading.unused.push(label);
    else if (same !== undefined) same.indices.push(index);
    else reading.columns.set(means.field, [...columns, { label, rank: means.rank, indices: [index] }]);
  }
  const missing = missingFields({ line }, "column", (field) => reading.columns.has(field));
  return missing.length > 0 ? { fatal: missing } : undefined;
}

function readRecord(record: readonly string[], end: number, reading: Reading): Rows | undefined {
  const line = end - record.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
  if (record.every((cell) => cell.trim() === "")) return undefined;
  if (reading.rows.length >= rowsMax) return tooManyRows({ line });
  reading.rows.push(record.length === reading.width ? rowOf(record, line, reading) : unevenRow(record, line, reading));
  return undefined;
}

const rowOf = (record: readonly string[], line: number, { columns }: Reading): Row => ({
  place: () => ({ line }),
  cellsFor: (field) =>
    (columns.get(field) ?? []).map(({ label, rank, indices }) => ({
      label,
      rank,
      texts: indices.map((index) => record[index]!.trim()).filter((each) => each !== ""),
      place: () => ({ line, column: indices[0]! + 1 }),
    })),
});

const unevenRow = (record: readonly string[], line: number, { width }: Reading): Row => ({
  place: () => ({ line }),
  fault: `This row has ${record.length} cells, and the first line ${width}. Is there a separator in a text without quotation marks?`,
});

function faultOf({ code }: CsvError): string {
  if (code === "CSV_QUOTE_NOT_CLOSED" || code === "CSV_MAX_RECORD_SIZE")
    return "A quotation mark is opened in or behind this line and never closed.";
  return "A quotation mark stands where none may be; within quotation marks write it twice.";
}
