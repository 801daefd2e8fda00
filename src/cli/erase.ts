/** `muster erase`: one person's words go out of transcripts. It says what would go first, and does it when told so. */
import { userInfo } from "node:os";
import { Refusal } from "../domain/refusal.ts";
import type { Entry } from "../domain/incident/facts.ts";
import type { Storage } from "../azure/storage.ts";
import { eraseWords, type Words, wordsOf } from "../engine/erasing.ts";
import { latestNumber } from "../engine/numbers.ts";
import type { LoggedLine } from "../engine/ports.ts";
import { readIncident } from "../engine/read-incident.ts";
import { counted } from "../views/phrase.ts";
import { idFrom } from "./incident-id.ts";
import { type Asked, type Desk, MisuseError, type Verb } from "./verb.ts";

type Found = { id: string; whose: string; words: Words; pins: number };

const becauseMax = 500;

export const erase: Verb = {
  usage: "erase PERSON INC-n [INC-m …] | --everywhere  --because TEXT [--by NAME] [--yes]",
  help: "Erase what one person said from transcripts, with the copies of their pictures and files. PERSON is a name or id as the transcript has it. Without --yes it only says what would go.",
  options: {
    because: { type: "string" },
    by: { type: "string" },
    everywhere: { type: "boolean" },
    yes: { type: "boolean" },
  },
  async run(desk, asked) {
    const [person = ""] = asked.words;
    const because = becauseOf(asked);
    const storage = await desk.storage();
    const found: Found[] = [];
    for (const id of await incidentsOf(storage, asked)) found.push(...(await find(storage, id, person)));
    needOne(person, found);
    for (const each of found) desk.say(foundText(each));
    if (asked.options["yes"] !== true) {
      desk.say("Nothing was erased. Say it again with --yes: what is erased cannot be brought back.");
      return 0;
    }
    return carryOut(desk, storage, found, { because, by: String(asked.options["by"] ?? userInfo().username) });
  },
};

function becauseOf({ words, options }: Asked): string {
  const because = String(options["because"] ?? "").trim();
  if (words[0] === undefined) throw new MisuseError("Whose words? A name or id as the transcript has it.");
  if (because === "" || because.length > becauseMax)
    throw new MisuseError(`--because says why, in at most ${becauseMax} characters: it is recorded.`);
  if ((words.length === 1) !== (options["everywhere"] === true))
    throw new MisuseError("Name the incidents, or say --everywhere.");
  return because;
}

async function incidentsOf({ documents, log }: Storage, { words, options }: Asked): Promise<string[]> {
  if (options["everywhere"] === true)
    return Array.from({ length: await latestNumber(documents) }, (_, index) => `INC-${index + 1}`);
  const ids = words.slice(1).map((word) => idFrom(word, "erase"));
  for (const id of ids)
    if ((await readIncident(log, id)).status === "undeclared") throw new Refusal(`There is no ${id}.`);
  return ids;
}

/** By id, or by name, which several people may have. */
async function find({ transcript, log }: Storage, id: string, person: string): Promise<Found[]> {
  const lines = await transcript.read(id);
  const isMeant = ({ from }: LoggedLine): boolean =>
    from.id !== "" && (from.id === person || from.name.toLowerCase() === person.toLowerCase());
  const ids = [...new Set(lines.filter(isMeant).map(({ from }) => from.id))];
  const entries = ids.length === 0 ? [] : (await log.read(id)).entries;
  return ids
    .map((whose) => ({ id, whose, words: wordsOf(lines, whose), pins: pinsOf(entries as Entry[], whose) }))
    .filter(({ words }) => words.lines.length + words.fixed.length > 0);
}

const pinsOf = (entries: readonly Entry[], whose: string): number =>
  entries.filter(({ fact }) => fact.type === "pinned" && fact.message.author.id === whose).length;

function needOne(person: string, found: readonly Found[]): void {
  const ids = [...new Set(found.map(({ whose }) => whose))];
  if (ids.length === 0) throw new Refusal(`Nobody called ${person.slice(0, 100)} has words in a transcript there.`);
  if (ids.length > 1)
    throw new Refusal(`Several people are called ${person.slice(0, 100)}. Name one by id:\n  ${ids.join("\n  ")}`);
}

function foundText({ id, whose, words: { lines, fixed, files }, pins }: Found): string {
  const said = `${id}: ${counted(lines.length, "line")} and ${counted(files.length, "file")} of ${whose}.`;
  const old =
    fixed.length === 0
      ? ""
      : ` ${counted(fixed.length, "line")} from before words could be erased: only the whole transcript can go.`;
  const quoted =
    pins === 0 ? "" : ` The history quotes them in ${counted(pins, "pin")}, and stays, as does what they told Muster.`;
  return `${said}${old}${quoted}`;
}

async function carryOut(
  desk: Desk,
  storage: Storage,
  found: readonly Found[],
  why: { because: string; by: string },
): Promise<number> {
  for (const { id, whose } of found) {
    const { lines, files } = await eraseWords({ ...storage, now: desk.now }, { stream: id, whose, ...why });
    desk.say(`${id}: erased ${counted(lines, "line")} and ${counted(files, "file")}; recorded in its history.`);
  }
  return found.some(({ words }) => words.fixed.length > 0) ? 1 : 0;
}
