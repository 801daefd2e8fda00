/**
 * Messages that belong to no incident: a swap that is asked for, a shift that begins. Each stream of letters is a
 * history like an incident's, so that what was promised is posted though the process dies, and once.
 */
import type { Conversation } from "../domain/incident/facts.ts";
import type { Person } from "../domain/people.ts";
import type { Request } from "./commit.ts";
import type { Message } from "./ports.ts";
import type { Recorder } from "./record.ts";

export type LetterFact =
  /** `key` names the letter within its stream. */
  | { type: "written"; key: string; to: { person: Person } | { place: Conversation }; message: Message }
  /** Takes the place of the letter, where it was delivered. */
  | { type: "rewritten"; key: string; message: Message }
  | { type: "undelivered"; key: string; reason: string };

export type Letters = {
  /** Posts them soon. `about` names the stream; the same cause writes once. */
  write(about: string, request: Omit<Request, "stream" | "before">, letters: readonly LetterFact[]): Promise<void>;
};

const prefix = "letters-";
/** An append holds 50. */
const lettersMax = 40;

export const isLetters = (stream: string): boolean => stream.startsWith(prefix);

export const lettersOf = (recorder: Pick<Recorder, "note">): Letters => ({
  async write(about, request, letters) {
    for (let from = 0; from < letters.length; from += lettersMax) {
      const cause = from === 0 ? request.cause : `${request.cause} ${from}`;
      await recorder.note({ ...request, cause, stream: `${prefix}${about}` }, letters.slice(from, from + lettersMax));
    }
  },
});
