/** The lines of a transcript put together as people read them: messages with all that became of them, in their threads. */
import type { LoggedLine } from "../engine/ports.ts";

export type Told = {
  /** The line that tells of it first: the one that says it, where that was logged. */
  first: LoggedLine;
  /** What became of its words, in order: said, edited, deleted, restored … */
  steps: LoggedLine[];
  /** The pictures and files that came with it. */
  files: LoggedLine[];
  replies: Told[];
};

export type Piece =
  | { kind: "message"; at: string; told: Told }
  /** Replies to a message that is not in the record. */
  | { kind: "loose replies"; at: string; replies: Told[] }
  /** A gap, or the record of an erasure. */
  | { kind: "mark"; at: string; line: LoggedLine };

/** In the order in which it happened, which is not always the order in which we heard of it. */
export function threadsOf(lines: readonly LoggedLine[]): Piece[] {
  const isMark = ({ kind }: LoggedLine): boolean => kind === "gap" || kind === "erased";
  const marks = lines.filter(isMark).map((line) => ({ kind: "mark", at: line.at, line }) as const);
  const messages = messagesIn(lines.filter((line) => !isMark(line)));
  const loose = new Map<string, Told[]>();
  const roots: Told[] = [];
  for (const told of messages.values()) {
    const root = rootOf(told, messages);
    if (root === undefined) roots.push(told);
    else if (typeof root === "string") loose.set(root, [...(loose.get(root) ?? []), told]);
    else root.replies.push(told);
  }
  for (const told of roots) told.replies.sort(byTime);
  return [
    ...marks,
    ...roots.map((told) => ({ kind: "message", at: told.first.at, told }) as const),
    ...[...loose.values()].map((replies) => {
      replies.sort(byTime);
      return { kind: "loose replies", at: replies[0]!.first.at, replies } as const;
    }),
  ].sort((one, other) => timeOf(one.at) - timeOf(other.at) || numberOf(one) - numberOf(other));
}

function messagesIn(lines: readonly LoggedLine[]): Map<string, Told> {
  const byId = Map.groupBy(lines, ({ id, number }) => (id === "" ? `line ${number}` : id));
  return new Map(
    [...byId].map(([id, about]) => {
      const steps = about.filter(({ kind }) => kind !== "kept").sort(inOrder);
      const files = about.filter(({ kind }) => kind === "kept");
      return [id, { first: (steps[0] ?? files[0])!, steps, files, replies: [] }];
    }),
  );
}

/** What began the thread: a message, the id of one that is not in the record, or undefined for what begins one itself. */
function rootOf(told: Told, messages: ReadonlyMap<string, Told>): Told | string | undefined {
  const passed = new Set([told]);
  for (let at = told; ; ) {
    const above = [...at.steps, ...at.files].find(({ replyTo }) => replyTo !== undefined)?.replyTo;
    if (above === undefined) return at === told ? undefined : at;
    const next = messages.get(above);
    if (next === undefined) return above;
    // Two that answer each other: nobody writes so, but a record may say so.
    if (passed.has(next)) return undefined;
    passed.add(next);
    at = next;
  }
}

/** Whatever else is told of a message comes after its being said, also when clocks differ. */
const inOrder = (one: LoggedLine, other: LoggedLine): number =>
  Number(isSaid(other)) - Number(isSaid(one)) || timeOf(one.at) - timeOf(other.at) || one.number - other.number;

const isSaid = ({ kind }: LoggedLine): boolean => kind === "said" || kind === "bot";

const byTime = (one: Told, other: Told): number =>
  timeOf(one.first.at) - timeOf(other.first.at) || one.first.number - other.first.number;

const numberOf = (piece: Piece): number => {
  if (piece.kind === "mark") return piece.line.number;
  return (piece.kind === "message" ? piece.told : piece.replies[0]!).first.number;
};

const timeOf = (iso: string): number => Date.parse(iso) || 0;
