/** What storage refuses, whichever it is: a mistake that memory would forgive must not wait for Azure to be found. */

export const entriesMax = 50;
/** Eight digits, as keys have them. */
const numberMax = 99_999_999;
export const pageEntriesMax = 1_000;
export const entryCharactersMax = 200_000;
/** All entries of one append; Azure refuses a transaction of 4 MiB. */
export const appendBytesMax = 3_000_000;
/** Documents changed in one transaction. */
export const changesMax = 90;
export const receiptCharactersMax = 30_000;
export const documentCharactersMax = 500_000;
export const lineBytesMax = 1_000_000;
export const mediaBytesMax = 64 * 1024 * 1024;

const keyCharactersMax = 200;
const idCharactersMax = 500;
const causeCharactersMax = 1_000;

export function checkStream(stream: string): void {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(stream)) throw new RangeError(`"${stream}" is not a lawful stream name.`);
}

export function checkKind(kind: string): void {
  if (!/^[a-z-]{1,40}$/.test(kind)) throw new RangeError(`"${kind}" is not a lawful kind of document.`);
}

export const checkId = (id: string): void => checkLength("A document's id", id, idCharactersMax);
export const checkKey = (key: string): void => checkLength("A receipt's key", key, keyCharactersMax);
export const checkCause = (cause: string): void => checkLength("A cause", cause, causeCharactersMax);

/** The JSON of each document that is written, undefined for one that is removed; together they fit into one transaction. */
export function toChanges(changes: readonly { id: string; value: unknown }[]): (string | undefined)[] {
  if (changes.length < 1 || changes.length > changesMax)
    throw new RangeError(`One change has 1 to ${changesMax} documents, not ${changes.length}.`);
  if (new Set(changes.map(({ id }) => id)).size < changes.length)
    throw new RangeError("One change has each document once.");
  const json = changes.map(({ id, value }) => {
    checkId(id);
    return value === undefined ? undefined : toJson("A document", value, documentCharactersMax);
  });
  const bytes = json.reduce((sum, each) => sum + Buffer.byteLength(each ?? ""), 0);
  if (bytes > appendBytesMax)
    throw new RangeError(`A change of ${bytes} bytes is too much; ${appendBytesMax} is the most.`);
  return json;
}

/** Of a public file: never a path. */
export function checkFileName(name: string): void {
  if (!/^[a-z0-9][a-z0-9._-]{0,99}$/.test(name)) throw new RangeError(`"${name}" is not a lawful file name.`);
}

/** Of a part of a history: how many entries it has at most, and the number it ends before. */
export function checkPage({ before = 1, most }: { before?: number | undefined; most: number }): void {
  if (!Number.isInteger(most) || most < 1 || most > pageEntriesMax)
    throw new RangeError(`A page has 1 to ${pageEntriesMax} entries, not ${most}.`);
  if (!Number.isInteger(before) || before < 1 || before > numberMax)
    throw new RangeError(`No page ends before the number ${before}.`);
}

/** Of a kept picture or file: its stream, and a name that is no path. */
export function checkMediaKey(key: string): void {
  if (!/^[A-Za-z0-9-]{1,64}\/(?!\.)[A-Za-z0-9._-]{1,150}$/.test(key))
    throw new RangeError(`"${key}" is not a lawful key of a file.`);
}

/** The whole stream is named, so that "INC-4" never means "INC-42" too. */
export function checkMediaPrefix(prefix: string): void {
  if (!/^[A-Za-z0-9-]{1,64}\/[A-Za-z0-9._-]{0,150}$/.test(prefix))
    throw new RangeError(`"${prefix}" is not a lawful beginning of a file's key.`);
}

export function checkMediaBytes(bytes: Uint8Array): void {
  if (bytes.length > mediaBytesMax)
    throw new RangeError(`A file of ${bytes.length} bytes is too much; ${mediaBytesMax} is the most.`);
}

/** The record of an erasure names each line that is erased, and a record is never erased itself. */
export function checkErasure(
  lines: readonly { number: number; kind: string; words?: string }[],
  numbers: readonly number[],
  record: { kind: string; lines?: readonly number[] },
): void {
  const known = new Map(lines.map((line) => [line.number, line]));
  const named = new Set(record.lines);
  if (record.kind !== "erased" || numbers.length === 0) throw new RangeError("An erasure has lines, and a record.");
  for (const number of numbers) {
    if (!named.has(number)) throw new RangeError(`The record of an erasure does not name line ${number}.`);
    const line = known.get(number);
    if (line === undefined) throw new RangeError(`There is no line ${number} to erase.`);
    if (line.kind === "erased") throw new RangeError(`Line ${number} records an erasure, and stays.`);
    if (line.words === undefined)
      throw new RangeError(`Line ${number} is from before words could be erased; only the whole transcript can go.`);
  }
}

function checkLength(what: string, text: string, most: number): void {
  if (text.length < 1 || text.length > most) throw new RangeError(`${what} has 1 to ${most} characters.`);
}

export function checkCount(entries: readonly unknown[]): void {
  if (entries.length < 1 || entries.length > entriesMax)
    throw new RangeError(`An append has 1 to ${entriesMax} entries, not ${entries.length}.`);
}

/**
 * JSON on one line for whoever reads it: JavaScript leaves U+2028 and U+2029 as they are, and others end a line there.
 * Throws RangeError when it is longer than `most` characters.
 */
export function toJson(what: string, value: unknown, most: number): string {
  const json = JSON.stringify(value);
  if (json === undefined) throw new RangeError(`${what} has no JSON.`);
  const line = json.replace(/[\u2028\u2029]/g, (character) => (character === "\u2028" ? "\\u2028" : "\\u2029"));
  if (line.length > most) throw new RangeError(`${what} is ${line.length} characters of JSON, ${most} is the most.`);
  return line;
}

/**
 * The JSON of each entry without its number: that is where it is stored, and does not make the ten-thousandth longer.
 * Together they fit into one transaction.
 */
export function toEntries(entries: readonly { number: number }[]): string[] {
  checkCount(entries);
  const json = entries.map(({ number: _, ...entry }) => toJson("An entry", entry, entryCharactersMax));
  const bytes = json.reduce((sum, each) => sum + Buffer.byteLength(each), 0);
  if (bytes > appendBytesMax)
    throw new RangeError(`An append of ${bytes} bytes is too much; ${appendBytesMax} is the most.`);
  return json;
}
