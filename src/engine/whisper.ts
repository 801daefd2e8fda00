import type { Live } from "../domain/incident/incident.ts";
import type { Person } from "../domain/people.ts";
import type { Letters } from "./letters.ts";

/** Whoever belongs to a confidential incident learns in person why they were not answered, and nobody else does. */
export const whisperTo =
  (letters: Letters, { who, cause }: { who: Person; cause: string }): ((incident: Live) => Promise<void>) =>
  ({ id }) => {
    const by = { kind: "person", person: who } as const;
    const message = { text: `${id} is confidential: speak of it in its own channel, or here with me.` };
    return letters.write(`confidential-${id}`, { cause: `whisper ${cause}`, by, from: "entrance" }, [
      { type: "written", key: `whisper ${cause}`.slice(0, 150), to: { person: who }, message },
    ]);
  };
