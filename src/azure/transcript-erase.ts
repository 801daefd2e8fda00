/**
 * Takes words out of a stored transcript. The segment is copied without them while a lease keeps everybody from
 * appending; then one request empties the segment and names the copy in its place. Until that request nothing has
 * happened, after it everything has: a crash leaves at most a copy that nobody is led to, which the next erasure removes.
 */
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { AppendBlobClient, BlobLeaseClient } from "@azure/storage-blob";
import { canonicalJson, withoutWords } from "../domain/transcript.ts";
import { type LoggedLine, Outage } from "../engine/ports.ts";
import { namesIn, statusOf, unlessMissing, within } from "./calls.ts";
import {
  blobAt,
  blobHTTPHeaders,
  type Found,
  firstPosition,
  linesIn,
  type Marks,
  nextSegment,
  type Place,
  type Position,
  readFrom,
  segmentName,
} from "./segments.ts";

type Erasing = Place & { numbers: ReadonlySet<number> };

/** The shortest that Azure grants: so long nobody can append after a crash. */
const leaseSeconds = 15;
/** Longer than a lease that somebody left behind. */
const triesMax = 100;
const pauseMs = 200;
const politeMs = 5_000;
const blockBytes = 3_000_000;
const copyBytes = 6;

export async function eraseLines(erasing: Erasing): Promise<void> {
  for (let at = firstPosition; ; at = nextSegment(at)) {
    const found = await readFrom(erasing, at);
    if (found === undefined) return;
    if (linesIn(found).some(isToErase(erasing))) await eraseSegment(erasing, at);
    if (!found.end.full) return;
  }
}

const isToErase =
  ({ numbers }: Erasing) =>
  (line: LoggedLine) =>
    numbers.has(line.number) && line.erased !== true;

async function eraseSegment(erasing: Erasing, at: Position): Promise<void> {
  for (let attempt = 0; attempt < triesMax; attempt++) {
    if (attempt > 0) await pause(pauseMs);
    if (await tryToErase(erasing, at)) return;
  }
  throw new Outage(`Others kept changing the transcript of ${erasing.stream} while words were to be erased.`, {
    again: true,
  });
}

/** False when somebody else was at it. */
async function tryToErase(erasing: Erasing, at: Position): Promise<boolean> {
  // Listed before the lease is taken: whoever was making one of these then cannot put it in place any more.
  const listed = await blobsOf(erasing, at);
  const seen = await readFrom(erasing, at);
  if (seen === undefined) return true;
  const blob = blobAt(erasing, seen.end);
  const lease = blob.getBlobLeaseClient();
  if (!(await take(lease, blob))) return false;
  try {
    const held = await readFrom(erasing, { ...firstPosition, segment: at.segment, copy: seen.end.copy });
    if (held === undefined || held.end.copy !== seen.end.copy) return false;
    await dropStrays(erasing, listed, blob.name);
    const copy = await replace(erasing, held, blob, lease);
    if (copy !== undefined && held.end.copy !== "") await shortenWay(erasing, at, listed, copy);
    return copy !== undefined;
  } finally {
    // A lease that cannot be given back runs out by itself.
    await lease.releaseLease({ abortSignal: AbortSignal.timeout(politeMs) }).catch(() => undefined);
  }
}

async function take(lease: BlobLeaseClient, blob: AppendBlobClient): Promise<boolean> {
  try {
    await within(`take the lease of ${blob.name}`, (abortSignal) => lease.acquireLease(leaseSeconds, { abortSignal }));
    return true;
  } catch (error) {
    if (![404, 409, 412].includes(statusOf(error) ?? 0)) throw error;
    return false;
  }
}

type Listed = { name: string; etag: string; length: number };

/** The first blob of a segment and all its copies. */
async function blobsOf({ container, stream }: Place, { segment }: Position): Promise<Listed[]> {
  const names = await namesIn(container, `${segmentName(stream, segment)}.`);
  const look = (name: string) =>
    within(`look at ${name}`, (abortSignal) => container.getBlobClient(name).getProperties({ abortSignal }));
  const found = await Promise.all(names.map((name) => unlessMissing(() => look(name))));
  return found.flatMap((blob, index) =>
    blob === undefined ? [] : [{ name: names[index]!, etag: blob.etag ?? "", length: blob.contentLength ?? 0 }],
  );
}

