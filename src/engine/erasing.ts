/** Takes one person's words out of the transcript of an incident, wherever they are kept, and records that. */
import type { Fact } from "../domain/incident/facts.ts";
import { muster } from "../domain/people.ts";
import { pseudonym } from "../domain/transcript.ts";
import { commit } from "./commit.ts";
import type { Bell, Line, Log, LoggedLine, Media, Transcript } from "./ports.ts";

export type Erasing = { log: Log; bell: Bell; transcript: Transcript; media: Media; now: () => Date };

/** `whose` is the person's id; `by` is who has it done. */
export type Erasure = { stream: string; whose: string; because: string; by: string };

/** What somebody said and what came with it. Lines from before words could be erased are `fixed`. */
export type Words = { lines: LoggedLine[]; fixed: LoggedLine[]; files: string[] };

/** A line may come while others are erased; it goes with the next look. */
const looksMax = 5;

export function wordsOf(all: readonly LoggedLine[], whose: string): Words {
  const own = all.filter(({ from, kind, erased }) => from.id === whose && kind !== "erased" && erased !== true);
  return {
    lines: own.filter(({ words }) => words !== undefined),
    fixed: own.filter(({ words }) => words === undefined),
    files: own.flatMap(({ file }) => (file?.key === undefined ? [] : [file.key])),
  };
}

/**
 * Returns how many lines and files are gone; doing it again finishes what was interrupted. The history comes first: it tells a
 * comparison with Teams that what this person said until now is not to be brought back. Then the copies, whose names
 * stand in the lines, and then the words. Throws Outage where they cannot be erased.
 */
export async function eraseWords(tools: Erasing, erasure: Erasure): Promise<{ lines: number; files: number }> {
  const { stream, whose } = erasure;
  const gone = { lines: 0, files: 0 };
  for (let look = 0; look < looksMax; look++) {
    const { lines, files } = wordsOf(await tools.transcript.read(stream), whose);
    if (lines.length === 0) break;
    const at = tools.now().toISOString();
    if (look === 0) await record(tools, erasure, lines.length);
    for (const key of files) await tools.media.remove(key);
    const numbers = lines.map(({ number }) => number);
    await tools.transcript.erase(stream, numbers, recordLine(erasure, at, numbers));
    gone.lines += lines.length;
    gone.files += files.length;
  }
  return gone;
}

async function record(
  { log, bell, now }: Erasing,
  { stream, whose, because, by }: Erasure,
  lines: number,
): Promise<void> {
  const name = pseudonym(stream, whose);
  const cause = `words erased ${name} ${now().toISOString()}`;
  await commit<Fact>({ log, bell, now }, { stream, cause, by: muster, from: `muster erase, by ${by}` }, () => [
    { type: "words erased", whose: name, lines, because },
  ]);
}

const recordLine = ({ because, by }: Erasure, at: string, lines: number[]): Line => ({
  id: "",
  kind: "erased",
  at,
  from: { id: "", name: by },
  text: because,
  lines,
});
