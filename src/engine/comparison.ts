/**
 * What the transcript lacks of a message as Teams holds it. Teams tells how a message is now and when it was changed last,
 * in other words than the bot hears it (HTML instead of text), and at times that differ a little. See docs/adr/0018.
 */
import type { HeldMessage, Line, LoggedLine } from "./ports.ts";
import { isFile, isStored } from "./copies.ts";

type Version = { at: number; text: string; erased: boolean };

/** What the transcript knows of one message. */
export type Known = {
  /** Its later versions: edited, or put back. */
  versions: readonly Version[];
  /** What it said last, and since when. */
  last: Version | undefined;
  deleted: boolean;
  /** Addresses of what came with it. */
  files: ReadonlySet<string>;
  /** Until when nothing that it said is to come back, because words of it were erased then. */
  erasedUntil: number | undefined;
};

/** A version that the bot heard has the time at which Teams told it; Teams' own may be this much later all the same. */
const skewMs = 10_000;
/** What happened this shortly before is on its way to the bot. */
const underWayMs = 2_000;

export function knownMessages(lines: readonly LoggedLine[]): Map<string, Known> {
  const known = new Map<string, Known>();
  const erasedAt = erasures(lines);
  for (const line of lines) {
    if (line.id === "") continue;
    const was = known.get(line.id);
    const now = after(was, line);
    const until = line.erased === true ? erasedAt.get(line.number) : undefined;
    known.set(line.id, until === undefined ? now : { ...now, erasedUntil: Math.max(until, now.erasedUntil ?? 0) });
  }
  return known;
}

/** When the words of each line were erased, by its number. */
function erasures(lines: readonly LoggedLine[]): Map<number, number> {
  const records = lines.filter(({ kind }) => kind === "erased");
  return new Map(
    records.flatMap(({ at, lines: numbers = [] }) => numbers.map((each) => [each, Date.parse(at)] as const)),
  );
}

const unheardOf: Known = { versions: [], last: undefined, deleted: false, files: new Set(), erasedUntil: undefined };

/** What is known when this line is in the transcript too. */
export function after(was: Known = unheardOf, line: Line & { erased?: true }): Known {
  const { kind, text, attachments = [], file } = line;
  const urls = [...attachments.map(({ url }) => url), file?.url].filter((url) => url !== undefined);
  const known = urls.length === 0 ? was : { ...was, files: new Set([...was.files, ...urls]) };
  const version: Version = { at: Date.parse(line.at), text, erased: line.erased === true };
  switch (kind) {
    case "said":
    case "bot":
      return { ...known, last: later(was.last, version) };
    case "edited":
    case "restored":
      return {
        ...known,
        versions: [...was.versions, version],
        last: later(was.last, version),
        deleted: kind === "restored" ? false : was.deleted,
      };
    case "deleted":
      return { ...known, deleted: true };
    default:
      return known;
  }
}

const later = (was: Version | undefined, version: Version): Version =>
  was !== undefined && was.at > version.at ? was : version;

/**
 * The lines that are missing, in order; none where Teams tells nothing that the transcript does not have. `askedAt` is
 * when Teams was asked.
 */
export function missing(held: HeldMessage, known: Known | undefined, askedAt: Date): Line[] {
  if (Date.parse(held.changedAt) > askedAt.getTime() - underWayMs) return [];
  if (known === undefined) return [unknown(held)];
  if (held.deletedAt !== undefined) return known.deleted ? [] : [lineOf(held, "deleted", held.deletedAt, "")];
  const edit = isEditMissing(held, known) ? lineOf(held, "edited", held.editedAt!, held.text) : undefined;
  return [
    ...(known.deleted ? [restored(held, known, edit)] : []),
    ...(edit === undefined ? [] : [edit]),
    ...filesMissing(held, known, edit),
  ];
}

/** Of a message that was changed, what it said first is told by nobody: its line says that it is a later version. */
function unknown(held: HeldMessage): Line {
  if (held.deletedAt !== undefined) return lineOf(held, "deleted", held.deletedAt, "");
  if (held.own === true) return lineOf(held, "bot", held.saidAt, held.text);
  return held.editedAt === undefined
    ? lineOf(held, "said", held.saidAt, held.text)
    : lineOf(held, "edited", held.editedAt, held.text);
}

/** Muster brings its own cards up to date in place: what they say is in the history. */
function isEditMissing({ own, editedAt, text }: HeldMessage, { versions, erasedUntil }: Known): boolean {
  if (own === true || editedAt === undefined) return false;
  const at = Date.parse(editedAt);
  if (erasedUntil !== undefined && at <= erasedUntil) return false;
  return !versions.some((each) => each.at >= at - skewMs && (each.erased || isSame(each.text, text)));
}

/** HTML and plain text differ in spaces, signs and marks; the letters and digits are the same. */
const isSame = (one: string, other: string): boolean => letters(one) === letters(other);
const letters = (text: string): string => text.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "");

/** When it was put back nobody tells; an edit that nobody heard of came after it. */
function restored(held: HeldMessage, known: Known, edit: Line | undefined): Line {
  if (known.erasedUntil !== undefined)
    return lineOf({ ...held, text: "", attachments: [], mentions: [] }, "restored", held.changedAt, "");
  return edit === undefined
    ? lineOf(held, "restored", held.changedAt, held.text)
    : lineOf({ ...held, attachments: [], mentions: [] }, "restored", edit.at, known.last?.text ?? "");
}

const why = "It lies in the channel's folder in SharePoint, where Muster does not read.";

/** The bot does not hear of files in SharePoint. */
function filesMissing(held: HeldMessage, known: Known, edit: Line | undefined): Line[] {
  if (edit !== undefined || known.erasedUntil !== undefined) return [];
  const files = (held.attachments ?? []).filter(
    (each) => isStored(each) && isFile(each) && !known.files.has(each.url ?? ""),
  );
  return files.map((file) => {
    const { attachments: _, mentions: _mentions, ...line } = lineOf(held, "kept", held.saidAt, "");
    return { ...line, file: { ...file, why } };
  });
}

const lineOf = (held: HeldMessage, kind: Line["kind"], at: string, text: string): Line => ({
  id: held.id,
  kind,
  at,
  from: held.from,
  text,
  source: "graph",
  ...(held.replyTo !== undefined && { replyTo: held.replyTo }),
  ...(held.attachments !== undefined && held.attachments.length > 0 && { attachments: held.attachments }),
  ...(held.mentions !== undefined && held.mentions.length > 0 && { mentions: held.mentions }),
});
