/**
 * What is to be done about a transcript beside writing lines: copying what came with messages, comparing it with Teams.
 * Each incident has a stream of its own for that ("transcript-INC-42"), so that it is done though the process dies. No
 * words stand in it, only where to find them: they have to go when the transcript goes.
 */
import type { Conversation, Entry } from "../domain/incident/facts.ts";
import type { Person } from "../domain/people.ts";
import { commit, graceMs, type Request } from "./commit.ts";
import type { Bell, History, Log } from "./ports.ts";
import { unread } from "./react.ts";
import type { Reaction } from "./reaction.ts";
import type { Recorder } from "./record.ts";

/** Why it is compared: Muster started, the incident is over (or its channel), somebody said so, or has pinned a message that is not in it. */
export type Occasion = "start" | "end" | "command" | "pin";

/** `message` is what was pinned; `conversation` is where whoever pinned it is answered. */
export type PinAsked = { message: string; who: Person; conversation: Conversation };

export type TranscriptFact =
  /** Pictures or files came with this message. */
  { type: "files came"; message: string } | { type: "comparison asked"; why: Occasion; pin?: PinAsked };

const prefix = "transcript-";
export const transcriptWorkOf = (incident: string): string => `${prefix}${incident}`;
export const isTranscriptWork = (stream: string): boolean => stream.startsWith(prefix);
export const incidentOf = (work: string): string => work.slice(prefix.length);

export type TranscriptWork = {
  /** Has them copied, at once. The same cause again changes nothing. */
  copy(incident: string, message: string, cause: string): Promise<void>;
  /** Has the transcript compared when the bell rings: what was said just now is on its way to us by then. */
  compare(incident: string, why: Occasion | PinAsked, request: Omit<Request, "stream" | "before">): Promise<void>;
};

type Tools = { log: Log; bell: Bell; now: () => Date; recorder: Pick<Recorder, "note"> };

export function transcriptWork(tools: Tools): TranscriptWork {
  return {
    copy: (incident, message, cause) =>
      tools.recorder.note<TranscriptFact>(
        { stream: transcriptWorkOf(incident), cause, by: { kind: "muster" }, from: "transcript" },
        [{ type: "files came", message }],
      ),
    async compare(incident, why, request) {
      await commit<TranscriptFact>(tools, { ...request, stream: transcriptWorkOf(incident) }, () => [
        typeof why === "string"
          ? { type: "comparison asked", why }
          : { type: "comparison asked", why: "pin", pin: why },
      ]);
    },
  };
}

export type TranscriptReaction = Reaction<readonly Entry<TranscriptFact>[], TranscriptFact>;

/** When each reaction that has something to do is woken next: by the bell of what it has to do, or by that of its own retry. */
export const wakesOf = (history: History<TranscriptFact>, reactions: readonly TranscriptReaction[]): Date[] =>
  reactions.flatMap((reaction) => {
    const last = unread(reaction, history).at(-1);
    if (last === undefined) return [];
    const seen = history.seen.get(reaction.name);
    return [seen !== undefined && seen.failures > 0 ? new Date(seen.until) : new Date(Date.parse(last.at) + graceMs)];
  });
