/** Writes the book as a file that reads back as the same book. */
import { Document, isMap, isScalar, isSeq, type Node, type Pair, visit } from "yaml";
import { type Book, bookParts, nameKey } from "../domain/oncall/book.ts";

const head = " Who is on call, as Muster has it. `muster import FILE` reads it; docs/oncall.md explains it.";
const lineWidth = 120;

/** The whole book, in order of name. The same book is the same text. */
export function onCallFileOf(book: Book, edition: number): string {
  const parts = bookParts.map((part) => [part, sorted<{ name: string }>(book[part]).map(ordered)] as const);
  const document = new Document({ edition, ...Object.fromEntries(parts) });
  document.commentBefore = head;
  visit(document, {
    Collection(_, node, path) {
      // The first two levels are the parts and their documents: those have a line for each key.
      if (path.filter((each) => isMap(each) || isSeq(each)).length > 2 && isSmall(node)) node.flow = true;
    },
  });
  return document.toString({ lineWidth, flowCollectionPadding: false });
}

const sorted = <T extends { name: string }>(all: readonly T[]): T[] =>
  all.toSorted((one, other) => compare(nameKey(one.name), nameKey(other.name)));

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Keys in the order in which docs/oncall.md has them, whatever the order in which they were stored. */
const keys = [
  ...["name", "severities", "members", "teams", "email", "phone", "priority", "timeZone", "reach", "expertise"],
  ...["activeFrom", "activeUntil", "type", "length", "mode", "user", "replaces", "start", "end"],
  ...["participants", "days", "from", "to", "layers", "overrides", "rotation", "restrictions", "roster"],
  ...["rotations", "experts", "services", "policy", "workingHours", "windows", "means", "afterMinutes"],
  ...["steps", "notify", "minutes", "repeats", "then", "lastResort", "waits", "pagerduty", "webhook", "dailyTest"],
];
const rank = new Map(keys.map((key, index) => [key, index]));
const rankOf = (key: string): number => rank.get(key) ?? keys.length;

/** A copy, in which nothing is the same object twice: the library would write an alias for it. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => rankOf(one) - rankOf(other))
      .map(([key, each]) => [key, ordered(each)]),
  );
}

/** Whether it can be read on one line: plain values, or lists of them, a list of lists at most. */
function isSmall(node: Node): boolean {
  if (isSeq(node)) return node.items.every((item) => isScalar(item) || (isSeq(item) && item.items.every(isScalar)));
  if (!isMap(node)) return false;
  return (node.items as Pair<unknown, Node>[]).every(
    ({ value }) => isScalar(value) || (isSeq(value) && isSmall(value)),
  );
}
