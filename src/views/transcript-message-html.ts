/** One message of an exported transcript as HTML, with every version of it, what came with it, and its replies. */
import type { LoggedLine } from "../engine/ports.ts";
import { webAddress } from "./escape.ts";
import { type Html, html } from "./html.ts";
import { stop } from "./phrase.ts";
import { brief, clean } from "./text.ts";
import type { Told } from "./transcript-threads.ts";
import {
  erasedWords,
  hasWords,
  instant,
  isDeleted,
  type KeptCopy,
  looseAttachments,
  sizeWords,
  stepWords,
} from "./transcript-words.ts";

export type Context = { copies: ReadonlyMap<string, KeptCopy>; records: ReadonlyMap<number, number> };

export function message(told: Told, context: Context): Html {
  const { first, steps, files, replies } = told;
  const state = [first.kind === "bot" ? "bot" : "", isDeleted(told) ? "gone" : ""].filter(Boolean).join(" ");
  return html`<article class="${state}" id="line-${first.number}">
<span class="face f${faceOf(first)}" aria-hidden="true">${initials(first)}</span>
<div class="told">
<p class="head"><b><bdi>${brief(first.from.name, 200)}</bdi></b>${first.kind === "bot" ? html`<span class="tag">bot</span>` : undefined}${time(first.at)}${first.source === "graph" ? html`<span class="tag" title="It did not reach Muster when it was said">found by comparing with Teams</span>` : undefined}${number(first)}</p>
${steps.map((step) => stepHtml(told, step, context))}
${looseAttachments(told).map(({ name, url }) => html`<p class="file">Attachment: ${address(name, url)}</p>`)}
${files.map((line) => fileHtml(line, context))}
${replies.length === 0 ? undefined : html`<div class="replies">${replies.map((reply) => message(reply, context))}</div>`}
</div>
</article>`;
}

/** Words that were said once and left alone stand by themselves; otherwise each step says what it was, and when. */
function stepHtml(told: Told, step: LoggedLine, { records }: Context): Html {
  const { label, note } = stepWords(told, step);
  const when = step === told.first ? undefined : html`${time(step.at)}${number(step)}`;
  const id = step === told.first ? undefined : html` id="line-${step.number}"`;
  const head =
    label === ""
      ? undefined
      : html`<p class="step"${id}><b>${label}</b>${when}${note === "" ? undefined : html`<span>${note}</span>`}</p>`;
  return html`<div class="version ${standing(told, step)}">${head}${body(step, records)}${mentions(step)}</div>`;
}

/** "now": the words as they stand in the channel. */
function standing(told: Told, step: LoggedLine): string {
  if (step.kind === "deleted") return "deletion";
  return !isDeleted(told) && step === told.steps.findLast(hasWords) ? "now" : "before";
}

function body(step: LoggedLine, records: Context["records"]): Html | undefined {
  if (step.erased === true) return html`<p class="note">${erasedWords(step, records)}</p>`;
  return hasWords(step) ? html`<p class="words" dir="auto">${clean(step.text).trimEnd()}</p>` : undefined;
}

const mentions = ({ mentions: named = [] }: LoggedLine): Html | undefined =>
  named.length === 0
    ? undefined
    : html`<p class="mentions">Mentions ${named.map(({ name }) => html`<bdi>${brief(name, 100)}</bdi>`)}</p>`;

function fileHtml(line: LoggedLine, { copies, records }: Context): Html {
  const { file } = line;
  if (line.erased === true || file === undefined)
    return html`<p class="note" id="line-${line.number}">A file: ${erasedWords(line, records)}${number(line)}</p>`;
  const { path, picture } = (file.key === undefined ? undefined : copies.get(file.key)) ?? {};
  const name = brief(file.name, 200);
  const size = file.bytes === undefined ? undefined : html` · ${sizeWords(file.bytes)}`;
  const caption = html`${path === undefined ? html`<bdi>${name}</bdi>` : html`<a href="${path}"><bdi>${name}</bdi></a>`}${size}`;
  if (picture !== undefined)
    return html`<figure id="line-${line.number}"><img src="${picture}" alt="${name}"><figcaption>${caption}${number(line)}</figcaption></figure>`;
  const missing =
    path !== undefined
      ? undefined
      : html` · ${file.why === undefined ? "its copy is not here." : html`no copy: ${stop(brief(file.why, 300))}`}`;
  const was =
    path === undefined && file.url !== undefined ? html` It was at ${address(file.url, file.url)}` : undefined;
  return html`<p class="file" id="line-${line.number}">File: ${caption}${missing}${was}${number(line)}</p>`;
}

function address(name: string, url: string | undefined): Html {
  const href = url === undefined ? undefined : webAddress(url);
  const shown = html`<bdi>${brief(name, 200)}</bdi>`;
  return href === undefined ? shown : html`<a href="${href}" rel="noreferrer">${shown}</a>`;
}

export const time = (iso: string): Html =>
  html`<time${Number.isNaN(Date.parse(iso)) ? undefined : html` datetime="${iso}"`}>${instant(iso)}</time>`;

const number = ({ number: line }: LoggedLine): Html => html`<a class="number" href="#line-${line}">${line}</a>`;

const faces = 8;
const faceOf = ({ from, kind, erased }: LoggedLine): string | number =>
  erased === true
    ? "less"
    : kind === "bot"
      ? "bot"
      : [...from.id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 9_973, 7) % faces;

const initials = ({ from, erased }: LoggedLine): string =>
  erased === true
    ? "–"
    : brief(from.name, 80)
        .replace(/[\u2068\u2069]/g, "")
        .split(" ")
        .slice(0, 2)
        .map((word) => [...word][0] ?? "")
        .join("")
        .toUpperCase();
