import type { Entry } from "../domain/incident/facts.ts";
import { fold, placeOf } from "../domain/incident/incident.ts";
import type { Person } from "../domain/people.ts";
import { comparedIn, isNothing } from "../engine/comparison-result.ts";
import { type ComparedPlace, comparedPlaces } from "../engine/compared-place.ts";
import { uncopied } from "../engine/copies.ts";
import {
  type ChannelMessages,
  type Chat,
  isFinal,
  type Log,
  type LoggedLine,
  type Transcript,
} from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { incidentOf, type Occasion, type TranscriptFact } from "../engine/transcript-work.ts";
import { comparedText, inChat } from "../views/comparison-words.ts";
import { escapeMarkdown } from "../views/escape.ts";
import { answerPins } from "./answer-pins.ts";
import { besideTheRest } from "./beside-the-rest.ts";
import { lostGap, notComparedGap, reachGap, untoldGaps } from "./gaps.ts";
import { type Comparison, readChanged } from "./read-changed.ts";

export type CompareTools = {
  /** Undefined where there is no Graph. */
  messages: ChannelMessages | undefined;
  transcript: Transcript;
  log: Pick<Log, "read">;
  chat: Pick<Chat, "post" | "teamGroup">;
  /** Looks somebody up by id; undefined when nobody knows them. Throws Outage. */
  findPerson(id: string): Promise<Person | undefined>;
};

type Work = Errand<readonly Entry<TranscriptFact>[], TranscriptFact>;
/** What a place of the incident's came to: compared, not to be compared, or gone. */
type Outcome = "read" | "untold" | "lost";
type About = Omit<Comparison, "where" | "since" | "from"> & { places: readonly ComparedPlace[] };

/** What changed before may be told late. */
const marginMs = 3_600_000;
/** An append holds 50. */
const copiesMax = 40;

/**
 * Finds in Teams what did not reach the bot, because it was down or Teams did not tell it, and adds it to the transcript;
 * what cannot be found out is marked as a gap. Everybody who has asked so far gets one comparison. Its receipts belong to
 * the first of them: how far it has read, so that it goes on there after a crash. See docs/adr/0018.
 */
