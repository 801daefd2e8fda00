/** The end of a stored transcript as far as this process has read it, and how blocks of lines are put there. */
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { chain, chainStart, isKnown, type Link, sameness } from "../domain/transcript.ts";
import { type Line, type LoggedLine, Outage } from "../engine/ports.ts";
import {
  appendAt,
  type Found,
  firstPosition,
  linesIn,
  nextSegment,
  type Place,
  type Position,
  readFrom,
} from "./segments.ts";

export type Tail = {
  has(line: Line): boolean;
  /** How many lines are known. */
  lines(): number;
  /** Resolves when all of these (a line by its sameness) are in storage, each once. */
  store(lines: ReadonlyMap<string, Line>): Promise<void>;
};

/**
 * Where the transcript ends, its last line, every line in it. While it may be `behind`, because others wrote or an
 * answer was lost, nothing is written before the rest has been read.
 */
type Known = { at: Position; last: Link; lines: Set<string>; behind: boolean };

const triesMax = 30;
const pauseMs = 5;
/** While words are erased nobody may append. It takes a moment; after a crash, until the lease runs out (15 s). */
const waitsMax = 200;
const waitMs = 100;
const saltBytes = 12;
const saltCharacters = 16;

const nothingKnown = (): Known => ({ at: firstPosition, last: chainStart, lines: new Set(), behind: true });

export function openTail(place: Place): Tail {
  const known = nothingKnown();
  return {
    has: (line) => isKnown(known.lines, line),
    lines: () => known.lines.size,
    async store(lines) {
      let [tries, waits] = [0, 0];
      while (tries < triesMax && waits < waitsMax) {
        const outcome = await storeMissing(place, known, lines);
        if (outcome === "stored") return;
        if (outcome === "held") waits += 1;
        else tries += 1;
        if (outcome === "held") await pause(waitMs);
        else if (tries > 1) await pause(Math.random() * pauseMs * tries);
      }
      const why = tries < triesMax ? "Words are being erased from" : `Others wrote ${triesMax} times in a row to`;
      throw new Outage(`${why} the transcript of ${place.stream}.`, { again: true });
    },
  };
}

type Outcome = "stored" | Exclude<Awaited<ReturnType<typeof appendAt>>, Position>;

async function storeMissing(place: Place, known: Known, lines: ReadonlyMap<string, Line>): Promise<Outcome> {
  if (known.behind) await catchUp(place, known);
  const missing = [...lines].filter(([, line]) => !isKnown(known.lines, line));
  return missing.length === 0 ? "stored" : tryToStore(place, known, missing);
}

async function catchUp(place: Place, known: Known): Promise<void> {
  for (;;) {
    const found = await readFrom(place, known.at);
    if (found === undefined && known.at.etag === undefined) break;
    const lines = found && linesBehind(known, found);
    if (lines === undefined || found === undefined) {
      // Somebody removed the transcript; what is said from now on is kept in a new one.
      Object.assign(known, nothingKnown());
      continue;
    }
    for (const line of lines) known.lines.add(sameness(line));
    known.last = lines.at(-1) ?? known.last;
    known.at = found.end.full ? nextSegment(found.end) : found.end;
    if (known.at === found.end) break;
  }
  known.behind = false;
}

/** The lines that were found, or undefined when they do not belong behind those that are known: it is a new transcript. */
function linesBehind({ at, last }: Known, found: Found): LoggedLine[] | undefined {
  if (at.offset === 0 || found.end.copy !== at.copy) return linesIn(found);
  try {
    const lines = linesIn(found);
    return lines.length === 0 || lines[0]?.previous === last.hash ? lines : undefined;
  } catch {
    return undefined;
  }
}

async function tryToStore(place: Place, known: Known, lines: [string, Line][]): Promise<Outcome> {
  const { body, end: last } = encode(known.last, lines);
  known.behind = true;
  const end = await appendAt(place, known.at, body);
  if (end === "gone") Object.assign(known, nothingKnown());
  if (typeof end === "string") return end;
  for (const [same] of lines) known.lines.add(same);
  known.last = last;
  known.at = end.full ? nextSegment(end) : end;
  known.behind = false;
  return "stored";
}

function encode(after: Link, lines: [string, Line][]): { body: Buffer; end: Link } {
  // All the salts at once: asking for chance costs more than chaining a line.
  const salts = randomBytes(saltBytes * lines.length).toString("base64url");
  let end = after;
  let text = "";
  for (const [index, [, said]] of lines.entries()) {
    const salt = salts.slice(index * saltCharacters, (index + 1) * saltCharacters);
    const { line, json } = chain(end, said, salt);
    text += `${json}\n`;
    end = { number: line.number, hash: line.hash };
  }
  return { body: Buffer.from(text), end };
}
