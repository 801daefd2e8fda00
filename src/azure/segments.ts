/**
 * The append blobs of a stream: INC-42/0001.jsonl, then 0002 once that is full. Appends name the version they have
 * seen, so of two processes one is told to read first; a blob is full by its length and blocks, which whoever knows the
 * version knows too, so nobody starts the next one while another still writes. A blob from which words were erased is
 * empty, and its metadata names the copy that has taken its place: INC-42/0001.4be0f1c2a7d9.jsonl.
 */
import type { AppendBlobClient, BlobGetPropertiesResponse, ContainerClient } from "@azure/storage-blob";
import { type LoggedLine, Outage } from "../engine/ports.ts";
import { codeOf, statusOf, unlessMissing, within } from "./calls.ts";

export type Place = { container: ContainerClient; stream: string; limits: SegmentLimits };

/** A blob takes 50,000 blocks (Append Block); a restart reads whole blobs, so they stay small too. */
export type SegmentLimits = { blocksMax: number; bytesMax: number };
export const segmentLimits: SegmentLimits = { blocksMax: 40_000, bytesMax: 32 * 1024 * 1024 };

/** Where the next block goes. */
export type Position = {
  segment: number;
  /** Which copy of the segment; "" is the first. */
  copy: string;
  offset: number;
  /** The blob's version as it was seen, undefined when there was none yet. */
  etag: string | undefined;
  full: boolean;
};

export const firstPosition: Position = { segment: 1, copy: "", offset: 0, etag: undefined, full: false };
export const nextSegment = ({ segment }: Position): Position => ({ ...firstPosition, segment: segment + 1 });

export const blobAt = ({ container, stream }: Place, { segment, copy }: Pick<Position, "segment" | "copy">) =>
  container.getAppendBlobClient(`${segmentName(stream, segment)}${copy === "" ? "" : `.${copy}`}.jsonl`);
export const segmentName = (stream: string, segment: number): string => `${stream}/${String(segment).padStart(4, "0")}`;

export const blobHTTPHeaders = { blobContentType: "application/x-ndjson; charset=utf-8" };
const downloadMs = 60_000;
/** As often as words can be erased from one segment. */
const copiesMax = 1_000;

/** What Muster writes down beside a blob: the copy that took its place, and that it was full before words were erased. */
export type Marks = { movedto?: string; full?: "yes" };

/**
 * Appends at the position and returns the next. Otherwise the blob is not as it was ("changed"), somebody erases words
 * in it just now ("held"), or the segments before it are gone.
 */
export async function appendAt(
  place: Place,
  at: Position,
  body: Buffer,
): Promise<Position | "changed" | "held" | "gone"> {
  const blob = blobAt(place, at);
  const doing = `append to the transcript of ${place.stream}`;
  try {
    if (at.etag === undefined && at.segment > 1 && !(await isThere(place, at.segment - 1))) return "gone";
    const ifMatch = at.etag ?? (await create());
    const { etag, blobCommittedBlockCount: blocks = 0 } = await within(doing, (abortSignal) =>
      blob.appendBlock(body, body.length, { conditions: { ifMatch }, abortSignal }),
    );
    const offset = at.offset + body.length;
    return { ...at, offset, etag, full: isFull(offset, blocks, place.limits) };
  } catch (error) {
    if (codeOf(error) === "LeaseIdMissing") return "held";
    const changed = [404, 412].includes(statusOf(error) ?? 0) || codeOf(error) === "BlobAlreadyExists";
    if (changed) return "changed";
    throw error;
  }

  async function create(): Promise<string> {
    const conditions = { ifNoneMatch: "*" };
    const { etag } = await within(doing, (abortSignal) => blob.create({ blobHTTPHeaders, conditions, abortSignal }));
    return etag ?? "";
  }
}

const isFull = (offset: number, blocks: number, limits: SegmentLimits): boolean =>
  blocks >= limits.blocksMax || offset >= limits.bytesMax;

const isThere = (place: Place, segment: number): Promise<boolean> =>
  within(`look at the transcript of ${place.stream}`, (abortSignal) =>
    blobAt(place, { segment, copy: "" }).exists({ abortSignal }),
  );

/** What stands in a blob from a position on, and where it ends now. */
export type Found = { body: Buffer; end: Position };

/**
 * What was appended behind the position; where a copy has taken the blob's place, all that is in the copy. Undefined
 * when there is no such blob, or it is shorter than it was.
 */
export async function readFrom(place: Place, at: Position): Promise<Found | undefined> {
  let found = await readBlob(place, at);
  for (let hop = 0; found?.movedTo !== undefined; hop++) {
    if (hop >= copiesMax) throw new Outage(`${blobAt(place, at).name} leads nowhere.`, { again: false });
    const copy = { ...firstPosition, segment: at.segment, copy: found.movedTo };
    found = await readBlob(place, copy);
    // Whoever removes a transcript removes copies last: the next try finds nothing, or a new one.
    if (found === undefined) throw new Outage(`${blobAt(place, copy).name} is missing.`, { again: true });
  }
  return found;
}

async function readBlob(place: Place, at: Position): Promise<(Found & { movedTo: string | undefined }) | undefined> {
  const blob = blobAt(place, at);
  const answer = await unlessMissing(() => download(blob, at.offset));
  if (answer === undefined) return undefined;
  const { body, blob: now } = answer;
  const { movedto: movedTo, full }: Marks = now.metadata ?? {};
  if (body === undefined && movedTo === undefined) {
    // Somebody appended between two looks at it, or it is another blob than it was.
    if (now.contentLength !== at.offset) return (now.contentLength ?? 0) > at.offset ? readBlob(place, at) : undefined;
  }
  const offset = at.offset + (body?.length ?? 0);
  const isNowFull = full === "yes" || isFull(offset, now.blobCommittedBlockCount ?? 0, place.limits);
  return { body: body ?? Buffer.alloc(0), end: { ...at, offset, etag: now.etag, full: isNowFull }, movedTo };
}

type Seen = Pick<BlobGetPropertiesResponse, "metadata" | "etag" | "blobCommittedBlockCount" | "contentLength">;

/** No body: nothing stands behind the offset (Azure calls that range not satisfiable), and what is known was asked for. */
async function download(blob: AppendBlobClient, offset: number): Promise<{ body: Buffer | undefined; blob: Seen }> {
  const doing = `read ${blob.name}`;
  try {
    return await within(
      doing,
      async (abortSignal) => {
        const answer = await blob.download(offset, undefined, { abortSignal });
        const parts: Buffer[] = [];
        for await (const part of answer.readableStreamBody ?? []) parts.push(Buffer.from(part));
        return { body: Buffer.concat(parts), blob: answer };
      },
      downloadMs,
    );
  } catch (error) {
    if (statusOf(error) !== 416) throw error;
    return { body: undefined, blob: await within(doing, (abortSignal) => blob.getProperties({ abortSignal })) };
  }
}

/** The lines of a blob. Throws Outage where somebody put something else into it. */
export function linesIn({ body, end }: Found): LoggedLine[] {
  try {
    const lines = body.toString("utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as LoggedLine);
  } catch (error) {
    throw new Outage(`Segment ${end.segment} of a transcript has something in it that is no line.`, {
      again: false,
      cause: error,
    });
  }
}
