/** Transcripts in memory. */
import { checkStream, lineBytesMax, toJson } from "../domain/limits.ts";
import { chain, chainStart, sameness } from "../domain/transcript.ts";
import type { Line, LoggedLine, Transcript } from "../engine/ports.ts";
import { kept } from "./kept.ts";

export function memoryTranscript(): Transcript {
  const streams = new Map<string, { lines: LoggedLine[]; known: Set<string> }>();
  return {
    async append(stream, line) {
      checkStream(stream);
      const { lines, known } = streams.get(stream) ?? { lines: [], known: new Set<string>() };
      streams.set(stream, { lines, known });
      const same = sameness(line);
      if (known.has(same)) return;
      const said = kept<Line>(toJson("A line", line, lineBytesMax));
      lines.push(Object.freeze(chain(lines.at(-1) ?? chainStart, said).line));
      known.add(same);
    },
    async read(stream) {
      checkStream(stream);
      return [...(streams.get(stream)?.lines ?? [])];
    },
  };
}
