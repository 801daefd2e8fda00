/** What a file is that somebody imports: who is on call, or incidents that another tool has kept. */
import { open } from "node:fs/promises";
import { extname } from "node:path";
import { looksLikeTable } from "../history-file/csv.ts";
import { looksLikeList } from "../history-file/json.ts";

export type ImportKind = "book" | "csv" | "json";

/** JSON tells early what it is. */
const beginningBytes = 64 * 1024;

/** By the name where that says it, else by how it begins. A file that cannot be read is left to whoever reads the book. */
export async function kindOfFile(path: string): Promise<ImportKind> {
  const extension = extname(path).toLowerCase();
  if ([".csv", ".tsv"].includes(extension)) return "csv";
  if ([".yaml", ".yml"].includes(extension)) return "book";
  const text = await beginningOf(path).catch(() => "");
  if (isBook(text)) return "book";
  if (looksLikeList(text)) return "json";
  return extension !== ".json" && looksLikeTable(text) ? "csv" : "book";
}

/** A book is a map of its parts, in YAML or in JSON. */
const isBook = (text: string): boolean =>
  /^\ufeff?\s*\{?\s*"?(?:edition|people|rosters|schedules|policies)"?\s*:/.test(text);

async function beginningOf(path: string): Promise<string> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0);
    return buffer.subarray(0, bytesRead).toString("utf8");
  } finally {
    await handle.close();
  }
}
