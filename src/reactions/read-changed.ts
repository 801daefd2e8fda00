/** The messages of an incident's channel, as far as they changed since the last time, and what of them is not in its transcript. */
import type { Entry } from "../domain/incident/facts.ts";
import { pseudonym } from "../domain/transcript.ts";
import { after, type Known, knownMessages, missing } from "../engine/comparison.ts";
import { editsUntold, wordsUntold } from "../engine/comparison-result.ts";
import type { ComparedPlace } from "../engine/compared-place.ts";
import {
  type ChannelMessages,
  type HeldMessage,
  type Line,
  type LoggedLine,
  Outage,
  type Transcript,
} from "../engine/ports.ts";
import type { Errand } from "../engine/reaction.ts";
import type { TranscriptFact } from "../engine/transcript-work.ts";
import { editsUntoldText, notCompared, tooOld, wordsUntoldText } from "../views/comparison-words.ts";

export type Comparison = ComparedPlace & {
  /** The incident's. */
  stream: string;
  entries: readonly Entry[];
  /** When it began, and the last line of the transcript then. */
  begun: { at: string; after: number };
  /** What changed since then is asked for; undefined: everything. */
  since: Date | undefined;
  /** From when on nothing was compared yet, and no gap marked, ISO 8601. */
  from: string;
  messages: ChannelMessages;
  transcript: Transcript;
};

type Work = Errand<readonly Entry<TranscriptFact>[], TranscriptFact>;
/** `next`: null where that was all. */
type Part = { next: string | null };

/** With a second between two requests a part takes less than a claim on it holds. */
const pagesInPart = 4;
const partsMax = 2_500;

/** Each part is read once, whatever crashes. */
export async function readChanged(errand: Work, about: Comparison): Promise<void> {
  const read = reader(errand.now, about);
  let page: string | undefined;
  for (let part = 1; part <= partsMax; part++) {
    const { next }: Part = await errand.once(errand.pending[0]!, `part ${part}`, () => read(page));
    if (next === null) return;
    page = next;
  }
  throw new Outage("This channel has more messages than can be compared.", { again: false });
}

function reader(now: () => Date, about: Comparison): (page: string | undefined) => Promise<Part> {
  const { stream, place, since, messages, transcript } = about;
  const erased = erasedPeople(about.entries);
  let known: Map<string, Known> | undefined;

  async function lookUp(): Promise<Map<string, Known>> {
    known = knownMessages(await transcript.read(stream));
    return known;
  }

  /** Of somebody whose words were erased, what they said before that is not taken in again. */
  const isErased = (held: HeldMessage): boolean =>
    (erased.get(pseudonym(stream, held.from.id)) ?? "") >= (held.editedAt ?? held.saidAt);

  const lacking = (all: readonly HeldMessage[], of: Map<string, Known>, askedAt: Date): Line[] =>
    all
      .toSorted((one, other) => Date.parse(one.saidAt) - Date.parse(other.saidAt))
      .flatMap((held) => (!of.has(held.id) && isErased(held) ? [] : missing(held, of.get(held.id), askedAt)));

  async function add(held: readonly HeldMessage[], askedAt: Date): Promise<void> {
    let of = known ?? (await lookUp());
    let lines = lacking(held, of, askedAt);
    // The bot hears of changes while we read: what it has heard meanwhile is looked up before they count as missing.
    if (lines.some(({ kind }) => kind !== "said" && kind !== "bot")) {
      of = await lookUp();
      lines = lacking(held, of, askedAt);
    }
    await Promise.all(lines.map((line) => transcript.append(stream, line)));
    for (const line of lines) of.set(line.id, after(of.get(line.id), line));
  }

  return async (first) => {
    let page = first;
    for (let pages = 0; pages < pagesInPart; pages++) {
      const askedAt = now();
      const told = await messages.changed(place, since, page);
      await add(told.messages, askedAt);
      if (told.next === undefined) return { next: null };
      page = told.next;
    }
    return { next: page ?? null };
  };
}

/** By their pseudonym, when their words were last erased. */
const erasedPeople = (entries: readonly Entry[]): ReadonlyMap<string, string> =>
  new Map(entries.flatMap(({ fact, at }) => (fact.type === "words erased" ? [[fact.whose, at] as const] : [])));

/** What Teams does not tell, though it told the rest. */
export function gapsIn(about: Comparison, lines: readonly LoggedLine[]): Line[] {
  const { begun, from, messages } = about;
  const reach = new Date(Date.parse(begun.at) - messages.reachMs).toISOString();
  const [edits, words] = [editsUntold(lines, begun.after), wordsUntold(lines, begun.after)];
  return [
    ...(from < reach ? [gap(reach, tooOld({ from, to: reach }))] : []),
    ...(edits === undefined ? [] : [gap(edits.to, editsUntoldText(edits))]),
    ...(words === undefined ? [] : [gap(words.to, wordsUntoldText(words))]),
  ];
}

/** That nothing could be compared, and why. */
export const gapLine = ({ begun, from }: Comparison, reason: string): Line =>
  gap(begun.at, notCompared({ from, to: begun.at }, reason));

const gap = (at: string, text: string): Line => ({ id: "", kind: "gap", at, from: { id: "", name: "Muster" }, text });
