/** `muster export`: who is on call, as a file that `muster import` reads; or an incident, for whoever keeps the record. */
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Entry, Fact } from "../domain/incident/facts.ts";
import { fold, type Live } from "../domain/incident/incident.ts";
import { Refusal } from "../domain/refusal.ts";
import type { History, LoggedLine } from "../engine/ports.ts";
import { review } from "../views/review.ts";
import { exportOnCall } from "./export-oncall.ts";
import { type Format, formats, transcriptAs } from "./export-formats.ts";
import { type Copies, copiesOf } from "./export-media.ts";
import { idFrom } from "./incident-id.ts";
import { hashFrom, judge, judgeCopies } from "./export-verify.ts";
import { counted } from "../views/phrase.ts";
import { type Asked, type Desk, MisuseError, type Verb } from "./verb.ts";

export const exportRecord: Verb = {
  usage: `export [--out FILE]  |  export INC-n [--out DIR] [--format ${formats.join("|")}|all] [--verify] [--hash HASH]`,
  help: "Print who is on call as YAML. Or write an incident's review document, history, transcript and files; with --format only its transcript; with --verify nothing, but check that nobody changed it (--hash: since that hash was written down).",
  options: {
    out: { type: "string" },
    format: { type: "string" },
    verify: { type: "boolean" },
    hash: { type: "string" },
  },
  async run(desk, { words, options }) {
    const { verify, format, hash } = options;
    if (words.length === 0 && [verify, format, hash].some((option) => option !== undefined))
      throw new MisuseError("Which incident? muster export INC-42");
    if (words.length === 0) return exportOnCall(desk, options);
    if (verify === true && format !== undefined)
      throw new MisuseError("--verify writes nothing, so there is no --format.");
    const asked = { only: formatFrom(format), hash: hashFrom(hash) };
    if (words.length > 1) throw new Refusal("Which incident? muster export INC-42");
    const record = await recordOf(desk, idFrom(words[0]!, "export"));
    if (verify !== true) return write(desk, record, { ...asked, out: resolve(String(options["out"] ?? ".")) });
    const { media } = await desk.storage();
    const { faults } = await copiesOf(record.lines, media);
    const whole = judge(desk, record.lines, asked.hash);
    return judgeCopies(desk, faults) && whole ? 0 : 1;
  },
};

type Recorded = { id: string; incident: Live; entries: Entry<Fact>[]; lines: LoggedLine[] };

async function recordOf(desk: Desk, id: string): Promise<Recorded> {
  const { log, transcript } = await desk.storage();
  const { entries } = (await log.read(id)) as History<Fact>;
  const incident = fold(id, entries);
  if (incident.status === "undeclared") throw new Refusal(`There is no ${id}.`);
  return { id, incident, entries, lines: await transcript.read(id) };
}

/** Undefined: all of them. */
function formatFrom(option: Asked["options"][string]): Format | undefined {
  if (option === undefined || option === "all") return undefined;
  const format = formats.find((each) => each === option);
  if (format === undefined) throw new MisuseError(`There is no format ${String(option).slice(0, 40)}.`);
  return format;
}

type Writing = { out: string; only: Format | undefined; hash: string | undefined };

async function write(desk: Desk, record: Recorded, { out, only, hash }: Writing): Promise<number> {
  const { id, incident, entries, lines } = record;
  const { media } = await desk.storage();
  const exportedAt = desk.now().toISOString();
  await mkdir(out, { recursive: true });
  if (only === undefined) {
    const history = { incident: id, exportedAt, entries };
    await writeText(desk, join(out, `${id}.md`), review(incident, entries, { lines: lines.length }));
    await writeText(desk, join(out, `${id}.json`), `${JSON.stringify(history, undefined, 2)}\n`);
  }
  const folder = only === undefined ? { out, name: `${id}.media` } : undefined;
  const found = only === undefined || only === "html" ? await copiesOf(lines, media, folder) : undefined;
  if (found !== undefined && found.written > 0)
    desk.say(`${join(out, `${id}.media`)} (${counted(found.written, "file")})`);
  for (const format of only === undefined ? formats : [only]) {
    const text = transcriptAs(format, lines, { id, title: incident.title, exportedAt }, found?.copies ?? new Map());
    await writeText(desk, join(out, `${id}.transcript.${format}`), text);
  }
  if (only !== undefined && found !== undefined) sayWhatIsApart(desk, found.copies);
  const whole = judge(desk, lines, hash);
  return judgeCopies(desk, found?.faults ?? []) && whole ? 0 : 1;
}

function sayWhatIsApart(desk: Desk, copies: Copies["copies"]): void {
  const apart = [...copies.values()].filter(({ picture }) => picture === undefined).length;
  if (apart > 0)
    desk.say(
      `${apart} ${apart === 1 ? "file is" : "files are"} not in it; without --format they are written beside it.`,
    );
}

async function writeText(desk: Desk, path: string, content: string): Promise<void> {
  await writeFile(path, content);
  desk.say(path);
}
