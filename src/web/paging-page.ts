/** How the page behind a link looks: one thing to read, two large buttons. */
import { plainLine } from "../domain/alert/plain.ts";
import type { Shown } from "../engine/replies.ts";

/** Named by its hash in the content security policy. */
export const style = `
:root { color-scheme: light dark; --page: #f4f5f7; --sheet: #fff; --ink: #16191d; --quiet: #58606b; --line: #d5d9e0; --go: #13714a; --bad: #b3261e; --bad-ink: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --page: #101318; --sheet: #191e25; --ink: #eceff3; --quiet: #a3adba; --line: #39424f; --bad-ink: #ffb4a9; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 18px/1.5 "Segoe UI", system-ui, -apple-system, Roboto, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 1.25rem 1rem 2.5rem; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-top: 6px solid var(--bad); border-radius: 14px; padding: 1.2rem 1.25rem 1.4rem; }
.sheet.calm { border-top-color: var(--line); }
.above { margin: 0; color: var(--bad-ink); font-weight: 600; }
.calm .above { color: var(--quiet); }
h1 { font-size: 1.45rem; line-height: 1.25; margin: .35rem 0 .8rem; overflow-wrap: anywhere; }
p { margin: .6rem 0 0; overflow-wrap: anywhere; }
.said { font-weight: 600; padding: .8rem 1rem; border-radius: 10px; background: var(--page); }
.quiet { color: var(--quiet); font-size: .95rem; }
form { display: grid; gap: .8rem; margin-top: 1.4rem; }
button { font: inherit; font-weight: 600; min-height: 3.6rem; padding: .7rem 1rem; border-radius: 12px; border: 2px solid var(--go); background: var(--go); color: #fff; cursor: pointer; }
button.no { background: none; border-color: var(--line); color: var(--ink); }
button:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
`;

const wordsMax = 2_000;

/** `said` is what became of an answer, "" before there is one. `once` tells one opening of the page from the next. */
export function answerPage(shown: Shown, said: string, once: string): string {
  const { severity, open } = shown;
  const drill = shown.drill === true ? "DRILL " : "";
  const [id, title, person, standing] = [shown.id, shown.title, shown.person, shown.standing].map(inHtml);
  const body = `<p class="above">${drill}Severity ${severity} &middot; ${id}</p>
<h1>${title}</h1>
${said === "" ? "" : `<p class="said" role="status">${inHtml(said)}</p>`}
<p>${standing}</p>
<p class="quiet">${open ? `For ${person}. Answer, so that nobody else is woken for it.` : `This was for ${person}.`}</p>
${open ? buttons(once) : ""}`;
  return document(`${drill}${id}: ${title}`, body, open ? "sheet" : "sheet calm");
}

/** The form posts to the address of the page itself. */
const buttons = (once: string): string => `<form method="post">
<input type="hidden" name="once" value="${inHtml(once)}">
<button name="answer" value="ack">I take it</button>
<button class="no" name="answer" value="cant">I cannot</button>
</form>`;

/** For what cannot be shown or answered. */
export const wordsPage = (heading: string, words: string): string =>
  document(inHtml(heading), `<h1>${inHtml(heading)}</h1><p>${inHtml(words)}</p>`, "sheet calm");

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Whatever it says, it is words. */
const inHtml = (text: string): string =>
  plainLine(text.toWellFormed(), wordsMax).replace(/[&<>"']/g, (character) => entities[character]!);

/** Takes HTML. */
const document = (title: string, body: string, kind: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="format-detection" content="telephone=no"><meta name="robots" content="noindex, nofollow"><title>${title}</title><style>${style}</style></head>
<body><main><div class="${kind}">
${body}
</div></main></body></html>
`;