export function compareTranscript(tools: CompareTools): Reaction<Work["state"], TranscriptFact> {
  const { transcript, log, chat, findPerson } = tools;

  async function begin(errand: Work): Promise<About | undefined> {
    const stream = incidentOf(errand.stream);
    const entries = (await log.read(stream)).entries as Entry[];
    const places = await comparedPlaces(entries, chat);
    if (places.length === 0 || tools.messages === undefined) return undefined;
    const begun = await errand.once(errand.pending[0]!, "begin", async () => ({
      at: errand.now().toISOString(),
      after: (await transcript.read(stream)).length,
    }));
    return { places, stream, entries, begun, messages: tools.messages, transcript, findPerson };
  }

  /** A channel that is gone has one gap at its end, for ever. */
  async function compare(errand: Work, about: About, where: ComparedPlace): Promise<void> {
    if (isDone(errand, where)) return;
    const comparison = comparisonOf(errand, about, where);
    if (where.lostAt !== undefined) return mark(errand, where, "lost", () => add(about, lostGap(comparison)));
    try {
      await readChanged(errand, comparison);
    } catch (error) {
      if (!isFinal(error)) throw error;
      return markUntold(errand, about, where, error.message);
    }
    await mark(errand, where, "read", () => add(about, reachGap(comparison)));
  }

  const markUntold = (errand: Work, about: About, where: ComparedPlace, why: string): Promise<void> =>
    mark(errand, where, "untold", async () => {
      const { to } = await add(about, [notComparedGap(comparisonOf(errand, about, where), why)]);
      return { to, why };
    });

  async function add({ stream, begun }: About, gaps: readonly Parameters<Transcript["append"]>[1][]) {
    for (const gap of gaps) await transcript.append(stream, gap);
    return { to: begun.at };
  }

  async function conclude(errand: Work, about: About): Promise<void> {
    const { stream, begun } = about;
    await add(about, untoldGaps(await transcript.read(stream), begun.after));
    const lines = await transcript.read(stream);
    await copyRest(errand, lines);
    const result = comparedIn(lines, begun.after);
    const gaps = lines.filter(({ kind, number }) => kind === "gap" && number > begun.after).map(({ text }) => text);
    const why = occasionOf(errand.pending);
    if (why === "end" || why === "command" || !isNothing(result))
      await errand.decide(stream, { entry: errand.pending[0]!, key: "compared" }, () => [
        { type: "transcript compared", ...result },
      ]);
    await answerPins(errand, { ...about, chat, lines, why: reasonsIn(errand).join(" ") });
    if (why === "command" || (why === "end" && gaps.length > 0))
      await tell(errand, about, [comparedText(result), ...gaps.map(escapeMarkdown)].join(" "));
  }

  /** In a chat there is nothing to compare with; whoever has pinned something hears that. */
  async function answerThere(errand: Work): Promise<void> {
    const stream = incidentOf(errand.stream);
    await answerPins(errand, { stream, chat, lines: await transcript.read(stream), why: inChat });
  }

  /** Pictures that nobody has asked for yet: those of messages that were found, and of others where a crash came in between. */
  async function copyRest(errand: Work, lines: readonly LoggedLine[]): Promise<void> {
    const ids = [...new Set(uncopied(lines).map(({ line }) => line.id))];
    for (let from = 0; from < ids.length; from += copiesMax) {
      const facts = ids
        .slice(from, from + copiesMax)
        .map((message): TranscriptFact => ({ type: "files came", message }));
      await errand.write(errand.stream, { entry: errand.pending[0]!, key: `files ${from}` }, facts);
    }
  }

  async function tell(errand: Work, { stream, entries }: About, text: string): Promise<void> {
    const incident = fold(stream, entries);
    const place = incident.status === "undeclared" ? undefined : placeOf(incident);
    if (place === undefined) return;
    await errand.once(errand.pending[0]!, "told", () => besideTheRest(() => chat.post(place, { text })));
  }

  return {
    name: "compare-transcript",
    doing: "compare the transcript with Teams",
    reads: ({ type }) => type === "comparison asked",
    persistence: { failuresMax: 20, waitMaxMs: 600_000 },
    async run(errand) {
      const about = await begin(errand);
      if (about === undefined) return answerThere(errand);
      for (const where of about.places) await compare(errand, about, where);
      await conclude(errand, about);
    },
    async giveUp(errand, reason) {
      const about = await begin(errand);
      if (about === undefined) {
        await answerThere(errand);
        return [];
      }
      for (const where of about.places) if (!isDone(errand, where)) await markUntold(errand, about, where, reason);
      await conclude(errand, about);
      return [];
    },
  };
}

/** In this comparison already, or in one before where the channel is gone. */
function isDone(errand: Work, where: ComparedPlace): boolean {
  const { number: own } = errand.pending[0]!;
  return errand.receipts().some(({ number, key }) => {
    if (key === `lost ${where.key}`) return true;
    return number === own && (key === `read ${where.key}` || key === `untold ${where.key}`);
  });
}

/** Why places were not compared in this comparison. */
function reasonsIn(errand: Work): string[] {
  const own = errand.receipts().filter(({ number }) => number === errand.pending[0]!.number);
  return own.filter(({ key }) => key.startsWith("untold ")).map(({ receipt }) => (receipt as { why: string }).why);
}

async function mark(
  errand: Work,
  where: ComparedPlace,
  outcome: Outcome,
  effect: () => Promise<{ to: string }>,
): Promise<void> {
  await errand.once(errand.pending[0]!, `${outcome} ${where.key}`, effect);
}

function comparisonOf(errand: Work, about: About, where: ComparedPlace): Comparison {
  const readTo = lastOf(errand, where, "read");
  const since = readTo === undefined ? undefined : new Date(Date.parse(readTo) - marginMs);
  const times = [readTo, lastOf(errand, where, "untold"), where.openedAt].flatMap((at) => at ?? []);
  return { ...about, where, since, from: times.toSorted().at(-1)! };
}

/** When the last comparison before this one ended so, as its receipt says. */
function lastOf(errand: Work, where: ComparedPlace, outcome: Outcome): string | undefined {
  const { number: own } = errand.pending[0]!;
  const before = errand.receipts().filter(({ number, key }) => number < own && key === `${outcome} ${where.key}`);
  return before
    .map(({ receipt }) => (receipt as { to: string }).to)
    .toSorted()
    .at(-1);
}

function occasionOf(pending: readonly Entry<TranscriptFact>[]): Occasion {
  const all = pending.flatMap(({ fact }) => (fact.type === "comparison asked" ? [fact.why] : []));
  return all.find((why) => why === "command") ?? all.find((why) => why === "end") ?? "start";
}
