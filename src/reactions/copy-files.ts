import type { Entry } from "../domain/incident/facts.ts";
import { copyOf, isStored, keptLine, markOf, type Uncopied, uncopied } from "../engine/copies.ts";
import { type Files, isFinal, type Media, Outage, type Transcript } from "../engine/ports.ts";
import type { Errand, Reaction } from "../engine/reaction.ts";
import { incidentOf, type TranscriptFact } from "../engine/transcript-work.ts";

export type CopyTools = {
  transcript: Transcript;
  media: Media;
  files: Files;
  /** The largest that is copied, in bytes; 0: nothing is. */
  fileBytesMax: number;
};

type Work = Errand<readonly Entry<TranscriptFact>[], TranscriptFact>;

/** Two files of the largest size are in memory at once, and no more. */
const togetherMax = 2;
/** Where so many fail one after the other, the rest would too. */
const failuresMax = 3;
const inSharePoint = "It lies in the channel's folder in SharePoint, where Muster does not read.";
const turnedOff = "Nothing is copied: MEDIA_MEGABYTES is 0.";

/** Pictures in a chat vanish: what came with a message is copied to our storage, or the transcript says why not. */
export function copyFiles({
  transcript,
  media,
  files,
  fileBytesMax,
}: CopyTools): Reaction<Work["state"], TranscriptFact> {
  const inTurn = turns(togetherMax);

  async function copy(errand: Work, stream: string, waiting: Uncopied): Promise<void> {
    const kept = await outcome(stream, waiting).catch((error: unknown) => {
      if (!isFinal(error)) throw error;
      return { why: error.message };
    });
    await transcript.append(stream, keptLine(waiting, errand.now(), kept));
  }

  async function outcome(stream: string, { line, attachment }: Uncopied) {
    if (isStored(attachment) || attachment.url === undefined) throw new Outage(inSharePoint, { again: false });
    if (fileBytesMax === 0) throw new Outage(turnedOff, { again: false });
    const { url } = attachment;
    return inTurn(async () => {
      const { bytes, contentType } = await files.fetch(url, fileBytesMax);
      const { key, ...about } = copyOf(stream, line.id, bytes, contentType || attachment.contentType);
      await media.keep(key, about.contentType, bytes);
      return { key, ...about };
    });
  }

  /** One that cannot be had just now holds up no other. */
  async function copyAll(errand: Work): Promise<void> {
    const stream = incidentOf(errand.stream);
    const lines = await transcript.read(stream);
    const failures: unknown[] = [];
    for (const entry of errand.pending)
      for (const waiting of uncopied(lines, messageOf(entry))) {
        if (failures.length >= failuresMax) break;
        const copied = errand.once(entry, `copy ${markOf(waiting)}`, () => copy(errand, stream, waiting));
        await copied.catch((error: unknown) => failures.push(error));
      }
    if (failures.length > 0) throw failures[0];
  }

  return {
    name: "copy-files",
    doing: "copy what came with messages",
    reads: ({ type }) => type === "files came",
    run: copyAll,
    // For about half an hour: what vanishes, vanishes later than that.
    persistence: { failuresMax: 60, waitMaxMs: 600_000 },
    async giveUp(errand, reason) {
      const stream = incidentOf(errand.stream);
      const lines = await transcript.read(stream);
      for (const waiting of errand.pending.flatMap((entry) => uncopied(lines, messageOf(entry))))
        await transcript.append(stream, keptLine(waiting, errand.now(), { why: reason }));
      return [];
    },
  };
}

const messageOf = ({ fact }: Entry<TranscriptFact>): string => (fact.type === "files came" ? fact.message : "");

/** At most so many at once; the others wait in a line. */
function turns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (work) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
