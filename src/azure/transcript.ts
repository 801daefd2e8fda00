/** Transcripts on append blobs. See docs/adr/0004-log-transcripts-as-append-blobs.md. */
import type { ContainerClient } from "@azure/storage-blob";
import { checkStream } from "../domain/limits.ts";
import type { LoggedLine, Transcript } from "../engine/ports.ts";
import { firstPosition, isFull, nextSegment, readFrom, type SegmentLimits, segmentLimits } from "./segments.ts";
import { openTail } from "./transcript-tail.ts";
import { openWriter, type Writer } from "./transcript-writer.ts";
import { takeTurns } from "./turns.ts";

/** What all open streams know of their lines together: some hundred bytes a line. */
const knownLinesMax = 500_000;
/** What a stream takes beside its lines, as lines. */
const linesOfStream = 10;
/** How often the known lines are counted, in lines that are appended. */
const countEvery = 1_000;
/** With one block on its way, ten busy incidents need a third less of our time, and of storage's, than with two. */
const blocksAtOnce = 1;
const patienceMs = 50;

export function azureTranscript(
  container: ContainerClient,
  limits: SegmentLimits = segmentLimits,
  linesMax: number = knownLinesMax,
): Transcript {
  const writers = new Map<string, Writer>();
  const inTurn = takeTurns(blocksAtOnce, patienceMs);
  let appended = 0;

  const writerFor = (stream: string): Writer => {
    const open = writers.get(stream);
    const writer = open ?? openWriter(openTail(container, stream, limits), inTurn);
    // Put last again: the first ones are those nobody has used for longest.
    writers.delete(stream);
    writers.set(stream, writer);
    appended += 1;
    if (open === undefined || appended % countEvery === 0) forget(writers, linesMax);
    return writer;
  };

  return {
    async append(stream, line) {
      checkStream(stream);
      await writerFor(stream).append(line);
    },
    async read(stream) {
      checkStream(stream);
      const lines: LoggedLine[] = [];
      for (let at = firstPosition; ; at = nextSegment(at)) {
        const found = await readFrom(container, stream, at);
        for (const line of found?.lines ?? []) lines.push(line);
        if (found === undefined || !isFull(found.end, limits)) return lines;
      }
    },
  };
}

/** Closes the streams that were used longest ago until what the others know is not too much; never the one in use. */
function forget(writers: Map<string, Writer>, linesMax: number): void {
  const sizeOf = (writer: Writer): number => writer.lines() + linesOfStream;
  let left = 0;
  for (const writer of writers.values()) left += sizeOf(writer);
  for (const [name, writer] of writers) {
    if (left <= linesMax || writers.size === 1) return;
    if (!writer.idle()) continue;
    writers.delete(name);
    left -= sizeOf(writer);
  }
}
