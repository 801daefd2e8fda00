/** `muster oncall check`: what is wrong with a file or with the book, and what somebody should know of its schedules. */
import { emptyBook } from "../domain/oncall/book.ts";
import { checkBook } from "../domain/oncall/check-book.ts";
import { type Finding, findingsOf } from "../domain/oncall/findings.ts";
import type { Schedule } from "../domain/oncall/schedule.ts";
import { openBook } from "../engine/book.ts";
import { instantAsked, needNoWords, timeAsked, within } from "./oncall-asked.ts";
import { linesOf, problemsOf, readFileAt, type Told, toldOf } from "./oncall-source.ts";
import type { Asked, Desk, Verb } from "./verb.ts";

const usualDays = 90;
const dayMs = 86_400_000;

export const oncallCheck: Verb = {
  usage: "oncall check [--file FILE] [--from INSTANT] [--to INSTANT] [--json]",
  help: "Look for mistakes, times without anybody, clashes and changes of the clocks, in the next 90 days if not said.",
  options: {
    file: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    json: { type: "boolean" },
  },
  async run(desk, asked) {
    needNoWords(asked);
    const from = instantAsked(asked.options, "from") ?? desk.now();
    const time = timeAsked(asked.options, { from, to: new Date(from.getTime() + usualDays * dayMs) });
    const { name, problems, schedules } = await looked(desk, asked.options);
    const findings = problems.length > 0 ? [] : within(() => findingsOf(schedules, time.from, time.to));
    const ok = problems.length === 0 && !findings.some(({ bad }) => bad);
    if (asked.options["json"] === true) desk.say(JSON.stringify({ ok, problems, findings }, undefined, 2));
    else for (const line of lines(name, problems, findings)) desk.say(line);
    return ok ? 0 : 1;
  },
};

type Looked = { name: string; problems: Told[]; schedules: readonly Schedule[] };

/** A file that cannot be read has no schedules to look at. */
async function looked(desk: Desk, options: Asked["options"]): Promise<Looked> {
  const path = options["file"];
  if (typeof path !== "string") {
    const { book } = await openBook((await desk.storage()).documents);
    const problems = checkBook(book).map((problem) => toldOf({ locate: () => undefined }, problem));
    return { name: "the book", problems, schedules: book.schedules };
  }
  const file = await readFileAt(path);
  const book = { ...emptyBook, ...file.book };
  return { name: path, problems: problemsOf(file, book), schedules: book.schedules };
}

function lines(name: string, problems: readonly Told[], findings: readonly Finding[]): string[] {
  if (problems.length > 0) return linesOf(name, problems);
  if (findings.length === 0) return ["All is well."];
  return findings.map(({ bad, schedule, message }) => `${bad ? "✗" : "–"} ${schedule}: ${message}`);
}
