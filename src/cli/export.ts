/** `muster export`: who is on call, as a file that `muster import` reads; or an incident, for whoever keeps the record. */
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Fact } from "../domain/incident/facts.ts";
import { fold } from "../domain/incident/incident.ts";
import { Refusal } from "../domain/refusal.ts";
import { canonicalJson, verify } from "../domain/transcript.ts";
import type { History, LoggedLine } from "../engine/ports.ts";
import { review } from "../views/review.ts";
import { exportOnCall } from "./export-oncall.ts";
import type { Desk, Verb } from "./verb.ts";

export const exportRecord: Verb = {
  usage: "export [--out FILE]  |  export INC-n [--out DIR]",
  help: "Print who is on call as YAML, or write an incident's review document, history and transcript to files.",
  options: { out: { type: "string" } },
  async run(desk, { words, options }) {
    if (words.length === 0) return exportOnCall(desk, options);
    const id = idFrom(words);
    const out = resolve(String(options["out"] ?? "."));
    const { log, transcript } = await desk.storage();
    const { entries } = (await log.read(id)) as History<Fact>;
    const incident = fold(id, entries);
    if (incident.status === "undeclared") throw new Refusal(`There is no ${id}.`);
    const lines = await transcript.read(id);
    const history = { incident: id, exportedAt: desk.now().toISOString(), entries };
    await mkdir(out, { recursive: true });
    await write(desk, join(out, `${id}.md`), review(incident, entries, { lines: lines.length }));
    await write(desk, join(out, `${id}.json`), `${JSON.stringify(history, undefined, 2)}\n`);
    await write(desk, join(out, `${id}.transcript.jsonl`), lines.map((line) => `${canonicalJson(line)}\n`).join(""));
    return judge(desk, lines);
  },
};

function idFrom(words: readonly string[]): string {
  const number = /^(?:inc-)?(\d{1,9})$/i.exec(words[0] ?? "")?.[1];
  if (number === undefined || words.length > 1) throw new Refusal("Which incident? muster export INC-42");
  return `INC-${Number(number)}`;
}

async function write(desk: Desk, path: string, content: string): Promise<void> {
  await writeFile(path, content);
  desk.say(path);
}

function judge(desk: Desk, lines: readonly LoggedLine[]): number {
  const verdict = verify(lines);
  if (!verdict.ok)
    desk.say(
      `The transcript's chain breaks at line ${verdict.at}: it was changed, removed or put in after it was logged.`,
    );
  else if (lines.length === 0) desk.say("The transcript is empty.");
  else desk.say(`The transcript is whole: ${lines.length} lines, the last hash is ${lines.at(-1)!.hash}.`);
  return verdict.ok ? 0 : 1;
}
