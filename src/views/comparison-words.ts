/** What a comparison of a transcript with Teams found, in words for the record and for the channel. */
import type { FactOf } from "../domain/incident/facts.ts";
import type { Live } from "../domain/incident/incident.ts";
import type { LoggedLine } from "../engine/ports.ts";
import { counted, stop } from "./phrase.ts";
import { instant } from "./transcript-words.ts";

type Span = { from: string; to: string };

/** "from 2026-11-22 18:41:07 to 2026-11-22 19:10:00 UTC". */
const span = ({ from, to }: Span): string => `from ${instant(from).replace(" UTC", "")} to ${instant(to)}`;

const messages = (count: number): string => (count === 1 ? "a message" : `${count} messages`);

export const notCompared = (missed: Span, reason: string): string =>
  stop(`What was said, changed or deleted ${span(missed)} may be missing: ${reason}`);

export const tooOld = (missed: Span): string =>
  `What was said, changed or deleted ${span(missed)} may be missing: Teams does not tell of anything older than eight months.`;

export const wasDeleted = (missed: Span): string =>
  `What was said, changed or deleted ${span(missed)} and did not reach Muster is missing: the channel was deleted before it could be compared.`;

export const lookingForIt =
  "That message is not in the record yet. I look for it in Teams, and pin it when it is there.";

export const inChat = "In a chat Muster cannot look for it.";

const noteInstead = "What matters in it: `note …`.";

export const notPinnable = `That message was deleted, or its words were erased. ${noteInstead}`;

/** `why`: what Teams said to that, or "". */
export const notFound = (why: string): string =>
  `That message is not in the record${why === "" ? ", nor does Teams have it" : `. ${why}`}${why === "" ? ". " : " "}${noteInstead}`;

export const fromBefore = `That message is not in the record: it was deleted, or it is from before Muster was here. ${noteInstead}`;

export const editsUntoldText = ({ count, ...missed }: Span & { count: number }): string =>
  `What ${messages(count)} said in between may be missing, ${span(missed)}: Muster did not hear of an edit, and Teams tells the last words only.`;

export const wordsUntoldText = ({ count, ...missed }: Span & { count: number }): string =>
  `The words of ${messages(count)}, deleted ${span(missed)}, are missing: Muster did not hear of ${count === 1 ? "it" : "them"}, and Teams keeps no words of what was deleted.`;

type Compared = FactOf<"transcript compared">;

/** "2 messages and an edit were missing, and are in it now." */
export function comparedText({ added, edited, deleted, restored = 0, gaps, lines }: Omit<Compared, "type">): string {
  const found = [
    [added, "message"],
    [edited, "edit"],
    [deleted, "deletion"],
    [restored, "restoration"],
  ] as const;
  const missed = found.filter(([count]) => count > 0).map(([count, what]) => counted(count, what));
  const many = found.reduce((sum, [count]) => sum + count, 0);
  const parts = [
    missed.length === 0
      ? gaps === 0
        ? "The transcript has everything that Teams has."
        : ""
      : `The transcript lacked ${missed.join(", ")}; ${many === 1 ? "it is" : "they are"} in it now.`,
    gaps === 0
      ? ""
      : `Something ${missed.length === 0 ? "" : "else "}could not be found out, and is marked in the transcript.`,
    `It has ${counted(lines, "line")}.`,
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** How long the transcript is, and how far it is known to be whole. */
export function transcriptText({ id, known: { compared } }: Live, lines: readonly LoggedLine[]): string {
  const last = lines.at(-1);
  if (last === undefined) return `The transcript of ${id} is empty.`;
  const gaps = lines.filter(({ kind }) => kind === "gap").length;
  return [
    `The transcript of ${id} has ${counted(lines.length, "line")}; the last hash is \`${last.hash}\`.`,
    compared === undefined
      ? "It was not compared with Teams yet."
      : `It was last compared with Teams ${instant(compared.at)}.`,
    ...(gaps === 0 ? [] : [`${gaps === 1 ? "A gap is" : `${gaps} gaps are`} marked in it.`]),
  ].join(" ");
}
