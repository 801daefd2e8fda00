/** Transcripts on append blobs. See docs/adr/0004-log-transcripts-as-append-blobs.md. */
import type { ContainerClient } from "@azure/storage-blob";
import { checkErasure, checkStream } from "../domain/limits.ts";
import { type LoggedLine, Outage, type Transcript } from "../engine/ports.ts";
import { within } from "./calls.ts";
import {
  firstPosition,
  linesIn,
  nextSegment,
  type Place,
  readFrom,
  type SegmentLimits,
  segmentLimits,
} from "./segments.ts";
import { eraseLines } from "./transcript-erase.ts";
import { removeBlobs } from "./transcript-remove.ts";
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
  let crowded = false;

  const writerFor = (stream: string): Writer => {
    const open = writers.get(stream);
    const writer = open ?? openWriter(openTail({ container, stream, limits }), inTurn);
    // Put last again: the first ones are those nobody has used for longest.
    writers.delete(stream);
    writers.set(stream, writer);
    appended += 1;
    if (open === undefined || crowded || appended % countEvery === 0) crowded = forget(writers, linesMax, stream);
    return writer;
  };

  return {
    async append(stream, line) {
      checkStream(stream);
      await writerFor(stream).append(line);
    },
    async read(stream) {
      checkStream(stream);
      return readAll({ container, stream, limits });
    },
    async erase(stream, numbers, record) {
      checkStream(stream);
      const place = { container, stream, limits };
      checkErasure(await readAll(place), numbers, record);
      await checkErasable(container);
      // The record comes first, so that nobody ever finds words erased and no record of it.
      await writerFor(stream).append(record);
      await eraseLines({ ...place, numbers: new Set(numbers) });
    },
    async remove(stream) {
      checkStream(stream);
      await removeBlobs(container, stream);
      writers.delete(stream);
    },
  };
}

async function readAll(place: Place): Promise<LoggedLine[]> {
  const lines: LoggedLine[] = [];
  for (let at = firstPosition; ; at = nextSegment(at)) {
    const found = await readFrom(place, at);
    if (found === undefined) return lines;
    for (const line of linesIn(found)) lines.push(line);
    if (!found.end.full) return lines;
  }
}

/** Before anything is written: a record of an erasure that cannot be done would mislead. */
async function checkErasable(container: ContainerClient): Promise<void> {
  const { hasImmutabilityPolicy, hasLegalHold } = await within(
    `look at the container ${container.containerName}`,
    (abortSignal) => container.getProperties({ abortSignal }),
  );
  if (hasImmutabilityPolicy === true || hasLegalHold === true)
    throw new Outage(
      `No words can be erased: the container ${container.containerName} has ${hasLegalHold === true ? "a legal hold" : "an immutability policy"}.`,
      { again: false },
    );
}

/**
 * Closes the streams that were used longest ago until what all know is not too much; never the one in use, and none that
 * writes. True when it is too much still.
 */
function forget(writers: Map<string, Writer>, linesMax: number, inUse: string): boolean {
  const sizeOf = (writer: Writer): number => writer.lines() + linesOfStream;
  let left = 0;
  for (const writer of writers.values()) left += sizeOf(writer);
  for (const [name, writer] of writers) {
    if (left <= linesMax) break;
    if (name === inUse || !writer.idle()) continue;
    writers.delete(name);
    left -= sizeOf(writer);
  }
  return left > linesMax;
}
