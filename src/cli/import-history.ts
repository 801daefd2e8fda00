/** `muster import` of incidents that another tool has kept: their times, for `stats`. */
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { isTimeZone } from "../domain/oncall/zone.ts";
import { nearest } from "../domain/nearest.ts";
import { Refusal } from "../domain/refusal.ts";
import { type Kept, keepImported, previewImported } from "../engine/measures.ts";
import { type History, readHistory, troublesMax } from "../history-file/read.ts";
import type { Trouble } from "../history-file/trouble.ts";
import { counted } from "../views/phrase.ts";
import { type Asked, type Desk, MisuseError } from "./verb.ts";

const bytesMax = 50 * 1024 * 1024;

/** Returns the exit code. Throws a Refusal with every bad row, and then nothing is written, unless `--partial` says so. */
export async function importHistory(
  desk: Desk,
  { options }: Asked,
  path: string,
  format: "csv" | "json",
): Promise<number> {
  const zone = zoneAsked(options);
  const history = readHistory(await textOf(path), format, { zone, now: desk.now() });
  const problems = linesOf(basename(path), history);
  const partial = options["partial"] === true;
  if (history.fatal || (history.badRows > 0 && !partial)) throw new Refusal([...problems, advice(history)].join("\n"));
  for (const line of problems) desk.say(line);
  if (history.unused.length > 0) desk.say(`Not used: ${namesOf(history.unused)}.`);
  const { documents } = await desk.storage();
  const dry = options["dry-run"] === true;
  const kept = await (dry ? previewImported : keepImported)(documents, history.measures);
  desk.say(tally(kept, history));
  desk.say(dry ? "Nothing was written: this is what would be." : "`muster stats` shows what they say.");
  return 0;
}

function zoneAsked(options: Asked["options"]): string | undefined {
  const { zone } = options;
  if (typeof zone !== "string") return undefined;
  if (isTimeZone(zone)) return zone;
  const [like] = nearest(zone, Intl.supportedValuesOf("timeZone"));
  const instead = like === undefined ? "They are called like Europe/Berlin." : `Did you mean ${like}?`;
  throw new MisuseError(`--zone ${zone.slice(0, 60)} is no time zone. ${instead}`);
}

async function textOf(path: string): Promise<string> {
  const { size } = await stat(path).catch(cannotRead(path));
  if (size > bytesMax) throw new Refusal(`${basename(path)} is larger than 50 MB; cut it into several.`);
  const bytes = await readFile(path).catch(cannotRead(path));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`${basename(path)} is not text in UTF-8. A spreadsheet saves it so as “CSV UTF-8”.`);
  }
}

const cannotRead =
  (path: string) =>
  (error: Error): never => {
    throw new Refusal(`${path} cannot be read: ${error.message}`);
  };

/** "incidents.csv:12:3: …"; in a table the column is the number of the cell. */
function linesOf(name: string, { troubles, badRows }: History): string[] {
  const lines = troubles.map((trouble) => `${name}:${placeOf(trouble)}: ${trouble.message}`);
  const more = `These are the first ${troublesMax}; ${badRows} incidents in all cannot be read.`;
  return troubles.length < troublesMax ? lines : [...lines, more];
}

const placeOf = ({ line, column }: Trouble): string => (column === undefined ? `${line}` : `${line}:${column}`);

function advice({ fatal, badRows, measures }: History): string {
  if (fatal || measures.length === 0) return "Nothing was written.";
  return `Nothing was written: ${badRows} of ${badRows + measures.length} incidents cannot be read. Mend them, or bring in the others with --partial.`;
}

function tally(kept: readonly Kept[], { badRows }: History): string {
  const count = (wanted: Kept): number => kept.filter((each) => each === wanted).length;
  const all = [`${count("new")} new`, `${count("changed")} changed`, `${count("same")} as they were`];
  const left = badRows === 0 ? "" : `, ${badRows} left out`;
  return `${counted(kept.length, "incident")}: ${all.join(", ")}${left}.`;
}

const namesShown = 10;

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map((name) => name.replace(/\s+/g, " ").slice(0, 40) || "(no name)");
  return names.length > namesShown ? `${shown.join(", ")} and ${names.length - namesShown} more` : shown.join(", ");
}
