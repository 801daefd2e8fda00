/** What can stand inside a line. Every span has a longest length, so that no text takes long to read. */
import { element } from "./element.js";
import { link } from "./link.js";
import { readEntities } from "./words.js";

const depthMax = 6;
const span = String.raw`(?:\\.|[^\\]){1,1000}?`;
const between = (sign, inside) => new RegExp(`${sign}(?=${inside})(${span})(?<=${inside})${sign}`, "suy");
const betweenWords = (sign, inside) =>
  new RegExp(String.raw`(?<![\p{L}\p{N}_])${sign}(?=${inside})(${span})(?<=${inside})${sign}(?![\p{L}\p{N}_])`, "suy");
const around = (tag) => (found, depth) => element(tag, {}, rich(found[1], depth + 1));

const mention = {
  pattern: /<at(?:\s[^<>]{0,200})?>([^<]{1,200})<\/at>/iuy,
  build: (found) => mentionOf(readEntities(found[1])),
};
const address = {
  pattern: /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"]{1,2000}(?<![.,;:!?)'*_~])/iuy,
  build: (found) => link(readEntities(found[0]), readEntities(found[0])),
};
const plainKinds = [mention, address];
/** In order: what stands further up wins where two could begin at the same place. */
const richKinds = [
  { pattern: /\\([\\`*_{}[\]()#+=.!~<>|&-])/uy, build: (found) => document.createTextNode(found[1]) },
  { pattern: /`([^`\n]{1,1000})`/uy, build: (found) => element("code", {}, readEntities(found[1])) },
  mention,
  {
    pattern: /\[((?:\\.|[^\]\\\n]){1,500})\]\(([^()\s]{1,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?)\)/uy,
    build: (found, depth) => link(readEntities(found[2]), rich(found[1], depth + 1)),
  },
  address,
  { pattern: between(String.raw`\*\*`, String.raw`\S`), build: around("strong") },
  { pattern: betweenWords("__", String.raw`\S`), build: around("strong") },
  { pattern: between("~~", String.raw`\S`), build: around("s") },
  { pattern: between(String.raw`\*`, String.raw`[^\s*]`), build: around("em") },
  { pattern: betweenWords("_", String.raw`[^\s_]`), build: around("em") },
];
const begins = /[\\`<[hH*_~]/;

/** What a bot wrote: Markdown. */
export const rich = (text, depth = 0) => read(text, depth < depthMax ? richKinds : [], depth);

/** What a person wrote: only mentions and addresses are more than text. */
export const plain = (text) => read(text, plainKinds, 0);

function read(text, kinds, depth) {
  const all = document.createDocumentFragment();
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const found = begins.test(text[at]) ? firstAt(text, at, kinds) : undefined;
    if (found === undefined) {
      at++;
      continue;
    }
    all.append(readEntities(text.slice(from, at)), found.kind.build(found.match, depth));
    from = at = at + found.match[0].length;
  }
  all.append(readEntities(text.slice(from)));
  return all;
}

function firstAt(text, at, kinds) {
  for (const kind of kinds) {
    kind.pattern.lastIndex = at;
    const match = kind.pattern.exec(text);
    if (match !== null) return { kind, match };
  }
  return undefined;
}

const mentionOf = (name) => element("span", { class: "mention", "data-name": name }, element("bdi", {}, name));
