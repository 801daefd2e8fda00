/** The end of a stored transcript as far as this process has read it, and how blocks of lines are put there. */
import { setTimeout as pause } from "node:timers/promises";
import type { ContainerClient } from "@azure/storage-blob";
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

export type Tail = {
  has(same: string): boolean;
  /** How many lines are known. */
  lines(): number;
  /** Resolves when all of these (a line by its sameness) are in storage, each once. */
  store(lines: ReadonlyMap<string, Line>): Promise<void>;
};

type Place = { container: ContainerClient; stream: string; limits: SegmentLimits };

/**
 * Where the transcript ends, its last line, every line in it. While it may be `behind`, because others wrote or an
 * answer was lost, nothing is written before the rest has been read.
 */
type Known = { at: Position; last: Link; lines: Set<string>; behind: boolean };

const triesMax = 30;
const pauseMs = 5;

export function openTail(container: ContainerClient, stream: string, limits: SegmentLimits): Tail {
  const place = { container, stream, limits };
  const known: Known = { at: firstPosition, last: chainStart, lines: new Set(), behind: true };
  return {
    has: (same) => known.lines.has(same),
    lines: () => known.lines.size,
    async store(lines) {
      for (let attempt = 0; attempt < triesMax; attempt++) {
        if (attempt > 1) await pause(Math.random() * pauseMs * attempt);
        if (known.behind) await catchUp(place, known);
        const missing = [...lines].filter(([same]) => !known.lines.has(same));
        if (missing.length === 0 || (await tryToStore(place, known, missing))) return;
      }
      throw new Outage(`Others wrote to the transcript of ${stream} ${triesMax} times in a row.`, { again: true });
    },
  };
}

async function catchUp({ container, stream, limits }: Place, known: Known): Promise<void> {
  for (;;) {
    const found = await readFrom(container, stream, known.at);
    if (found === undefined && known.at.exists) {
      // Somebody deleted the transcript; what is said from now on is kept in a new one.
      Object.assign(known, { at: firstPosition, last: chainStart, lines: new Set() });
      continue;
    }
    const { lines, end } = found ?? { lines: [], end: known.at };
    for (const line of lines) known.lines.add(sameness(line));
    known.last = lines.at(-1) ?? known.last;
    known.at = isFull(end, limits) ? nextSegment(end) : end;
    if (known.at === end) break;
  }
  known.behind = false;
}

/** False when the transcript has to be read again first. */
async function tryToStore(place: Place, known: Known, lines: [string, Line][]): Promise<boolean> {
  const { container, stream, limits } = place;
  const { body, end: last } = encode(known.last, lines);
  known.behind = true;
  const end = await appendAt(container, stream, known.at, body);
  if (end === undefined) return false;
  for (const [same] of lines) known.lines.add(same);
  known.last = last;
  known.at = isFull(end, limits) ? nextSegment(end) : end;
  known.behind = false;
  return true;
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
