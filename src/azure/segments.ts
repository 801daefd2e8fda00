/**
 * The append blobs of a stream: INC-42/0001.jsonl, then 0002 once that is full. Appends name the position they expect,
 * so of two processes one is told to read first; a blob is full by its length and blocks, which whoever knows the
 * position knows too, so nobody starts the next one while another still writes.
 */
import type { ContainerClient } from "@azure/storage-blob";
import type { LoggedLine } from "../engine/ports.ts";
import { statusOf, within } from "./calls.ts";

/** Where the next block goes. `exists`: whether the blob has been seen. */
export type Position = { segment: number; offset: number; blocks: number; exists: boolean };

/** A blob takes 50,000 blocks (Append Block); a restart reads whole blobs, so they stay small too. */
export type SegmentLimits = { blocksMax: number; bytesMax: number };
export const segmentLimits: SegmentLimits = { blocksMax: 40_000, bytesMax: 32 * 1024 * 1024 };

export const firstPosition: Position = { segment: 1, offset: 0, blocks: 0, exists: false };
const downloadMs = 60_000;

const blobName = (stream: string, segment: number): string => `${stream}/${String(segment).padStart(4, "0")}.jsonl`;

export const isFull = (at: Position, limits: SegmentLimits): boolean =>
  at.blocks >= limits.blocksMax || at.offset >= limits.bytesMax;

export const nextSegment = (at: Position): Position => ({ ...firstPosition, segment: at.segment + 1 });

/** Appends at the position and returns the next, or undefined when the blob is not as it was: read again. */
export async function appendAt(
  container: ContainerClient,
  stream: string,
  at: Position,
  body: Buffer,
): Promise<Position | undefined> {
  const blob = container.getAppendBlobClient(blobName(stream, at.segment));
  const doing = `append to the transcript of ${stream}`;
  try {
    if (!at.exists) await create();
    const answer = await within(doing, (abortSignal) =>
      blob.appendBlock(body, body.length, { conditions: { appendPosition: at.offset }, abortSignal }),
    );
    const blocks = answer.blobCommittedBlockCount ?? at.blocks + 1;
    return { segment: at.segment, offset: at.offset + body.length, blocks, exists: true };
  } catch (error) {
    if (statusOf(error) !== 412 && statusOf(error) !== 404) throw error;
    return undefined;
  }

  async function create(): Promise<void> {
    const headers = { blobHTTPHeaders: { blobContentType: "application/x-ndjson; charset=utf-8" } };
    await within(doing, (abortSignal) => blob.createIfNotExists({ ...headers, abortSignal }));
  }
}

/** The lines in the blob from the position on, and where it ends now; undefined when there is no such blob. */
export async function readFrom(
  container: ContainerClient,
  stream: string,
  at: Position,
): Promise<{ lines: LoggedLine[]; end: Position } | undefined> {
  const blob = container.getAppendBlobClient(blobName(stream, at.segment));
  try {
    return await within(
      `read the transcript of ${stream}`,
      async (abortSignal) => {
        const answer = await blob.download(at.offset, undefined, { abortSignal });
        const parts: Buffer[] = [];
        for await (const part of answer.readableStreamBody ?? []) parts.push(Buffer.from(part));
        const body = Buffer.concat(parts);
        const blocks = answer.blobCommittedBlockCount ?? at.blocks;
        return {
          lines: parse(body),
          end: { segment: at.segment, offset: at.offset + body.length, blocks, exists: true },
        };
      },
      downloadMs,
    );
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    // Nothing stands behind the position: Azure calls that range not satisfiable.
    if (statusOf(error) === 416) return { lines: [], end: { ...at, exists: true } };
    throw error;
  }
}

function parse(body: Buffer): LoggedLine[] {
  const lines = body.toString("utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as LoggedLine);
}
