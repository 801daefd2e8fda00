/**
 * Writes the lines of one stream. What arrives while a block is on its way goes into the next block together: no timer,
 * no waiting when it is quiet, and fewer requests the busier it is.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { ContainerClient } from "@azure/storage-blob";
import { lineBytesMax } from "../domain/limits.ts";
import { chain, chainStart, type Link, sameness } from "../domain/transcript.ts";
import { type Line, Outage } from "../engine/ports.ts";
import {
  appendAt,
  firstPosition,
  isFull,
  nextSegment,
  type Position,
  readFrom,
  type SegmentLimits,
} from "./segments.ts";

export type Writer = { append(line: Line): Promise<void>; idle(): boolean };

type Pending = { line: Line; same: string; bytes: number; done(): void; failed(error: unknown): void };

/**
 * The stream as far as this process has read it: where it ends, its last line, every line in it. While it may be
 * `behind`, because others wrote or an answer was lost, nothing is written before the rest has been read.
 */
type Tail = { at: Position; last: Link; known: Set<string>; behind: boolean };

const waitingMax = 10_000;
/** Append Block takes 4 MiB from clients of every version. */
const blockBytesMax = 3_000_000;
const blockLinesMax = 1_000;
/** What number, hashes and punctuation add to a line. */
const linkBytes = 250;
const triesMax = 30;
const pauseMs = 5;

export function openWriter(container: ContainerClient, stream: string, limits: SegmentLimits): Writer {
  const tail: Tail = { at: firstPosition, last: chainStart, known: new Set(), behind: true };
  const waiting: Pending[] = [];
  let writing = false;

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const block = takeBlock(waiting);
      try {
        await store(container, stream, limits, tail, block);
        for (const { done } of block) done();
      } catch (error) {
        for (const { failed } of block) failed(error);
      }
    }
    writing = false;
  };

  return {
    append(line) {
      const same = sameness(line);
      if (tail.known.has(same)) return Promise.resolve();
      const bytes = Buffer.byteLength(JSON.stringify(line)) + linkBytes;
      if (bytes > lineBytesMax)
        throw new RangeError(`A line of ${bytes} bytes is too much; ${lineBytesMax} is the most.`);
      if (waiting.length >= waitingMax)
        throw new Outage(`${waitingMax} lines of ${stream} wait for Azure Storage already.`, { again: true });
      return new Promise((done, failed) => {
        waiting.push({ line, same, bytes, done, failed });
        if (writing) return;
        writing = true;
        // After the requests that have arrived already: their lines go into the same block.
        setImmediate(writeAll);
      });
    },
    idle: () => !writing,
  };
}

function takeBlock(waiting: Pending[]): Pending[] {
  let lines = 0;
  for (let bytes = 0; lines < waiting.length && lines < blockLinesMax; lines++) {
    bytes += waiting[lines]?.bytes ?? 0;
    if (bytes > blockBytesMax && lines > 0) break;
  }
  return waiting.splice(0, lines);
}

/** Resolves when every line of the block is in the blob. */
async function store(
  container: ContainerClient,
  stream: string,
  limits: SegmentLimits,
  tail: Tail,
  block: Pending[],
): Promise<void> {
  for (let attempt = 0; attempt < triesMax; attempt++) {
    if (attempt > 1) await pause(Math.random() * pauseMs * attempt);
    if (tail.behind) await catchUp(container, stream, limits, tail);
    const missing = new Map(block.filter(({ same }) => !tail.known.has(same)).map(({ same, line }) => [same, line]));
    if (missing.size === 0) return;
    const { body, last } = encode(tail.last, missing.values());
    // Until the answer is here, nobody knows what stands in the blob.
    tail.behind = true;
    const end = await appendAt(container, stream, tail.at, body);
    if (end === undefined) continue;
    for (const same of missing.keys()) tail.known.add(same);
    tail.last = last;
    tail.at = isFull(end, limits) ? nextSegment(end) : end;
    tail.behind = false;
    return;
  }
  throw new Outage(`Others wrote to the transcript of ${stream} ${triesMax} times in a row.`, { again: true });
}

async function catchUp(container: ContainerClient, stream: string, limits: SegmentLimits, tail: Tail): Promise<void> {
  for (;;) {
    const { lines, end } = await readFrom(container, stream, tail.at);
    for (const line of lines) tail.known.add(sameness(line));
    tail.last = lines.at(-1) ?? tail.last;
    const full = isFull(end, limits);
    tail.at = full ? nextSegment(end) : end;
    if (!full) break;
  }
  tail.behind = false;
}

function encode(after: Link, lines: Iterable<Line>): { body: Buffer; last: Link } {
  let last = after;
  let text = "";
  for (const said of lines) {
    const { line, json } = chain(last, said);
    text += `${json}\n`;
    last = { number: line.number, hash: line.hash };
  }
  return { body: Buffer.from(text), last };
}
