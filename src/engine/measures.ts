/**
 * The times of every incident, as documents that are listed by month. Each has the month of its declaration in its key,
 * and beside it stands a note of which month that is: a declaration may be dated anew, and then the old one goes.
 */
import type { Measure } from "../domain/learning/measure.ts";
import { type Month, monthOf, monthsFrom } from "../domain/learning/month.ts";
import { changesMax } from "../domain/limits.ts";
import { Conflict, type Document, type DocumentChange, type Documents } from "./ports.ts";

const measureKind = "measure";
const attemptsMax = 8;
/** Measures in one transaction: each is written, its note too, and an old one may go. */
const parcelMax = Math.floor(changesMax / 3);
const parcelsAtOnce = 4;
const monthsAtOnce = 12;
/** Of what was imported; nobody has more. */
const importedMax = 1_000_000;

export type Kept = "new" | "changed" | "same";

/**
 * Keeps one measure, in the place of an earlier one of the same incident. Throws RangeError when its declaration has no
 * lawful time, and Conflict when others were faster every time.
 */
export async function keepMeasure(documents: Documents, measure: Measure): Promise<Kept> {
  for (let attempt = 1; ; attempt++) {
    const note = await documents.read<Month>(measureKind, noteId(measure));
    const stored =
      note === undefined ? undefined : await documents.read<Measure>(measureKind, keyOf(measure, note.value));
    const { kept, changes } = changesFor(measure, { note, stored });
    try {
      if (changes.length > 0) await documents.writeAll(measureKind, changes);
      return kept;
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attemptsMax) throw error;
    }
  }
}

/** The same for many that were imported, each id once, with few requests. Returns what happened to each, in their order. */
export async function keepImported(documents: Documents, measures: readonly Measure[]): Promise<Kept[]> {
  const known = await storedImports(documents, measures);
  const planned = measures.map((measure) => ({ measure, ...changesFor(measure, known(measure)) }));
  const waiting = planned.filter(({ changes }) => changes.length > 0);
  const parcels = Array.from({ length: Math.ceil(waiting.length / parcelMax) }, (_, index) =>
    waiting.slice(index * parcelMax, (index + 1) * parcelMax),
  );
  for (let index = 0; index < parcels.length; index += parcelsAtOnce)
    await Promise.all(parcels.slice(index, index + parcelsAtOnce).map((parcel) => write(documents, parcel)));
  return planned.map(({ kept }) => kept);
}

/** What would happen to each, without doing it. */
export async function previewImported(documents: Documents, measures: readonly Measure[]): Promise<Kept[]> {
  const known = await storedImports(documents, measures);
  return measures.map((measure) => changesFor(measure, known(measure)).kept);
}

/**
 * Those declared in these months, both included, at most `most`: the latest months first, and within a month in order of
 * id. `more` says that there are others, which are older or later in their month.
 */
export async function measuresBetween(
  documents: Documents,
  from: Month,
  to: Month,
  most: number,
): Promise<{ measures: Measure[]; more: boolean }> {
  const months = monthsFrom(from, to).reverse();
  const measures: Measure[] = [];
  for (let index = 0; index < months.length && measures.length <= most; index += monthsAtOnce) {
    const some = months.slice(index, index + monthsAtOnce);
    const listed = await Promise.all(
      some.map((month) => documents.list<Measure>(measureKind, most + 1 - measures.length, `${month}/`)),
    );
    for (const { value } of listed.flat()) measures.push(value);
  }
  return { measures: measures.slice(0, most), more: measures.length > most };
}

type Stored = { note: Document<Month> | undefined; stored: Document<Measure> | undefined };

function changesFor(measure: Measure, { note, stored }: Stored): { kept: Kept; changes: DocumentChange[] } {
  const month = monthOf(measure.declaredAt);
  if (month === undefined) throw new RangeError(`${measure.id} has no lawful time of declaration.`);
  if (note?.value === month && isSame(stored?.value, measure)) return { kept: "same", changes: [] };
  const moved = note !== undefined && note.value !== month;
  const id = keyOf(measure, month);
  return {
    kept: note === undefined ? "new" : "changed",
    changes: [
      // Also where the month stays: of two who write the same measure, one then sees that the other was there.
      { id: noteId(measure), value: month, version: note?.version },
      { id, value: measure, version: moved ? undefined : stored?.version },
      ...(moved ? [{ id: keyOf(measure, note.value), value: undefined, version: undefined }] : []),
    ],
  };
}

const isSame = (stored: Measure | undefined, measure: Measure): boolean =>
  JSON.stringify(stored) === JSON.stringify(measure);

type Planned = { measure: Measure; changes: readonly DocumentChange[] };

/** Where somebody else wrote one of them meanwhile, each goes by itself. */
async function write(documents: Documents, parcel: readonly Planned[]): Promise<void> {
  try {
    await documents.writeAll(
      measureKind,
      parcel.flatMap(({ changes }) => changes),
    );
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    for (const { measure } of parcel) await keepMeasure(documents, measure);
  }
}

async function storedImports(
  documents: Documents,
  measures: readonly Measure[],
): Promise<(measure: Measure) => Stored> {
  const listed = await documents.list<Month>(measureKind, importedMax, `${notes}/import/`);
  const noted = new Map(listed.map(({ id, ...note }) => [id, note]));
  const months = new Set(measures.flatMap((each) => noted.get(noteId(each))?.value ?? []));
  const stored = new Map<string, Document<Measure>>();
  for (const month of months)
    for (const { id, ...found } of await documents.list<Measure>(measureKind, importedMax, `${month}/import/`))
      stored.set(id, found);
  return (measure) => {
    const note = noted.get(noteId(measure));
    return { note, stored: note === undefined ? undefined : stored.get(keyOf(measure, note.value)) };
  };
}

/** Sorts behind every month. */
const notes = "month-of";

const noteId = (measure: Measure): string => `${notes}/${nameOf(measure)}`;
const keyOf = (measure: Measure, month: Month): string => `${month}/${nameOf(measure)}`;

/** "INC-00000042": padded, so that text order is number order. Imported ones never meet ours. */
function nameOf({ id, source }: Measure): string {
  // No two ids become one: the last eight digits of what was padded say which number it was.
  const padded = id.replace(/[1-9]\d{0,7}$/, (number) => number.padStart(8, "0"));
  return source === "import" ? `import/${padded}` : padded;
}
