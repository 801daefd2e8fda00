/** Transcripts in memory. */
import { randomBytes } from "node:crypto";
import { checkErasure, checkStream, lineBytesMax, toJson } from "../domain/limits.ts";
import { chain, chainStart, isKnown, sameness, withoutWords } from "../domain/transcript.ts";
import type { Line, LoggedLine, Transcript } from "../engine/ports.ts";
import { kept } from "./kept.ts";

const saltBytes = 12;

export function memoryTranscript(): Transcript {
  const streams = new Map<string, { lines: LoggedLine[]; known: Set<string> }>();

  function append(stream: string, line: Line): void {
    const { lines, known } = streams.get(stream) ?? { lines: [], known: new Set<string>() };
    streams.set(stream, { lines, known });
    if (isKnown(known, line)) return;
    const said = kept<Line>(toJson("A line", line, lineBytesMax));
    const salt = randomBytes(saltBytes).toString("base64url");
    lines.push(Object.freeze(chain(lines.at(-1) ?? chainStart, said, salt).line));
    known.add(sameness(line));
  }

  return {
    async append(stream, line) {
      checkStream(stream);
      append(stream, line);
    },
    async read(stream) {
      checkStream(stream);
      return [...(streams.get(stream)?.lines ?? [])];
    },
    async erase(stream, numbers, record) {
      checkStream(stream);
      const { lines = [], known } = streams.get(stream) ?? {};
      checkErasure(lines, numbers, record);
      append(stream, record);
      for (const number of numbers) {
        const left = withoutWords(lines[number - 1]!);
        lines[number - 1] = Object.freeze(left);
        known?.add(sameness(left));
      }
    },
    async remove(stream) {
      checkStream(stream);
      streams.delete(stream);
    },
  };
}
