/** How a page looks as mail: read on a phone, in the dark, by somebody who has just woken up. */
import type { Summons } from "../engine/ports.ts";
import { headline, unlinked } from "./words.ts";

export type Mail = { subject: string; plainText: string; html: string };

/** Opening the link changes nothing: programs that read mail follow links. Only the buttons behind it answer. */
export function mailOf(summons: Summons): Mail {
  const { to, reply } = summons;
  const subject = headline(summons);
  const lines = [
    hello(summons),
    ...(summons.about.because === "" ? [] : [`Why you: ${unlinked(summons.about.because)}`]),
  ];
  const plainText = [subject, "", ...lines, "", `Answer here: ${reply.url}`, "", ending(to.name)].join("\n");
  return { subject, plainText, html: page(summons, lines) };
}

const hello = ({ kind, to }: Summons): string =>
  kind === "test"
    ? `${unlinked(to.name)}, this is a test of your pages. Nothing is wrong; say that it reached you.`
    : `${unlinked(to.name)}, you are paged. Say that you take it, or that you cannot.`;

const ending = (name: string): string =>
  `Muster sent this because ${unlinked(name)} is to be reached by e-mail. Until somebody answers, it goes on to the next.`;

function page({ about, kind, to, reply }: Summons, lines: readonly string[]): string {
  const drill = about.drill === true ? "DRILL &middot; " : "";
  const label =
    kind === "test" ? "Test page" : `${drill}Severity ${about.severity} &middot; ${escapeHtml(unlinked(about.id))}`;
  const color = kind === "test" ? "#2b2a6c" : about.severity <= 2 ? "#b3261e" : "#8a5300";
  const [title, link, end] = [unlinked(about.title), reply.url, ending(to.name)].map(escapeHtml);
  const rows = lines.map((line) => `<tr><td style="padding:0 4px 12px">${escapeHtml(line)}</td></tr>`).join("\n");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title></head>
<body style="margin:0;padding:24px 12px;font-family:'Segoe UI',system-ui,sans-serif;font-size:16px;line-height:1.5">
<table role="presentation" align="center" width="100%" style="max-width:520px;border-collapse:collapse">
<tr><td style="border-top:6px solid ${color};padding:20px 4px 0"><b>${label}</b></td></tr>
<tr><td style="padding:6px 4px 12px;font-size:22px;line-height:1.3;font-weight:600;word-break:break-word">${title}</td></tr>
${rows}
<tr><td style="padding:8px 4px 20px"><table role="presentation" style="border-collapse:collapse"><tr><td bgcolor="${color}" style="border-radius:8px"><a href="${link}" style="display:inline-block;padding:14px 28px;color:#ffffff;font-weight:600;text-decoration:none">Answer</a></td></tr></table></td></tr>
<tr><td style="padding:12px 4px;font-size:13px">${end}</td></tr>
</table></body></html>`;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);
