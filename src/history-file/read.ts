/** Reads the incidents of another tool from what it exports. docs/learning.md shows such files. */
import type { Measure } from "../domain/learning/measure.ts";
import { monthOf } from "../domain/learning/month.ts";
import { rowsOfCsv } from "./csv.ts";
import { type Field, namesOf, needed } from "./fields.ts";
import { rowsOfJson } from "./json.ts";
import { bestOf, type Row } from "./rows.ts";
import { type Place, shown, type Trouble } from "./trouble.ts";
import { type Read, readCount, readFlag, readId, readServices, readSeverity, readText } from "./values.ts";
import { type Clock, readWhen } from "./when.ts";

export type History = {
  measures: Measure[];
  /** The first fifty, in order of line. */
  troubles: Trouble[];
  /** How many rows cannot be used; `fatal` when that goes for the whole file. */
  badRows: number;
  fatal: boolean;
  /** Names of columns or keys that mean nothing here. */
  unused: string[];
};

/** Nobody mends more in one go. */
export const troublesMax = 50;

/** Never throws, whatever the text. Good rows are read also when others are bad. */
export function readHistory(text: string, format: "csv" | "json", clock: Clock): History {
  const read = format === "csv" ? rowsOfCsv(text) : rowsOfJson(text);
  if ("fatal" in read)
    return { measures: [], troubles: read.fatal.slice(0, troublesMax), badRows: 0, fatal: true, unused: [] };
  const history: History = { measures: [], troubles: [], badRows: 0, fatal: false, unused: read.unused };
  const known = new Map<string, Row["place"]>();
  for (const row of read.rows) {
    const reading = readRow(row, known, clock);
    if (reading.measure !== undefined) history.measures.push(reading.measure);
    else history.badRows += 1;
    if (history.troubles.length < troublesMax) history.troubles.push(...troublesOf(reading.complaints));
  }
  history.troubles.splice(troublesMax);
  return history;
}

/** Its place is looked for only where it is shown. */
type Complaint = { place: () => Place; message: string };

/** As one reads along the row. */
const troublesOf = (complaints: readonly Complaint[]): Trouble[] =>
  complaints
    .map(({ place, message }) => ({ ...place(), message }))
    .sort((one, other) => one.line - other.line || (one.column ?? 0) - (other.column ?? 0));

type Found = { measure?: Measure; complaints: Complaint[] };
type How<T> = (texts: readonly string[]) => Read<T>;

function readRow(row: Row, known: Map<string, Row["place"]>, clock: Clock): Found {
  if ("fault" in row) return { complaints: [{ place: row.place, message: row.fault }] };
  const complaints: Complaint[] = [];
  const take = <T>(field: Field, how: How<T>): T | undefined => {
    const cell = bestOf(row.cellsFor(field));
    if (cell === undefined || cell.texts.length === 0) {
      if (isNeeded(field))
        complaints.push({ place: cell?.place ?? row.place, message: `${cell?.label ?? namesOf(field)} is empty.` });
      return undefined;
    }
    const read = how(cell.texts);
    if ("value" in read) return read.value;
    complaints.push({ place: cell.place, message: `${cell.label}: ${read.wrong}` });
    return undefined;
  };
  const measure = measureOf(take, clock);
  const twin = measure.id === undefined ? undefined : known.get(measure.id);
  if (twin !== undefined)
    complaints.push({
      place: row.place,
      message: `Line ${twin().line} has the incident ${shown(measure.id!)} already.`,
    });
  else if (measure.id !== undefined) known.set(measure.id, row.place);
  return complaints.length > 0 ? { complaints } : { measure: measure as Measure, complaints };
}

const isNeeded = (field: Field): boolean => needed.some((each) => each === field);

/** Complete where nothing was complained of. */
function measureOf(take: <T>(field: Field, how: How<T>) => T | undefined, clock: Clock): Partial<Measure> {
  const first =
    <T>(how: (text: string) => Read<T>): How<T> =>
    ([text = ""]) =>
      how(text);
  const time = (field: Field): string | undefined =>
    take(
      field,
      first((text) => readTime(text, clock)),
    );
  const id = take("id", first(readId));
  const declaredAt = time("declared");
  const reopened = take("reopened", first(readCount));
  const all = {
    id,
    source: "import",
    title: take("title", first(readText)) ?? id,
    severity: take("severity", first(readSeverity)),
    services: take("services", readServices) ?? [],
    declaredAt,
    impactStartedAt: take(
      "impact",
      first((text) => readImpact(text, clock)),
    ),
    detectedAt: time("detected"),
    acknowledgedAt: time("acknowledged") ?? secondsAfter(declaredAt, take("acknowledgedAfter", first(readCount))),
    mitigatedAt: time("mitigated"),
    recoveredAt: time("recovered"),
    reopened: reopened === 0 ? undefined : reopened,
    drill: take("drill", first(readFlag)) || undefined,
    confidential: take("confidential", first(readFlag)) || undefined,
  } satisfies Record<string, unknown>;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<Measure>;
}

function readTime(text: string, clock: Clock): Read<string> {
  const when = readWhen(text, clock);
  if ("wrong" in when) return when;
  return monthOf(when.at) === undefined ? { wrong: `${shown(text)} is before 1970.` } : { value: when.at };
}

/** ServiceNow's impact is a level, "2 - Medium", which says nothing of when. */
const readImpact = (text: string, clock: Clock): Read<string | undefined> =>
  "value" in readSeverity(text) ? { value: undefined } : readTime(text, clock);

const secondsAfter = (at: string | undefined, seconds: number | undefined): string | undefined =>
  at === undefined || seconds === undefined ? undefined : new Date(Date.parse(at) + seconds * 1_000).toISOString();
