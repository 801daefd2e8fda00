/** Transcripts on append blobs. See docs/adr/0004-log-transcripts-as-append-blobs.md. */
import type { ContainerClient } from "@azure/storage-blob";
import { checkStream } from "../domain/limits.ts";
import type { LoggedLine, Transcript } from "../engine/ports.ts";
import { firstPosition, isFull, nextSegment, readFrom, type SegmentLimits, segmentLimits } from "./segments.ts";
import { openTail } from "./transcript-tail.ts";
import { openWriter, type Writer } from "./transcript-writer.ts";
import { takeTurns } from "./turns.ts";

/** Each open stream keeps what it knows of its lines, some hundred bytes a line. */
const openStreamsMax = 64;
/** With one block on its way, ten busy incidents need a third less of our time, and of storage's, than with two. */
const blocksAtOnce = 1;
const patienceMs = 50;

export function azureTranscript(container: ContainerClient, limits: SegmentLimits = segmentLimits): Transcript {
  const writers = new Map<string, Writer>();
  const inTurn = takeTurns(blocksAtOnce, patienceMs);

  const writerFor = (stream: string): Writer => {
    const writer = writers.get(stream) ?? openWriter(openTail(container, stream, limits), inTurn);
    // Put last again: the first ones are those nobody has used for longest.
    writers.delete(stream);
    for (const [name, each] of writers) {
      if (writers.size < openStreamsMax) break;
      if (each.idle()) writers.delete(name);
    }
    writers.set(stream, writer);
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
