/**
 * A transcript is a chain: the hash of a line covers its place (number, message, kind, time, the hash before it) and
 * the digest of its words, so that a line changed, removed or put in later is found. Words can be erased without that:
 * their digest stays, and the hash still covers it. Without Muster: `jq -cjS '{at,id,kind,number,previous,words}' |
 * sha256sum` gives the hash of a line, `jq -cjS 'del(.at,.id,.kind,.number,.previous,.words,.hash)' | sha256sum` the
 * digest of its words.
 */
import { hash } from "node:crypto";

/**
 * `words`: the digest of all that is not the line's place. Lines from before words could be erased have none, and
 * their hash covers the whole line without itself.
 */
export type Linked = { number: number; previous: string; hash: string; words?: string; salt?: string; erased?: true };

/** The last line of a chain; of an empty one, the start. */
export type Link = { number: number; hash: string };
export const chainStart: Link = { number: 0, hash: "" };

type Message = { id: string; kind: string; at: string };

/**
 * A line chained to the one before it, as an object and as the line of JSON that is stored. `salt` is chance from the
 * caller: once the words are erased, nobody can try likely words until one gives the digest that is left.
 */
export function chain<L extends Message>(
  last: Link,
  line: L,
  salt: string,
): { line: L & Linked & { salt: string; words: string }; json: string } {
  const { id, kind, at, ...said } = line;
  const covered = canonicalJson({ ...said, salt });
  const place = { at, id, kind, number: last.number + 1, previous: last.hash, words: sha256(covered) };
  // Its keys are in order as they stand.
  const placed = JSON.stringify(place);
  const sum = sha256(placed);
  return {
    line: { ...line, salt, ...place, hash: sum },
    json: `${covered.slice(0, -1)},${placed.slice(1, -1)},"hash":"${sum}"}`,
  };
}

/** What may stand in a chain: a line of a transcript, as far as the chain is concerned. */
type Chained = Linked & Message & { lines?: readonly number[] };

export type Verdict =
  | { ok: true }
  | { ok: false; at: number; why: "changed" | "removed or put in" | "erased without a record of it" };

/**
 * Whether nothing was changed, removed, or put in: if not, `at` is the place (1, 2, 3 …) of the first line that is
 * wrong. Words may be missing where a later line records that they were erased.
 */
export function verify(lines: readonly Chained[]): Verdict {
  const recorded = erasures(lines);
  let last = chainStart;
  for (const [index, line] of lines.entries()) {
    const why = faultOf(line, last, recorded);
    if (why !== undefined) return { ok: false, at: index + 1, why };
    last = line;
  }
  return { ok: true };
}

type Fault = Extract<Verdict, { ok: false }>["why"];

function faultOf(line: Chained, last: Link, recorded: ReadonlyMap<number, number>): Fault | undefined {
  if (line.number !== last.number + 1) return "removed or put in";
  if (line.previous !== last.hash || !isAsLogged(line)) return "changed";
  if (line.erased !== true || (recorded.get(line.number) ?? 0) > line.number) return undefined;
  return "erased without a record of it";
}

function isAsLogged(line: Chained): boolean {
  const { hash: sum, ...covered } = line;
  const { at, id, kind, number, previous, words, erased, ...said } = covered;
  if (words === undefined) return erased !== true && sha256(canonicalJson(covered)) === sum;
  if (sha256(canonicalJson({ at, id, kind, number, previous, words })) !== sum) return false;
  return erased === true ? canonicalJson(said) === canonicalJson(nothing) : sha256(canonicalJson(said)) === words;
}

/** Which line last recorded that a line's words were erased, by the number of the line that had them. */
function erasures(lines: readonly Chained[]): Map<number, number> {
  const records = lines.filter(({ kind, lines: erased }) => kind === "erased" && erased !== undefined);
  return new Map(records.flatMap(({ number, lines: erased = [] }) => erased.map((each) => [each, number] as const)));
}

/** Lines that are recorded as erased and still have their words: an erasure that did not get to its end. */
export function unfinishedErasures(lines: readonly Chained[]): number[] {
  const recorded = erasures(lines);
  return lines.filter((line) => recorded.has(line.number) && line.erased !== true).map(({ number }) => number);
}

/** What stands in the place of words that were erased. */
const nothing = { from: { id: "", name: "[erased]" }, text: "" } as const;

/** What is left of a line when its words are erased: its place in the chain, and which message it was about. */
export function withoutWords<L extends Chained>({ id, kind, at, number, previous, words, hash: sum }: L) {
  type Left = Pick<L, "id" | "kind" | "at" | "number" | "previous" | "words" | "hash">;
  const left = { id, kind, at, number, previous, words, hash: sum } as Left;
  return { ...left, from: { ...nothing.from }, text: nothing.text, erased: true as const };
}

/** JSON with the keys of every object in order, so that the same value always has the same text. */
export function canonicalJson(value: object): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted((value as Record<string, unknown>)[key])]));
}

type Sayable = {
  id: string;
  kind: string;
  at: string;
  text: string;
  file?: { name: string; key?: string; url?: string };
  lines?: readonly number[];
  erased?: true;
};

/**
 * What makes two lines the same line. An id of Teams never comes twice, so what was said or posted under it is one
 * line, whoever tells of it and in whichever words. Somebody may edit back to an earlier wording, or delete twice, so
 * of those the time and the words count too.
 */
export function sameness(line: Sayable): string {
  const { id, kind, at, text, file, lines } = line;
  switch (kind) {
    case "said":
    case "bot":
      return digest(id, kind);
    case "kept":
      return line.erased === true ? erasedSameness(line) : digest(id, kind, file?.name, file?.key ?? file?.url);
    case "gap":
      return digest(kind, at, text);
    case "erased":
      return digest(kind, at, lines);
    default:
      return line.erased === true ? erasedSameness(line) : digest(id, kind, at, text);
  }
}

/** Words that were erased do not come back because somebody tells of them once more: their message and time are known. */
export function isKnown(known: ReadonlySet<string>, line: Sayable): boolean {
  if (known.has(sameness(line))) return true;
  return line.kind !== "said" && line.kind !== "bot" && known.has(erasedSameness(line));
}

const erasedSameness = ({ id, kind, at }: Sayable): string => digest("erased words", id, kind, at);

/** Somebody whose words were erased from an incident: to whoever knows their id always the same, to everybody else nobody. */
export const pseudonym = (stream: string, id: string): string => sha256(JSON.stringify([stream, id])).slice(0, 16);

const sha256 = (text: string): string => hash("sha256", text, "hex");

const digest = (...parts: unknown[]): string => hash("sha256", JSON.stringify(parts), "base64");
