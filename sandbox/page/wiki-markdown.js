/** The Markdown of a wiki: what a message has, and tables. It builds nodes, never markup. */
import { element } from "./element.js";
import { rich } from "./inline.js";
import { markdown } from "./markdown.js";

const linesMax = 5_000;
const columnsMax = 30;
const row = /^\s{0,3}\|.*\|\s*$/;
const rule = /^\s{0,3}\|(\s*:?-+:?\s*\|)+\s*$/;
const fence = /^\s{0,3}```/;

/** @param {string} text @returns {DocumentFragment} */
export function wikiMarkdown(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n").slice(0, linesMax);
  const all = document.createDocumentFragment();
  let before = [];
  let fenced = false;
  for (let at = 0; at < lines.length; at++) {
    if (fence.test(lines[at])) fenced = !fenced;
    if (fenced || !row.test(lines[at]) || !rule.test(lines[at + 1] ?? "")) {
      before.push(lines[at]);
      continue;
    }
    const end = lines.findIndex((line, number) => number > at && !row.test(line));
    const stop = end === -1 ? lines.length : end;
    all.append(markdown(before.join("\n")), table(lines.slice(at, stop)));
    before = [];
    at = stop - 1;
  }
  all.append(markdown(before.join("\n")));
  return all;
}

function table([head, , ...rows]) {
  const line = (tag, text) => element("tr", {}, ...cells(text).map((cell) => element(tag, {}, rich(cell))));
  return element(
    "div",
    { class: "table", tabindex: "0" },
    element(
      "table",
      {},
      element("thead", {}, line("th", head)),
      element("tbody", {}, ...rows.map((each) => line("td", each))),
    ),
  );
}

/** A stroke after a backslash stands in a cell and ends none. */
const cells = (text) =>
  text
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .slice(0, columnsMax)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
