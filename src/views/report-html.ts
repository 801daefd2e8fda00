import { webAddress } from "./escape.ts";
import { type Html, html } from "./html.ts";
import type { Block, Fact, Report, Run, Section, Words } from "./report.ts";
import { style } from "./report-look.ts";
import { standalone } from "./standalone.ts";
import { clean } from "./text.ts";

export function reportHtml({ title, lead, sections }: Report): string {
  return standalone({
    title: clean(title),
    style,
    head: html`<meta name="referrer" content="no-referrer">`,
    body: html`<main>
<h1 dir="auto">${clean(title)}</h1>
${lead.map((each) => html`<p class="lead">${words(each)}</p>`)}
${sections.map(section)}
</main>`,
  });
}

const section = ({ heading, blocks }: Section): Html => html`<section>
<h2>${heading}</h2>
${blocks.map(block)}
</section>`;

function block(of: Block): Html {
  switch (of.kind) {
    case "paragraph":
      return html`<p dir="auto">${words(of.words)}</p>`;
    case "facts":
      return html`<table class="facts">
${of.rows.map(factRow)}
</table>`;
    case "table":
      return html`<div class="wide"><table>
<thead><tr>${of.header.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>
${of.rows.map((row) => html`<tr>${row.map((cell) => html`<td dir="auto">${words(cell)}</td>`)}</tr>`)}
</tbody>
</table></div>`;
    case "list":
      return html`<ul>
${of.items.map((item) => html`<li dir="auto">${words(item)}</li>`)}
</ul>`;
    case "quotation":
      return html`<blockquote dir="auto">${clean(of.text)}</blockquote>`;
    case "questions":
      return html`<dl>
${of.asks.map((ask) => html`<dt>${ask}</dt><dd></dd>`)}
</dl>`;
  }
}

const factRow = ({ label, words: value }: Fact): Html =>
  html`<tr><th scope="row">${label}</th><td dir="auto">${words(value)}</td></tr>`;

/** A list of `Html` is set line by line; words stand behind one another. */
const words = (all: Words): Html => all.map(run).reduce((before, next) => html`${before}${next}`, html``);

function run({ text, kind, url }: Run): Html {
  const address = url === undefined ? undefined : webAddress(url);
  const shown = clean(text);
  if (address !== undefined) return html`<a href="${address}" rel="noopener noreferrer">${shown}</a>`;
  if (kind === "strong") return html`<strong>${shown}</strong>`;
  if (kind === "say") return html`<code>${shown}</code>`;
  return kind === "quiet" ? html`<span class="quiet">${shown}</span>` : html`${shown}`;
}
