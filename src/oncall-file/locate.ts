/** Where in a file a value stands. */
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import { type BookPart, nameKey } from "../domain/oncall/book.ts";
import type { Problem } from "../domain/oncall/check-book.ts";
import type { Tree } from "./tree.ts";
import type { Place } from "./trouble.ts";

type Path = readonly PropertyKey[];

/** The place of what is at the end of the path, or of the last on the way to it that is there. */
export function locate({ document, placeOf }: Pick<Tree, "document" | "placeOf">, path: Path): Place {
  let node = document.contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    const next = stepInto(resolved(node, document), step);
    if (next === undefined) break;
    offset = next.at.range?.[0] ?? offset;
    node = next.into;
  }
  return placeOf(offset);
}

/** Where in the file a problem of the book is; undefined when it is about a document that the file does not have. */
export function locateProblem(tree: Pick<Tree, "document" | "placeOf">, problem: Problem): Place | undefined {
  const index = indexOf(tree.document, problem.part, problem.name);
  return index === -1 ? undefined : locate(tree, [problem.part, index, ...problem.path]);
}

function indexOf(document: Document, part: BookPart, name: string): number {
  const list = resolved(document.get(part, true) as Node | null, document);
  if (!isSeq(list)) return -1;
  return list.items.findIndex((item) => {
    const each = resolved(item as Node | null, document);
    const found = isMap(each) ? each.get("name", true) : undefined;
    return isScalar(found) && nameKey(String(found.value)) === nameKey(name);
  });
}

const resolved = (node: Node | null | undefined, document: Document): Node | null | undefined =>
  isAlias(node) ? node.resolve(document) : node;

/** A key of a map is where its value is said to be: it begins the line. */
function stepInto(node: Node | null | undefined, step: PropertyKey): { at: Node; into: Node | null } | undefined {
  if (isSeq(node)) {
    const item = typeof step === "number" ? (node.items[step] as Node | null | undefined) : undefined;
    return item === undefined || item === null ? undefined : { at: item, into: item };
  }
  if (!isMap(node)) return undefined;
  const pairs = node.items as Pair<Node, Node | null>[];
  const pair =
    typeof step === "number" ? pairs[step] : pairs.find(({ key }) => isScalar(key) && String(key.value) === step);
  return pair === undefined ? undefined : { at: pair.key, into: pair.value };
}
