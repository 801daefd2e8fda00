/**
 * Writes the lines of one stream. What arrives while a block is on its way goes into the next block together: no timer,
 * no waiting when it is quiet, and fewer requests the busier it is.
 */
import { lineBytesMax } from "../domain/limits.ts";
import { sameness } from "../domain/transcript.ts";
import { type Line, Outage } from "../engine/ports.ts";
import type { Tail } from "./transcript-tail.ts";

/** `lines`: how many it knows. */
export type Writer = { append(line: Line): Promise<void>; idle(): boolean; lines(): number };

type Waiting = { line: Line; same: string; bytes: number; done(): void; failed(error: unknown): void };

const waitingMax = 10_000;
/** Append Block takes 4 MiB from clients of every version. */
const blockBytesMax = 3_000_000;
const blockLinesMax = 1_000;
/** What number, salt, digests and punctuation add to a line. */
const linkBytes = 300;

export function openWriter(tail: Tail, inTurn: <T>(run: () => Promise<T>) => Promise<T>): Writer {
  const waiting: Waiting[] = [];
  let writing = false;

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) await inTurn(() => writeBlock(tail, takeBlock(waiting)));
    writing = false;
  };

  return {
    async append(line) {
      if (tail.has(line)) return;
      const same = sameness(line);
      const bytes = Buffer.byteLength(JSON.stringify(line)) + linkBytes;
      if (bytes > lineBytesMax)
        throw new RangeError(`A line of ${bytes} bytes is too much; ${lineBytesMax} is the most.`);
      if (waiting.length >= waitingMax)
        throw new Outage(`${waitingMax} lines wait for Azure Storage already.`, { again: true });
      await new Promise<void>((done, failed) => {
        waiting.push({ line, same, bytes, done, failed });
        if (writing) return;
        writing = true;
        // After the requests that have arrived already: their lines go into the same block.
        setImmediate(writeAll);
      });
    },
    idle: () => !writing,
    lines: () => tail.lines(),
  };
}

function takeBlock(waiting: Waiting[]): Waiting[] {
  let lines = 0;
  for (let bytes = 0; lines < waiting.length && lines < blockLinesMax; lines++) {
    bytes += waiting[lines]?.bytes ?? 0;
    if (bytes > blockBytesMax && lines > 0) break;
  }
  return waiting.splice(0, lines);
}

/** Never rejects: each line's own promise says how it went. */
async function writeBlock(tail: Tail, block: Waiting[]): Promise<void> {
  try {
    await tail.store(new Map(block.map(({ same, line }) => [same, line])));
    for (const { done } of block) done();
  } catch (error) {
    for (const { failed } of block) failed(error);
  }
}
