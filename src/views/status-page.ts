/** The public status page: one file that needs no script, no fonts and nothing from anywhere else. */
import { createHash } from "node:crypto";
import type { Severity } from "../domain/incident/facts.ts";
import type { PublicBoard, PublicIncident, Statement, StatementKind } from "../domain/status/board.ts";
import { historyMax, statementsMax } from "../domain/status/board.ts";
import { durationWords, utc } from "../domain/time.ts";
import { type Html, html, verbatim } from "./html.ts";
import { script, style } from "./status-look.ts";
import { hashOf, standalone } from "./standalone.ts";
import { brief, clean, clip } from "./text.ts";

/** What the board says, for programs. */
export function statusJson(board: PublicBoard): string {
  const { state, headline } = standing(board);
  const shown = { ...board, history: board.history.slice(0, historyMax) };
  return JSON.stringify({ state, headline, ...shown }).replace(/</g, "\\u003c");
}

/** The page as HTML. Everything that was written by people is text in it. */
export function statusPage(board: PublicBoard): string {
  const { headline, tone } = standing(board);
  const name = brief(board.name, 80);
  return standalone({
    title: `${headline} · ${name}`,
    style,
    allows: [`script-src ${hashOf(script)}`, "connect-src 'self'", "img-src data:"],
    head: html`<meta name="description" content="${headline}">
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(dot(tone))}">
<noscript><meta http-equiv="refresh" content="60"></noscript>`,
    body: html`<div class="column">
<header>${verbatim(pulse)}<h1 dir="auto">${name}</h1></header>
${page(board, name)}
</div>
<script>${verbatim(script)}</script>`,
  });
}

function page(board: PublicBoard, name: string): Html {
  const { tone, headline, detail, icon } = standing(board);
  const past = board.history.slice(0, historyMax);
  const version = createHash("sha256").update(JSON.stringify(board)).digest("hex").slice(0, 16);
  return html`<main data-as="${version}">
<div class="banner ${tone}" role="status">${verbatim(icon)}<p><strong>${headline}</strong>${detail}</p></div>
${board.open.slice(0, historyMax).map(open)}
<h2>Past incidents</h2>
${past.length === 0 ? html`<p class="empty">None so far.</p>` : past.map(over)}
<footer><span>${name} as of ${time(board.updatedAt)}</span><span id="note">Looks for news every 30 seconds.</span><a href="status.json">For programs</a></footer>
</main>`;
}

type Tone = "good" | "watch" | "bad";
type Standing = {
  state: "operational" | "monitoring" | "open";
  tone: Tone;
  headline: string;
  detail: string;
  icon: string;
};

function standing({ open }: PublicBoard): Standing {
  const active = open.filter(({ state }) => state === "open").length;
  if (open.length === 0)
    return {
      state: "operational",
      tone: "good",
      headline: "No known problems",
      detail: "Nothing is reported to be wrong right now.",
      icon: tick,
    };
  if (active === 0)
    return {
      state: "monitoring",
      tone: "watch",
      headline: "Recovering",
      detail: "A fix is in place, and we are watching it.",
      icon: eye,
    };
  const headline = active === 1 ? "We are dealing with an incident" : `We are dealing with ${active} incidents`;
  return { state: "open", tone: "bad", headline, detail: "What we know is below, newest first.", icon: mark };
}

const open = (incident: PublicIncident): Html => html`<article class="sheet">
<h3 dir="auto">${brief(incident.title)}</h3>
${meta(incident)}
${incident.nextUpdateAt === undefined ? undefined : html`<p class="next">Next update by ${time(incident.nextUpdateAt)}</p>`}
${statements(incident.statements)}
</article>`;

const over = (incident: PublicIncident): Html => html`<details class="sheet">
<summary><div><h3 dir="auto">${brief(incident.title)}</h3>${meta(incident)}</div></summary>
${statements(incident.statements)}
</details>`;

function meta({ state, severity, openedAt, closedAt }: PublicIncident): Html {
  const lasted = closedAt === undefined ? undefined : durationWords(Date.parse(closedAt) - Date.parse(openedAt));
  return html`<p class="meta"><span class="pill ${tones[state]}">${states[state]}</span>${severity === undefined ? undefined : html`<span>${impact[severity]}</span>`}<span>${lasted === undefined ? html`since ${time(openedAt)}` : html`${time(openedAt)}, lasted ${lasted}`}</span></p>`;
}

const states = { open: "Open", monitoring: "Monitoring", resolved: "Resolved" } as const;
const tones = { open: "bad", monitoring: "watch", resolved: "good" } as const;
const impact: Record<Severity, string> = {
  1: "Critical impact",
  2: "Major impact",
  3: "Minor impact",
  4: "Low impact",
  5: "No impact",
};

/** Newest first; of an endless story the latest part. */
function statements(all: readonly Statement[]): Html {
  const newest = all.slice(-statementsMax).reverse();
  return newest.length === 0 ? html`` : html`<ol>${newest.map(statement)}</ol>`;
}

const statement = ({ at, kind, text }: Statement): Html =>
  html`<li class="${kind}"><b>${kinds[kind]}</b>${time(at)}<p class="said" dir="auto">${clip(clean(text).trim(), 4_000)}</p></li>`;

const kinds: Record<StatementKind, string> = {
  opened: "Reported",
  update: "Update",
  monitoring: "Monitoring",
  resolved: "Resolved",
  reopened: "Open again",
  closed: "Closed",
};

const time = (iso: string): Html =>
  Number.isNaN(Date.parse(iso)) ? html`${utc(iso)}` : html`<time datetime="${iso}">${utc(iso)}</time>`;

const drawing = (path: string, colour = "currentColor") =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="${colour}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${path}</svg>`;
const tick = drawing('<circle cx="12" cy="12" r="10"/><path d="m7.5 12.5 3 3 6-6.5"/>', "#fff");
const mark = drawing('<path d="M12 3 1.8 20.5h20.4z"/><path d="M12 10v4.5M12 17.4v.1"/>', "#fff");
const eye = drawing(
  '<path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z"/><circle cx="12" cy="12" r="3"/>',
  "#fff",
);
const colours: Record<Tone, string> = { good: "#13714a", watch: "#1f5fae", bad: "#b3480b" };
const dot = (tone: Tone) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="${colours[tone]}"/></svg>`;
const pulse = drawing('<path d="M2 12h4.5l3-8 5 16 3-8H22"/>');
