/** Boards shows descriptions and comments as HTML; what came from outside must stay text. */
import type { Link } from "../domain/incident/facts.ts";

export const descriptionMax = 30_000;
const linksMax = 50;

export const escaped = (text: string): string =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");

/** Text with its line breaks. */
export const htmlFrom = (text: string): string => escaped(text.trim()).replace(/\r\n|\r|\n/g, "<br>");

/** What it is about, what is known, and where to go. */
export function descriptionHtml({
  text,
  lines,
  links,
}: {
  text: string;
  lines: readonly string[];
  links: readonly Link[];
}): string {
  const blocks = [
    htmlFrom(text.slice(0, descriptionMax)),
    ...lines.map((line) => htmlFrom(line.slice(0, 1_000))),
  ].filter((block) => block !== "");
  const anchors = links
    .filter(({ url }) => /^https?:\/\//i.test(url) && URL.canParse(url))
    .slice(0, linksMax)
    .map(({ title, url }) => `<li><a href="${escaped(url)}">${escaped(title.slice(0, 200))}</a></li>`);
  const list = anchors.length === 0 ? "" : `<ul>${anchors.join("")}</ul>`;
  return `${blocks.map((block) => `<div>${block}</div>`).join("")}${list}`;
}

/** Boards rewrites HTML in its own way: compare only what a reader sees. */
export const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/&nbsp;/g, " ")
    .replace(/&(?:lt|#60);/g, "<")
    .replace(/&(?:gt|#62);/g, ">")
    .replace(/&(?:quot|#34);/g, '"')
    .replace(/&(?:apos|#39);/g, "'")
    .replace(/&(?:amp|#38);/g, "&")
    .replace(/\s+/g, " ")
    .trim();
