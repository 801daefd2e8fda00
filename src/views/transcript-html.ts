import type { LoggedLine } from "../engine/ports.ts";
import { type Html, html } from "./html.ts";
import { standalone } from "./standalone.ts";
import { brief, clean } from "./text.ts";
import { transcriptStyle } from "./transcript-look.ts";
import { type Context, message, time } from "./transcript-message-html.ts";
import { type Piece, threadsOf } from "./transcript-threads.ts";
import {
  day,
  instant,
  type KeptCopy,
  lineNumbers,
  markTitle,
  recordsOf,
  type TranscriptOf,
  verdictWords,
} from "./transcript-words.ts";

export function transcriptHtml(
  lines: readonly LoggedLine[],
  of: TranscriptOf,
  copies: ReadonlyMap<string, KeptCopy>,
): string {
  const context = { copies, records: recordsOf(lines) };
  const title = brief(of.title, 300);
  return standalone({
    title: `Transcript of ${of.id}: ${title}`,
    style: transcriptStyle,
    allows: ["img-src data:"],
    body: html`<main>
<header>
<p class="over">Transcript of ${of.id}</p>
<h1 dir="auto">${title}</h1>
<dl>${facts(lines, of)}</dl>
<p class="verdict ${of.verdict.ok ? "whole" : "broken"}">${verdictWords(of.verdict, lines)}</p>
</header>
${days(threadsOf(lines), context)}
<footer>${lines.length === 0 ? "Nothing was said." : "Every message with all its versions, deletions, and replies, as Muster logged them. The number at the right of each is its line."}</footer>
</main>`,
  });
}

function facts(lines: readonly LoggedLine[], { exportedAt }: TranscriptOf): Html[] {
  const said = lines.filter(({ kind }) => kind === "said" || kind === "bot");
  const people = new Set(said.flatMap(({ kind, from }) => (kind === "said" && from.id !== "" ? [from.id] : [])));
  const times = lines.map(({ at }) => at).filter((at) => !Number.isNaN(Date.parse(at)));
  const first = times.reduce((a, b) => (Date.parse(b) < Date.parse(a) ? b : a), times[0] ?? "");
  const last = times.reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a), times[0] ?? "");
  const rows: [string, string][] = [
    ["Messages", `${said.length}, by ${people.size} ${people.size === 1 ? "person" : "people"} and Muster`],
    ...(times.length === 0
      ? []
      : [["From", instant(first)] as [string, string], ["To", instant(last)] as [string, string]]),
    ["Exported", instant(exportedAt)],
  ];
  return rows.map(([term, fact]) => html`<div><dt>${term}</dt><dd>${fact}</dd></div>`);
}

function days(pieces: readonly Piece[], context: Context): Html[] {
  const byDay = Map.groupBy(pieces, ({ at }) => day(at));
  return [...byDay].map(
    ([name, on]) => html`<section>
<h2>${name}</h2>
${on.map((piece) => pieceHtml(piece, context))}
</section>`,
  );
}

function pieceHtml(piece: Piece, context: Context): Html {
  if (piece.kind === "message") return message(piece.told, context);
  if (piece.kind === "mark") return mark(piece.line);
  return html`<div class="loose"><p class="note">Replies to a message that is not in the record:</p>
${piece.replies.map((reply) => message(reply, context))}</div>`;
}

function mark(line: LoggedLine): Html {
  const about =
    line.kind === "erased"
      ? html`<p>Of ${lineNumbers(line.lines ?? [])}, by <bdi>${brief(line.from.name)}</bdi>.</p>`
      : undefined;
  const text = clean(line.text).trim();
  return html`<aside class="${line.kind}" id="line-${line.number}">
<p class="head"><b>${markTitle(line)}</b>${time(line.at)}<a class="number" href="#line-${line.number}">${line.number}</a></p>
${about}${text === "" ? undefined : html`<p class="words" dir="auto">${text}</p>`}
</aside>`;
}
