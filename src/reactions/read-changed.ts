/** The messages of an incident's channel, as far as they changed since the last time, and what of them is not in its transcript. */
import type { Entry } from "../domain/incident/facts.ts";
import type { Person } from "../domain/people.ts";
import { pseudonym } from "../domain/transcript.ts";
import { after, type Known, knownMessages, missing } from "../engine/comparison.ts";
import type { ComparedPlace } from "../engine/compared-place.ts";
import { type ChannelMessages, type HeldMessage, type Line, Outage, type Transcript } from "../engine/ports.ts";
import type { Errand } from "../engine/reaction.ts";
import type { TranscriptFact } from "../engine/transcript-work.ts";
import { recordPins } from "./found-pins.ts";

export type Comparison = {
  where: ComparedPlace;
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
  findPerson(id: string): Promise<Person | undefined>;
};

type Work = Errand<readonly Entry<TranscriptFact>[], TranscriptFact>;
/** `next`: null where that was all. */
type Part = { next: string | null };

/** With a second between two requests a part takes less than a claim on it holds. */
const pagesInPart = 4;
const partsMax = 2_500;

/** Each part is read once, whatever crashes. */
export async function readChanged(errand: Work, about: Comparison): Promise<void> {
  const read = reader(errand, about);
  let page: string | undefined;
  for (let part = 1; part <= partsMax; part++) {
    const { next }: Part = await errand.once(errand.pending[0]!, `part ${part} ${about.where.key}`, () => read(page));
    if (next === null) return;
    page = next;
  }
  throw new Outage("This channel has more messages than can be compared.", { again: false });
}

function reader(errand: Work, about: Comparison): (page: string | undefined) => Promise<Part> {
  const { stream, where, since, messages, transcript } = about;
  const isWanted = wanted(about);
  let known: Map<string, Known> | undefined;

  async function lookUp(): Promise<Map<string, Known>> {
    known = knownMessages(await transcript.read(stream));
    return known;
  }

  const lacking = (all: readonly HeldMessage[], of: Map<string, Known>, askedAt: Date): Line[] =>
    all
      .toSorted((one, other) => Date.parse(one.saidAt) - Date.parse(other.saidAt))
      .flatMap((held) => (!of.has(held.id) && !isWanted(held) ? [] : missing(held, of.get(held.id), askedAt)));

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
    await recordPins(errand, about, held);
  }

  return async (first) => {
    let page = first;
    for (let pages = 0; pages < pagesInPart; pages++) {
      const askedAt = errand.now();
      const told = await messages.changed(where.place, since, page);
      await add(told.messages, askedAt);
      if (told.next === undefined) return { next: null };
      page = told.next;
    }
    return { next: page ?? null };
  };
}

/**
 * Whether a message that nobody heard belongs into the transcript: not what was said before the place was the incident's,
 * nor before a transcript that was removed, nor what somebody said before their words were erased.
 */
function wanted({ stream, entries, where }: Comparison): (held: HeldMessage) => boolean {
  const erased = new Map<string, string>();
  let from = where.from ?? "";
  for (const { fact, at } of entries) {
    if (fact.type === "words erased") erased.set(fact.whose, at);
    if (fact.type === "transcript removed") from = at;
  }
  return (held) => {
    const at = held.editedAt ?? held.saidAt;
    return held.saidAt >= from && at > (erased.get(pseudonym(stream, held.from.id)) ?? "");
  };
}
