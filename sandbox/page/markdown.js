/**
 * The Markdown that Teams shows in a bot's messages: bold, italic, strike, code, links, lists, quotes, line breaks.
 * It builds nodes, never markup, so nothing anybody wrote can become an element that is not made here.
 */
import { element } from "./element.js";
import { plain, rich } from "./inline.js";

const linesMax = 2_000;
const bullet = /^\s{0,6}[-*+]\s+(?<text>.*)$/;
const numbered = /^\s{0,6}(?<start>\d{1,9})[.)]\s+(?<text>.*)$/;
const quote = /^\s{0,3}>\s?(?<text>.*)$/;
const heading = /^\s{0,3}#{1,6}\s+(?<text>.*?)\s*#*$/;
const rule = /^\s{0,3}(-{3,}|\*{3,}|_{3,})\s*$/;
const fence = /^\s{0,3}```/;

/** What a bot wrote. @param {string} text @returns {DocumentFragment} */
export function markdown(text) {
  const lines = linesOf(text);
  const all = document.createDocumentFragment();
  for (let at = 0; at < lines.length; ) at = block(all, lines, at);
  return all;
}

/** What a person wrote: as it stands, with mentions, addresses and line breaks. @param {string} text */
export const plainText = (text) => element("p", {}, broken(linesOf(text), plain));

const linesOf = (text) => text.replace(/\r\n?/g, "\n").split("\n").slice(0, linesMax);

/** Appends the block that starts at this line, and says where the next one starts. */
function block(all, lines, at) {
  const line = lines[at];
  if (line.trim() === "") return at + 1;
  if (fence.test(line)) return code(all, lines, at + 1);
  if (rule.test(line)) return add(all, element("hr"), at + 1);
  if (heading.test(line)) return add(all, element("p", { class: "heading" }, rich(textOf(heading, line))), at + 1);
  if (quote.test(line)) return gather(all, lines, at, quote, (texts) => element("blockquote", {}, broken(texts, rich)));
  if (bullet.test(line)) return gather(all, lines, at, bullet, (texts) => element("ul", {}, ...texts.map(item)));
  if (numbered.test(line)) {
    const start = numbered.exec(line).groups.start;
    return gather(all, lines, at, numbered, (texts) => element("ol", { start }, ...texts.map(item)));
  }
  return paragraph(all, lines, at);
}

const textOf = (pattern, line) => pattern.exec(line).groups.text;
const item = (text) => element("li", {}, rich(text));

function add(all, node, next) {
  all.append(node);
  return next;
}

function gather(all, lines, at, pattern, build) {
  const texts = [];
  for (; at < lines.length && pattern.test(lines[at]) && !rule.test(lines[at]); at++)
    texts.push(textOf(pattern, lines[at]));
  return add(all, build(texts), at);
}

function code(all, lines, at) {
  const end = lines.findIndex((line, number) => number >= at && fence.test(line));
  const stop = end === -1 ? lines.length : end;
  return add(all, element("pre", { tabindex: "0" }, element("code", {}, lines.slice(at, stop).join("\n"))), stop + 1);
}

const otherBlocks = [fence, heading, quote, bullet, numbered, rule];

function paragraph(all, lines, from) {
  let at = from + 1;
  while (at < lines.length && lines[at].trim() !== "" && !otherBlocks.some((each) => each.test(lines[at]))) at++;
  return add(all, element("p", {}, broken(lines.slice(from, at), rich)), at);
}

function broken(lines, read) {
  const all = document.createDocumentFragment();
  lines.forEach((line, number) => {
    if (number > 0) all.append(element("br"));
    all.append(read(line));
  });
  return all;
}
