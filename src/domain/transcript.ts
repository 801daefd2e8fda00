/**
 * A transcript is a chain: the hash of a line covers the line, its number and the hash before it, so that a line
 * changed, removed or put in later is found. `jq -cjS 'del(.hash)' | sha256sum` of a line gives its hash.
 */
import { hash } from "node:crypto";

export type Linked = { number: number; previous: string; hash: string };

/** The last line of a chain; of an empty one, the start. */
export type Link = { number: number; hash: string };
export const chainStart: Link = { number: 0, hash: "" };

/** A line chained to the one before it, as an object and as the line of JSON that is stored. */
export function chain<L extends object>(last: Link, line: L): { line: L & Linked; json: string } {
  const linked = { ...line, number: last.number + 1, previous: last.hash };
  const covered = canonicalJson(linked);
  const sum = hash("sha256", covered, "hex");
  return { line: { ...linked, hash: sum }, json: `${covered.slice(0, -1)},"hash":"${sum}"}` };
}

export type Verdict = { ok: true } | { ok: false; at: number };

/** Whether nothing was changed, removed, or put in: if not, `at` is the place (1, 2, 3 …) of the first line that is wrong. */
export function verify(lines: readonly Linked[]): Verdict {
  let last = chainStart;
  for (const [index, line] of lines.entries()) {
    const { hash: claimed, ...covered } = line;
    const whole = line.number === last.number + 1 && line.previous === last.hash;
    if (!whole || hash("sha256", canonicalJson(covered), "hex") !== claimed) return { ok: false, at: index + 1 };
    last = line;
  }
  return { ok: true };
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

/**
 * What makes two lines the same line. Somebody may edit back to an earlier wording, or delete twice, so for those the
 * time counts too; what was said cannot be said again under the same id.
 */
export function sameness(line: { id: string; kind: string; at: string; text: string }): string {
  const when = line.kind === "edited" || line.kind === "deleted" ? line.at : "";
  return hash("sha256", JSON.stringify([line.id, line.kind, when, line.text]), "base64");
}
