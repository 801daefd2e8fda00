/** A transcript as a Markdown document: quotations under who said them and when, replies within what they answer. */
import type { LoggedLine } from "../engine/ports.ts";
import { escapeMarkdown, link } from "./escape.ts";
import { inline } from "./markdown-document.ts";
import { stop } from "./phrase.ts";
import { clean } from "./text.ts";
import { type Piece, type Told, threadsOf } from "./transcript-threads.ts";
import {
  day,
  erasedWords,
  hasWords,
  instant,
  isPicture,
  type KeptCopy,
  lineNumbers,
  looseAttachments,
  markTitle,
  recordsOf,
  sizeWords,
  stepWords,
  type TranscriptOf,
  verdictWords,
} from "./transcript-words.ts";

type Context = { copies: ReadonlyMap<string, KeptCopy>; records: ReadonlyMap<number, number> };

export function transcriptMarkdown(
  lines: readonly LoggedLine[],
  of: TranscriptOf,
  copies: ReadonlyMap<string, KeptCopy>,
): string {
  const context = { copies, records: recordsOf(lines) };
  const pieces = threadsOf(lines);
  const blocks = pieces.flatMap((piece, index) => {
    const today = day(piece.at);
    const begins = index === 0 || day(pieces[index - 1]!.at) !== today;
    return [...(begins ? [`## ${today}`] : []), pieceBlock(piece, context)];
  });
  const head = [
    `# Transcript of ${inline(of.id)}: ${inline(of.title, 300)}`,
    `${inline(verdictWords(of.verdict, lines))} Exported ${instant(of.exportedAt)}; all times are UTC.`,
  ];
  return `${[...head, ...blocks].join("\n\n")}\n`;
}

function pieceBlock(piece: Piece, context: Context): string {
  if (piece.kind === "message") return messageBlock(piece.told, context);
  if (piece.kind === "mark") return markBlock(piece.line);
  return ["_Replies to a message that is not in the record:_", ...replyBlocks(piece.replies, context)].join("\n\n");
}

const replyBlocks = (replies: readonly Told[], context: Context): string[] =>
  replies.map((reply) => within(messageBlock(reply, context)));

const within = (block: string): string =>
  block
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");

function messageBlock(told: Told, context: Context): string {
  const { first, steps, files, replies } = told;
  const found = first.source === "graph" ? ", found by comparing with Teams" : "";
  const blocks = [
    `**${inline(first.from.name, 200)}**, ${instant(first.at)}, line ${first.number}${found}`,
    ...steps.flatMap((step) => stepBlocks(told, step, context)),
    ...looseAttachments(told).map(
      ({ name, url }) => `Attachment: ${url === undefined ? inline(name) : link(name, url)}`,
    ),
    ...files.map((line) => fileBlock(line, context)),
    ...replyBlocks(replies, context),
  ];
  return blocks.join("\n\n");
}

function stepBlocks(told: Told, step: LoggedLine, { records }: Context): string[] {
  const { label, note } = stepWords(told, step);
  const when = step === told.first ? "" : `, ${instant(step.at)}, line ${step.number}`;
  const mentions = (step.mentions ?? []).map(({ name }) => inline(name, 100)).join(", ");
  return [
    ...(label === "" ? [] : [`_${inline(label)}_${when}${note === "" ? "" : `. ${note}`}`]),
    ...(step.erased === true ? [`_${erasedWords(step, records)}_`] : []),
    ...(step.erased !== true && hasWords(step) ? [words(step.text)] : []),
    ...(mentions === "" ? [] : [`Mentions: ${mentions}`]),
  ];
}

/** As written, line for line: in Markdown two spaces at the end keep a line break. */
const words = (text: string): string =>
  within(
    clean(text)
      .trimEnd()
      .split("\n")
      .map((line) => escapeMarkdown(line).replace(/>/g, "&gt;"))
      .join("  \n"),
  );

function fileBlock(line: LoggedLine, { copies, records }: Context): string {
  const { file } = line;
  if (line.erased === true || file === undefined) return `_A file: ${erasedWords(line, records)}_`;
  const path = file.key === undefined ? undefined : copies.get(file.key)?.path;
  const name = inline(file.name, 200);
  const about = file.bytes === undefined ? "" : `, ${sizeWords(file.bytes)}`;
  if (path !== undefined)
    return `${isPicture(file.contentType) ? "!" : "File: "}[${name}](${path})${about}, line ${line.number}`;
  const why = file.why === undefined ? "its copy is not here." : `there is no copy: ${stop(inline(file.why, 300))}`;
  const address = file.url === undefined ? "" : ` It was at ${link(file.url, file.url)}.`;
  return `File: ${name}${about}, line ${line.number}; ${why}${address}`;
}

function markBlock(line: LoggedLine): string {
  const about = line.kind === "erased" ? ` (${lineNumbers(line.lines ?? [])}, by ${inline(line.from.name, 200)})` : "";
  const title = `**${markTitle(line)}**${about}, ${instant(line.at)}, line ${line.number}`;
  if (line.erased === true || line.text.trim() === "") return title;
  return `${title}\n\n${words(line.text)}`;
}
