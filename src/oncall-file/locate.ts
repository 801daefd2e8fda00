/** Where in a file a value stands. */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import { nameKey } from "../domain/oncall/book.ts";
import type { Problem } from "../domain/oncall/check-book.ts";
import type { Nodes } from "./tree.ts";
import type { Place } from "./trouble.ts";

type Path = readonly PropertyKey[];

/** The place of what is at the end of the path, or of the last on the way to it that is there. */
export function locate(nodes: Nodes, path: Path): Place {
  let node = nodes.root;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    const next = stepInto(resolved(node, nodes), step);
    if (next === undefined) break;
    offset = next.at.range?.[0] ?? offset;
    node = next.into;
  }
  return nodes.placeOf(offset);
}

/** Where in the file a problem of the book is; undefined when it is about a document that the file does not have. */
export function locateProblem(nodes: Nodes, { part, name, path }: Problem): Place | undefined {
  const list = resolved(stepInto(resolved(nodes.root, nodes), part)?.into, nodes);
  if (!isSeq(list)) return undefined;
  const index = list.items.findIndex((item) => {
    const found = resolved(stepInto(resolved(item as Node | null, nodes), "name")?.into, nodes);
    return isScalar(found) && nameKey(String(found.value)) === nameKey(name);
  });
  return index === -1 ? undefined : locate(nodes, [part, index, ...path]);
}

const resolved = (node: Node | null | undefined, { meant }: Nodes): Node | null | undefined =>
  isAlias(node) ? meant.get(node) : node;

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
