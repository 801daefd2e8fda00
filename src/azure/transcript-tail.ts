/** The end of a stored transcript as far as this process has read it, and how blocks of lines are put there. */
import { setTimeout as pause } from "node:timers/promises";
import type { ContainerClient } from "@azure/storage-blob";
import { chain, chainStart, type Link, sameness } from "../domain/transcript.ts";
import { type Line, Outage } from "../engine/ports.ts";
import { appendAt, firstPosition, isFull, nextSegment, readFrom, type SegmentLimits } from "./segments.ts";

export type Tail = {
  has(same: string): boolean;
  /** Resolves when all of these (a line by its sameness) are in storage, each once. */
  store(lines: ReadonlyMap<string, Line>): Promise<void>;
};

const triesMax = 30;
const pauseMs = 5;

export function openTail(container: ContainerClient, stream: string, limits: SegmentLimits): Tail {
  let at = firstPosition;
  let last = chainStart;
  const known = new Set<string>();
  // Others may have written, or an answer was lost: nothing is written before the rest has been read.
  let behind = true;

  const catchUp = async (): Promise<void> => {
    for (;;) {
      const found = await readFrom(container, stream, at);
      if (found === undefined && at.exists) {
        // Somebody deleted the transcript; what is said from now on is kept in a new one.
        at = firstPosition;
        last = chainStart;
        known.clear();
        continue;
      }
      const { lines, end } = found ?? { lines: [], end: at };
      for (const line of lines) known.add(sameness(line));
      last = lines.at(-1) ?? last;
      at = isFull(end, limits) ? nextSegment(end) : end;
      if (at === end) break;
    }
    behind = false;
  };

  const tryToStore = async (lines: [string, Line][]): Promise<boolean> => {
    const { body, end: lastOfBlock } = encode(last, lines);
    behind = true;
    const end = await appendAt(container, stream, at, body);
    if (end === undefined) return false;
    for (const [same] of lines) known.add(same);
    last = lastOfBlock;
    at = isFull(end, limits) ? nextSegment(end) : end;
    behind = false;
    return true;
  };

  return {
    has: (same) => known.has(same),
    async store(lines) {
      for (let attempt = 0; attempt < triesMax; attempt++) {
        if (attempt > 1) await pause(Math.random() * pauseMs * attempt);
        if (behind) await catchUp();
        const missing = [...lines].filter(([same]) => !known.has(same));
        if (missing.length === 0 || (await tryToStore(missing))) return;
      }
      throw new Outage(`Others wrote to the transcript of ${stream} ${triesMax} times in a row.`, { again: true });
    },
  };
}

function encode(after: Link, lines: [string, Line][]): { body: Buffer; end: Link } {
  let end = after;
  let text = "";
  for (const [, said] of lines) {
    const { line, json } = chain(end, said);
    text += `${json}\n`;
    end = { number: line.number, hash: line.hash };
  }
  return { body: Buffer.from(text), end };
}
