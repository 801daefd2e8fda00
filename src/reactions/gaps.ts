/** What nobody tells, as lines of the transcript. */
import { editsUntold, wordsUntold } from "../engine/comparison-result.ts";
import type { Line, LoggedLine } from "../engine/ports.ts";
import { editsUntoldText, notCompared, tooOld, wasDeleted, wordsUntoldText } from "../views/comparison-words.ts";
import type { Comparison } from "./read-changed.ts";

/** Of what is older than Teams tells. */
export function reachGap({ begun, from, messages }: Comparison): Line[] {
  const reach = new Date(Date.parse(begun.at) - messages.reachMs).toISOString();
  return from < reach ? [gap(reach, tooOld({ from, to: reach }))] : [];
}

/** What Teams does not tell, though it told the rest: of the lines that were added behind this number. */
export function untoldGaps(lines: readonly LoggedLine[], after: number): Line[] {
  const [edits, words] = [editsUntold(lines, after), wordsUntold(lines, after)];
  return [
    ...(edits === undefined ? [] : [gap(edits.to, editsUntoldText(edits))]),
    ...(words === undefined ? [] : [gap(words.to, wordsUntoldText(words))]),
  ];
}

/** That nothing could be compared, and why. */
export const notComparedGap = ({ begun, from }: Comparison, reason: string): Line =>
  gap(begun.at, notCompared({ from, to: begun.at }, reason));

/** That nothing can be compared any more. */
export function lostGap({ from, where: { lostAt = from } }: Comparison): Line[] {
  return from < lostAt ? [gap(lostAt, wasDeleted({ from, to: lostAt }))] : [];
}

const gap = (at: string, text: string): Line => ({ id: "", kind: "gap", at, from: { id: "", name: "Muster" }, text });
