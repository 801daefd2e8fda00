/** Removes the transcripts of incidents that were over long ago, with the copies of what came with their messages. */
import type { Fact } from "../domain/incident/facts.ts";
import type { Incident } from "../domain/incident/incident.ts";
import { muster } from "../domain/people.ts";
import { commit } from "./commit.ts";
import { readIncident } from "./read-incident.ts";
import {
  type Bell,
  Conflict,
  type Documents,
  type Log,
  type LoggedLine,
  type Media,
  type Transcript,
} from "./ports.ts";

type Tools = {
  log: Log;
  bell: Bell;
  documents: Documents;
  transcript: Transcript;
  media: Media;
  now: () => Date;
  /** 0: for ever. */
  transcriptDays: number;
  warn(error: unknown, about: Record<string, unknown>): void;
};

export type Retention = {
  /** Looks once an hour, whoever asks how often. Never throws. */
  run(): Promise<void>;
};

/** The kind of the documents that say from when a transcript is kept, the oldest first: "2026-11-22T18:40:00.000Z INC-42". */
export const keptTranscriptKind = "kept-transcript";
export const keptId = (since: string, stream: string): string => `${since} ${stream}`;

const everyMs = 3_600_000;
const dayMs = 24 * everyMs;
/** In an hour; the rest follows. */
const removedMax = 20;

export function retention(tools: Tools): Retention {
  const { documents, log, transcript, now, transcriptDays } = tools;
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function run(): Promise<void> {
    const before = new Date(now().getTime() - transcriptDays * dayMs).toISOString();
    for (const { id } of await documents.list<null>(keptTranscriptKind, removedMax)) {
      const stream = id.slice(id.indexOf(" ") + 1);
      if (id > keptId(before, "")) return;
      await look(id, stream, before).catch((error: unknown) =>
        tools.warn(error, { doing: "remove a transcript", stream }),
      );
    }
  }

  /** One that is open again is listed anew when it is over; one in which something was said since then, from then on. */
  async function look(id: string, stream: string, before: string): Promise<void> {
    const incident = await readIncident(log, stream);
    if (incident.status === "open") return documents.remove(keptTranscriptKind, id);
    const lines = await transcript.read(stream);
    const since = lastOf(incident, lines);
    if (since < before) await remove(stream, id, lines);
    const next = since < before ? now().toISOString() : since;
    await keepSince(documents, next, stream);
    await documents.remove(keptTranscriptKind, id);
  }

  /** The fact first: whoever misses the transcript finds out why it is gone, and how it ended. */
  async function remove(stream: string, id: string, lines: readonly LoggedLine[]): Promise<void> {
    const last = lines.at(-1);
    const because = `transcripts are kept for ${transcriptDays} days`;
    if (last !== undefined)
      await commit<Fact>(tools, { stream, cause: `transcript removed ${id}`, by: muster, from: "retention" }, () => [
        { type: "transcript removed", lines: lines.length, hash: last.hash, because },
      ]);
    await transcript.remove(stream);
    await tools.media.remove(`${stream}/`);
  }

  return {
    async run() {
      if (transcriptDays === 0 || now().getTime() - lookedAt < everyMs) return;
      lookedAt = now().getTime();
      await run().catch((error: unknown) => tools.warn(error, { doing: "remove old transcripts" }));
    },
  };
}

/** Lists the transcript as one that is kept since then. */
export async function keepSince(documents: Documents, since: string, stream: string): Promise<void> {
  await documents.write(keptTranscriptKind, keptId(since, stream), null, undefined).catch((error: unknown) => {
    if (!(error instanceof Conflict)) throw error;
  });
}

/** When it was over, or the last word after that. */
function lastOf(incident: Incident, lines: readonly LoggedLine[]): string {
  const over = incident.status === "resolved" || incident.status === "closed" ? incident.resolvedAt : "";
  return [over, ...lines.map(({ at }) => at)].reduce((one, other) => (one > other ? one : other));
}
