import type { Entry } from "../domain/incident/facts.ts";
import { fold, placeOf } from "../domain/incident/incident.ts";
import { comparedIn, isNothing } from "../engine/comparison-result.ts";
import { comparedPlace } from "../engine/compared-place.ts";
import { uncopied } from "../engine/copies.ts";
import {
  type ChannelMessages,
  type Chat,
  isFinal,
  type Line,
  type Log,
  type LoggedLine,
  type Transcript,
} from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { incidentOf, type Occasion, type TranscriptFact } from "../engine/transcript-work.ts";
import { comparedText } from "../views/comparison-words.ts";
import { escapeMarkdown } from "../views/escape.ts";
import { type Comparison, gapLine, gapsIn, readChanged } from "./read-changed.ts";

export type CompareTools = {
  /** Undefined where there is no Graph. */
  messages: ChannelMessages | undefined;
  transcript: Transcript;
  log: Pick<Log, "read">;
  chat: Pick<Chat, "post" | "teamGroup">;
};

type Work = Errand<readonly Entry<TranscriptFact>[], TranscriptFact>;
type Receipts = ReturnType<Work["receipts"]>;

/** What changed before may be told late. */
const marginMs = 3_600_000;
/** An append holds 50. */
const copiesMax = 40;

/**
 * Finds in Teams what did not reach the bot, because it was down or Teams did not tell it, and adds it to the transcript;
 * what cannot be found out is marked as a gap. Everybody who has asked so far gets one comparison. Its receipts belong to
 * the first of them: how far it has read, so that it goes on there after a crash.
 */
export function compareTranscript(tools: CompareTools): Reaction<Work["state"], TranscriptFact> {
  const { transcript, log, chat } = tools;

  async function begin(errand: Work): Promise<Comparison | undefined> {
    const stream = incidentOf(errand.stream);
    const entries = (await log.read(stream)).entries as Entry[];
    const where = await comparedPlace(entries, chat);
    const anchor = errand.pending[0]!;
    if (where === undefined || tools.messages === undefined) return undefined;
    const begun = await errand.once(anchor, "begin", async () => ({
      at: errand.now().toISOString(),
      after: (await transcript.read(stream)).length,
    }));
    const before = errand.receipts().filter(({ number }) => number < anchor.number);
    const readTo = latest(before, "read");
    const since = readTo === undefined ? undefined : new Date(Date.parse(readTo) - marginMs);
    const from = [readTo, latest(before, "untold"), where.openedAt]
      .flatMap((at) => at ?? [])
      .toSorted()
      .at(-1)!;
    return { ...where, stream, entries, begun, since, from, messages: tools.messages, transcript };
  }

  async function conclude(
    errand: Work,
    about: Comparison,
    gapsIn: (lines: readonly LoggedLine[]) => readonly Line[],
  ): Promise<void> {
    const { stream, begun } = about;
    const before = await transcript.read(stream);
    const gaps = gapsIn(before);
    for (const gap of gaps) await transcript.append(stream, gap);
    const lines = gaps.length === 0 ? before : await transcript.read(stream);
    const anchor = errand.pending[0]!;
    await copyRest(errand, lines);
    const result = comparedIn(lines, begun.after);
    const why = occasionOf(errand.pending);
    if (why !== "start" || !isNothing(result))
      await errand.decide(stream, { entry: anchor, key: "compared" }, () => [
        { type: "transcript compared", ...result },
      ]);
    const worth = why === "command" || (why === "end" && result.gaps > 0);
    if (worth)
      await tell(errand, about, [comparedText(result), ...gaps.map(({ text }) => escapeMarkdown(text))].join(" "));
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

  async function tell(errand: Work, { stream, entries }: Comparison, text: string): Promise<void> {
    const incident = fold(stream, entries);
    const place = incident.status === "undeclared" ? undefined : placeOf(incident);
    if (place === undefined) return;
    await errand.once(errand.pending[0]!, "told", async () => {
      await chat.post(place, { text }).catch((error: unknown) => {
        if (!isFinal(error)) throw error;
      });
    });
  }

  async function mark(errand: Work, about: Comparison, key: "read" | "untold"): Promise<void> {
    await errand.once(errand.pending[0]!, key, async () => ({ to: about.begun.at }));
  }

  return {
    name: "compare-transcript",
    doing: "compare the transcript with Teams",
    reads: ({ type }) => type === "comparison asked",
    persistence: { failuresMax: 20, waitMaxMs: 600_000 },
    async run(errand) {
      const about = await begin(errand);
      if (about === undefined) return;
      await readChanged(errand, about);
      await mark(errand, about, "read");
      await conclude(errand, about, (lines) => gapsIn(about, lines));
    },
    async giveUp(errand, reason) {
      const about = await begin(errand);
      if (about === undefined) return [];
      await mark(errand, about, "untold");
      await conclude(errand, about, () => [gapLine(about, reason)]);
      return [];
    },
  };
}

/** When the last one ended, as its receipt says. */
function latest(receipts: Receipts, key: "read" | "untold"): string | undefined {
  const moments = receipts.filter((each) => each.key === key).map(({ receipt }) => (receipt as { to: string }).to);
  return moments.toSorted().at(-1);
}

function occasionOf(pending: readonly Entry<TranscriptFact>[]): Occasion {
  const all = pending.flatMap(({ fact }) => (fact.type === "comparison asked" ? [fact.why] : []));
  return all.find((why) => why === "command") ?? all.find((why) => why === "end") ?? "start";
}
