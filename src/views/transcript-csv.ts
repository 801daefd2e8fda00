/** A transcript as CSV (RFC 4180) for spreadsheets: no cell of it is a formula, whatever people wrote. */
import type { LoggedLine } from "../engine/ports.ts";

const byteOrderMark = "\ufeff";

const columns: Record<string, (line: LoggedLine) => string | number | undefined> = {
  line: ({ number }) => number,
  time: ({ at }) => at,
  kind: ({ kind, erased }) => (erased === true ? `${kind}, erased` : kind),
  message: ({ id }) => id,
  "reply to": ({ replyTo }) => replyTo,
  author: ({ from }) => from.name,
  "author id": ({ from }) => from.id,
  text: ({ text }) => text,
  mentions: ({ mentions = [] }) => mentions.map(({ name }) => name).join("\n"),
  attachments: ({ attachments = [] }) =>
    attachments.map(({ name, url }) => [name, url].filter(Boolean).join(" ")).join("\n"),
  file: ({ file }) => file?.name,
  "file type": ({ file }) => file?.contentType,
  "file kept as": ({ file }) => file?.key ?? file?.why,
  "file address": ({ file }) => file?.url,
  "erased lines": ({ lines }) => lines?.join(" "),
  source: ({ source }) => source,
  hash: ({ hash }) => hash,
};

/** With a byte order mark, without which Excel takes it for another encoding. */
export function transcriptCsv(lines: readonly LoggedLine[]): string {
  const rows = lines.map((line) => Object.values(columns).map((value) => value(line) ?? ""));
  return byteOrderMark + [Object.keys(columns), ...rows].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

const cell = (value: string | number): string =>
  typeof value === "number" ? String(value) : `"${harmless(value).replaceAll('"', '""')}"`;

/**
 * Where a cell may begin: also behind what some program takes for the end of a row or a cell although it stands in
 * quotes: a line break, a semicolon (Excel where the comma is the decimal sign), a tab.
 */
const stretches = /[^\r\n\u2028\u2029\u0085\v\f;\t]+/g;
/**
 * What begins a formula, also in the width of Chinese and Japanese writing, behind whatever does not show or may be
 * skipped: spaces of all kinds, quotes, marks of direction.
 */
const formula = /^[\s\p{Cc}\p{Cf}\u115f\u3164"'\u2018-\u201f]*[=+\-@|%\uff1d\uff0b\uff0d\uff20\u2212]/u;

/** With an apostrophe before whatever could begin a formula: spreadsheets take what follows one for text. */
export function harmless(text: string): string {
  const inside = text.replace(stretches, (stretch) => (formula.test(stretch) ? `'${stretch}` : stretch));
  return /^[\t\r\n]/.test(text) ? `'${inside}` : inside;
}
