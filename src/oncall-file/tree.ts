/**
 * A file of YAML as plain values, with the way back to its lines. Every word stays the text that was written (a phone
 * number keeps its "+", a date its shape) until a shape knows what it should be; only an empty or plain `null` is null.
 */
import {
  type Alias,
  CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import { type Place, type Trouble, troublesMax } from "./trouble.ts";

const bytesMax = 2 * 1024 * 1024;
const depthMax = 20;
/** Of all values, those behind aliases counted as often as they are used. */
const valuesMax = 300_000;

export type Tree = Nodes & { value: unknown; troubles: Trouble[] };

/** The file as the parser has it, with what each alias stands for. */
export type Nodes = { root: Node | null; meant: ReadonlyMap<Alias, Node>; placeOf(offset: number): Place };

/** Reads one document of YAML 1.2. What is not lawful is in `troubles`, at most fifty of them; then `value` is incomplete. */
export function readTree(text: string): Tree {
  const early = unreadable(text);
  const lineCounter = new LineCounter();
  const document = parseDocument(early === undefined ? text : "", {
    schema: "failsafe",
    // Ours takes a set: theirs compares every key with every other.
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter,
  });
  const placeOf = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const troubles = early === undefined ? faultsOf(document, placeOf) : [early];
  const root = troubles.length > 0 ? null : (document.contents as Node | null);
  const nodes: Nodes = { root, meant: aliasesOf(root), placeOf };
  const reading: Reading = { ...nodes, left: valuesMax, troubles };
  return { ...nodes, value: plain(root, reading, 0), troubles };
}

/** All at once: the library looks through the whole document for each. */
function aliasesOf(root: Node | null): Map<Alias, Node> {
  const anchors = new Map<string, Node>();
  const meant = new Map<Alias, Node>();
  if (root === null) return meant;
  visit(root, (_, node) => {
    if (isAlias(node) && anchors.has(node.source)) meant.set(node, anchors.get(node.source)!);
    if ((isScalar(node) || isSeq(node) || isMap(node)) && node.anchor !== undefined) anchors.set(node.anchor, node);
  });
  return meant;
}

/** What need not be parsed to be refused. */
function unreadable(text: string): Trouble | undefined {
  if (Buffer.byteLength(text) > bytesMax)
    return { line: 1, column: 1, message: "The file is larger than 2 MB; cut it into several." };
  const fault = faultOfBrackets(text);
  if (fault === undefined) return undefined;
  return { line: text.slice(0, fault.offset).split("\n").length, column: 1, message: fault.message };
}

/** The lexer is quick about what would keep the parser busy: a million brackets, opened or closed. */
function faultOfBrackets(text: string): { offset: number; message: string } | undefined {
  let [depth, offset, isText] = [0, 0, false];
  for (const token of new Lexer().lex(text)) {
    // Marks of the lexer's own, which are not in the text. What follows the last of them is text, whatever it looks like.
    const isMark = token === CST.DOCUMENT || token === CST.FLOW_END || token === CST.SCALAR;
    if (!isText && !isMark) depth += token === "[" || token === "{" ? 1 : token === "]" || token === "}" ? -1 : 0;
    if (depth < 0) return { offset, message: "This closes a bracket that nobody opened." };
    if (depth > depthMax) return { offset, message: tooDeep };
    if (isText || !isMark) offset += token.length;
    isText = !isText && token === CST.SCALAR;
  }
  return undefined;
}

const tooDeep = `This is nested too deeply; ${depthMax} levels are the most.`;

function faultsOf(document: Document, placeOf: (offset: number) => Place): Trouble[] {
  const exhausted = document.errors.find(({ code }) => code === "RESOURCE_EXHAUSTION");
  if (exhausted !== undefined) return [{ ...placeOf(exhausted.pos[0]), message: tooDeep }];
  return [...document.errors, ...document.warnings].slice(0, troublesMax).map(({ code, message, pos }) => ({
    ...placeOf(pos[0]),
    message: faults[code] ?? `This is not YAML: ${message}.`,
  }));
}

/** What people do, in words for them. */
const faults: Partial<Record<string, string>> = {
  MULTIPLE_DOCS: "A second document begins here (---); write everything into one.",
  TAB_AS_INDENT: "This line begins with a tab; YAML wants blanks.",
  TAG_RESOLVE_FAILED: "Tags (!…) have no meaning here; leave it out.",
};

type Reading = Nodes & { left: number; troubles: Trouble[] };

function plain(node: Node | null | undefined, reading: Reading, depth: number): unknown {
  if (node === null || node === undefined || reading.troubles.length >= troublesMax) return null;
  if (depth > depthMax) return complain(reading, node, tooDeep);
  reading.left -= 1;
  if (reading.left === 0) complain(reading, node, "This is too much: aliases (*) make it as large as that.");
  if (reading.left <= 0) return null;
  if (isAlias(node)) {
    const meant = reading.meant.get(node);
    if (meant === undefined) return complain(reading, node, `Nothing above is called &${node.source.slice(0, 60)}.`);
    return plain(meant, reading, depth + 1);
  }
  if (isSeq(node)) return node.items.map((item) => plain(item as Node | null, reading, depth + 1));
  if (isMap(node)) return plainMap(node, reading, depth);
  return isScalar(node) ? plainScalar(node) : null;
}

const nothing: ReadonlySet<unknown> = new Set(["", "~", "null", "Null", "NULL"]);

const plainScalar = ({ type, value }: Scalar): string | null =>
  type === Scalar.PLAIN && nothing.has(value) ? null : String(value ?? "");

function plainMap({ items }: YAMLMap, reading: Reading, depth: number): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const lines = new Map<string, number>();
  for (const pair of items as Pair<Node, Node | null>[]) {
    const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
    const fault = key === undefined ? "A key has to be a word." : unlawful(key, lines);
    if (fault !== undefined) complain(reading, pair.key, fault);
    if (key === undefined || fault !== undefined) continue;
    lines.set(key, reading.placeOf(pair.key.range?.[0] ?? 0).line);
    values[key] = plain(pair.value, reading, depth + 1);
  }
  return values;
}

/** Objects put numbers before everything else, whatever the order in the file, and know one key too many. */
function unlawful(key: string, lines: ReadonlyMap<string, number>): string | undefined {
  if (key === "__proto__") return "“__proto__” is not known here.";
  if (/^\d+$/.test(key)) return `“${key.slice(0, 20)}” cannot be a key here; write { name: "${key.slice(0, 20)}", … }.`;
  return lines.has(key) ? `“${key.slice(0, 60)}” is here already, in line ${lines.get(key)}.` : undefined;
}

function complain({ placeOf, troubles }: Reading, { range }: Node, message: string): null {
  if (troubles.length < troublesMax) troubles.push({ ...placeOf(range?.[0] ?? 0), message });
  return null;
}
