/** The frame of an HTML file that stands alone: it takes nothing from anywhere else, and its policy says so to the browser. */
import { createHash } from "node:crypto";
import { type Html, html, verbatim } from "./html.ts";

/** `style` is our own; `allows` are directives beside those of every such file; `head` stands before the title. */
export type Standalone = { title: string; style: string; allows?: readonly string[]; head?: Html; body: Html };

export function standalone({ title, style, allows = [], head, body }: Standalone): string {
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    ...allows,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${head}
<title>${title}</title>
<style>${verbatim(style)}</style>
</head>
<body>
${body}
</body>
</html>
`.html;
}

/** As a policy names a style or a script. */
export const hashOf = (source: string): string => `'sha256-${createHash("sha256").update(source).digest("base64")}'`;
