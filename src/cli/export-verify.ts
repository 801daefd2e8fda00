/** Says whether a transcript is what was logged, and whether a hash that somebody wrote down earlier still stands in it. */
import { Refusal } from "../domain/refusal.ts";
import { unfinishedErasures, verify } from "../domain/transcript.ts";
import type { LoggedLine } from "../engine/ports.ts";
import { instant, lineNumbers, verdictWords } from "../views/transcript-words.ts";
import type { Asked, Desk } from "./verb.ts";

const faultsMax = 20;

export function hashFrom(option: Asked["options"][string]): string | undefined {
  if (option === undefined) return undefined;
  const hash = String(option).trim().toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(hash))
    throw new Refusal("--hash wants the 64 characters that an export printed as the last hash.");
  return hash;
}

/** False when something is wrong. */
export function judge(desk: Desk, lines: readonly LoggedLine[], hash: string | undefined): boolean {
  const verdict = verify(lines);
  desk.say(verdictWords(verdict, lines));
  const unfinished = unfinishedErasures(lines);
  if (unfinished.length > 0)
    desk.say(`The words of ${lineNumbers(unfinished)} are recorded as erased and are still there: erase them again.`);
  const stands = hash === undefined || judgeHash(desk, lines, hash, verdict.ok ? lines.length : verdict.at - 1);
  return verdict.ok && unfinished.length === 0 && stands;
}

/** `whole`: how many lines from the beginning are in order. */
function judgeHash(desk: Desk, lines: readonly LoggedLine[], hash: string, whole: number): boolean {
  const at = lines.findIndex((line) => line.hash === hash);
  const line = lines[at];
  if (line === undefined)
    desk.say("No line has the hash you wrote down: the transcript was cut short or written anew since.");
  else if (at >= whole)
    desk.say(`The hash you wrote down stands at line ${line.number}, but the chain does not hold up to there.`);
  else
    desk.say(
      `The hash you wrote down is that of line ${line.number}, of ${instant(line.at)}: up to there nothing was changed since.`,
    );
  return line !== undefined && at < whole;
}

/** False when a copy is missing or not what was copied. */
export function judgeCopies(desk: Desk, faults: readonly string[]): boolean {
  for (const fault of faults.slice(0, faultsMax)) desk.say(fault);
  if (faults.length > faultsMax)
    desk.say(`${faults.length - faultsMax} more copies are missing or not what was copied.`);
  return faults.length === 0;
}
