/** Transcripts on append blobs. See docs/adr/0004-log-transcripts-as-append-blobs.md. */
import type { ContainerClient } from "@azure/storage-blob";
import { checkStream } from "../domain/limits.ts";
import type { LoggedLine, Transcript } from "../engine/ports.ts";
import { firstPosition, isFull, nextSegment, readFrom, type SegmentLimits, segmentLimits } from "./segments.ts";
import { openWriter, type Writer } from "./transcript-writer.ts";

/** Each open stream keeps what it knows of its lines, some hundred bytes a line. */
const openStreamsMax = 64;

export function azureTranscript(container: ContainerClient, limits: SegmentLimits = segmentLimits): Transcript {
  const writers = new Map<string, Writer>();

  const writerFor = (stream: string): Writer => {
    const writer = writers.get(stream) ?? openWriter(container, stream, limits);
    // Put last again: the first ones are those nobody has used for longest.
    writers.delete(stream);
    writers.set(stream, writer);
    for (const [name, each] of writers) {
      if (writers.size <= openStreamsMax) break;
      if (each.idle()) writers.delete(name);
    }
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
        const { lines: more, end } = await readFrom(container, stream, at);
        for (const line of more) lines.push(line);
        if (!isFull(end, limits)) return lines;
      }
    },
  };
}
