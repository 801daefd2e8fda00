/** How an exported transcript says what happened to a message, when, and what came with it. */
import type { Verdict } from "../domain/transcript.ts";
import type { LoggedLine } from "../engine/ports.ts";
import { brief } from "./text.ts";
import { counted } from "./phrase.ts";
import type { Told } from "./transcript-threads.ts";

/** Whose transcript it is, and whether its chain holds. */
export type TranscriptOf = { id: string; title: string; exportedAt: string; verdict: Verdict };

/**
 * A copy of a picture or file: where it lies beside the document, and the picture itself, as a data address, where it
 * is small enough.
 */
export type KeptCopy = { path?: string; picture?: string };

/** "2026-11-22 18:41:07 UTC". */
export function instant(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "at an unknown time";
  return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** "Sunday 22 November 2026". */
export function day(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? "On an unknown day" : dayFormat.format(at).replace(/,/g, "");
}

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** What one step of a message was; no label for words that were said and never changed. */
export function stepWords({ first, steps }: Told, step: LoggedLine): { label: string; note: string } {
  const by = step.from.id === first.from.id || step.erased === true ? "" : ` by ${brief(step.from.name, 80)}`;
  const alone = steps.length === 1;
  switch (step.kind) {
    case "edited":
      return { label: `Edited${by}`, note: step === first ? "How it was first said is not in the record." : "" };
    case "deleted":
      return { label: `Deleted${by}`, note: `What was said ${alone ? "is not in" : "stays in"} the record.` };
    case "restored":
      return { label: `Put back${by}`, note: "" };
    default:
      return { label: steps.filter(hasWords).length > 1 ? "As first said" : "", note: "" };
  }
}

/** A deletion has no words of its own. */
export const hasWords = ({ kind, text }: LoggedLine): boolean =>
  kind !== "deleted" && !(kind === "restored" && text === "");

export const isDeleted = ({ steps }: Told): boolean =>
  steps.findLast(({ kind }) => kind === "deleted" || kind === "restored")?.kind === "deleted";

/** By the number of a line whose words were erased, the line that records it. */
export const recordsOf = (lines: readonly LoggedLine[]): ReadonlyMap<number, number> =>
  new Map(
    lines.flatMap(({ kind, number, lines: erased = [] }) =>
      kind === "erased" ? erased.map((each) => [each, number] as const) : [],
    ),
  );

export const erasedWords = (line: LoggedLine, records: ReadonlyMap<number, number>): string => {
  const record = records.get(line.number);
  return record === undefined
    ? "The words were erased, and nothing records it."
    : `The words were erased; line ${record} records it.`;
};

export const markTitle = ({ kind }: LoggedLine): string =>
  kind === "gap" ? "Something is missing here" : "Words were erased";

/** "lines 2 to 4, 9 and 12". */
export function lineNumbers(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  const words = runs.map(([from, to]) =>
    from === to ? `${from}` : from + 1 === to ? `${from}, ${to}` : `${from} to ${to}`,
  );
  const last = words.pop() ?? "none";
  return `${numbers.length === 1 ? "line" : "lines"} ${words.length === 0 ? last : `${words.join(", ")} and ${last}`}`;
}

/** What every browser shows, and shows only: an SVG may hold more than a picture. */
export const isPicture = (contentType: string): boolean => /^image\/(png|jpeg|gif|webp)$/i.test(contentType);

/** "34 KB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Of a message's attachments, those of which no line says what became of them. */
export function looseAttachments({ steps, files }: Told): NonNullable<LoggedLine["attachments"]> {
  const known = new Set(files.flatMap(({ file }) => [file?.name, file?.url]));
  const all = steps.flatMap(({ attachments = [] }) => attachments);
  const once = new Map(all.map((each) => [`${each.name}\n${each.url ?? ""}`, each]));
  return [...once.values()].filter(({ name, url }) => !known.has(url ?? "\n") && !known.has(name));
}

export const verdictWords = (verdict: Verdict, lines: readonly LoggedLine[]): string => {
  if (!verdict.ok) return `The transcript's chain breaks at line ${verdict.at}: ${faultWords[verdict.why]}.`;
  const last = lines.at(-1);
  if (last === undefined) return "The transcript is empty.";
  return `The transcript is whole: ${counted(lines.length, "line")}, the last hash is ${last.hash}.`;
};

const faultWords = {
  changed: "it was changed after it was logged",
  "removed or put in": "a line was removed or put in before it",
  "erased without a record of it": "its words were erased and nothing records it",
} as const;