/** Copies that never got into their place hold words that may have to go. */
async function dropStrays({ container }: Place, listed: readonly Listed[], inPlace: string): Promise<void> {
  const strays = listed.filter(({ name, length }) => name !== inPlace && length > 0);
  for (const { name, etag } of strays) await drop(container.getAppendBlobClient(name), etag);
}

async function drop(blob: AppendBlobClient, ifMatch: string): Promise<void> {
  try {
    await within(`remove ${blob.name}`, (abortSignal) => blob.delete({ conditions: { ifMatch }, abortSignal }));
  } catch (error) {
    if (![404, 412].includes(statusOf(error) ?? 0)) throw error;
  }
}

/** Puts a copy without the words into the segment's place, and returns which. Undefined when the segment was changed all the same. */
async function replace(
  erasing: Erasing,
  held: Found,
  blob: AppendBlobClient,
  lease: BlobLeaseClient,
): Promise<string | undefined> {
  const id = randomBytes(copyBytes).toString("hex");
  const copy = blobAt(erasing, { segment: held.end.segment, copy: id });
  const etag = await writeCopy(copy, bodyWithout(erasing, held), held.end.full, lease);
  const marks: Marks = { movedto: id };
  const conditions = { leaseId: lease.leaseId, ...(held.end.etag !== undefined && { ifMatch: held.end.etag }) };
  try {
    await within(`erase words in ${blob.name}`, (abortSignal) =>
      blob.create({ blobHTTPHeaders, metadata: marks, conditions, abortSignal }),
    );
    return id;
  } catch (error) {
    if (statusOf(error) !== 412) throw error;
    const { metadata } = await within(`look at ${blob.name}`, (abortSignal) => blob.getProperties({ abortSignal }));
    if ((metadata as Marks | undefined)?.movedto === id) return id;
    await drop(copy, etag);
    return undefined;
  }
}

/** From the segment's first blob straight to the copy, past those that took its place before. They lead on all the same. */
async function shortenWay(place: Place, at: Position, listed: readonly Listed[], copy: string): Promise<void> {
  const first = blobAt(place, { segment: at.segment, copy: "" });
  const etag = listed.find(({ name }) => name === first.name)?.etag;
  const marks: Marks = { movedto: copy };
  const signal = AbortSignal.timeout(politeMs);
  if (etag !== undefined)
    await first.setMetadata(marks, { conditions: { ifMatch: etag }, abortSignal: signal }).catch(() => undefined);
}

function bodyWithout(erasing: Erasing, held: Found): Buffer {
  const lines = held.body.toString("utf8").split("\n");
  const kept = lines.map((json) => {
    const line = json === "" ? undefined : (JSON.parse(json) as LoggedLine);
    return line !== undefined && isToErase(erasing)(line) ? canonicalJson(withoutWords(line)) : json;
  });
  return Buffer.from(kept.join("\n"));
}

/** Returns the version of the copy. The lease is renewed after each block: a large segment over a poor line takes long. */
async function writeCopy(copy: AppendBlobClient, body: Buffer, full: boolean, lease: BlobLeaseClient): Promise<string> {
  const doing = `write ${copy.name}`;
  const metadata: Marks = full ? { full: "yes" } : {};
  let { etag } = await within(doing, (abortSignal) => copy.create({ blobHTTPHeaders, metadata, abortSignal }));
  for (let from = 0; from < body.length; from += blockBytes) {
    const block = body.subarray(from, from + blockBytes);
    const conditions = { ifMatch: etag ?? "" };
    ({ etag } = await within(doing, (abortSignal) =>
      copy.appendBlock(block, block.length, { conditions, abortSignal }),
    ));
    await within(`keep the lease for ${copy.name}`, (abortSignal) => lease.renewLease({ abortSignal }));
  }
  return etag ?? "";
}
