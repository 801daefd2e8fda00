/** Takes in that somebody has put a pin (📌) on a message, or has taken theirs off. */
import type { Person } from "../domain/people.ts";
import { fromBefore, lookingForIt, notPinnable } from "../views/comparison-words.ts";
import type { Incoming } from "./incoming.ts";
import { messageIn } from "./message-in.ts";
import { type Place, recordedIn } from "./places.ts";
import type { Message, Transcript } from "./ports.ts";
import type { TranscriptWork } from "./transcript-work.ts";

type Reacted = Extract<Incoming, { kind: "reacted" }>;
type Pressed = Extract<Incoming, { kind: "pressed" }>;

type Tools = {
  transcript: Pick<Transcript, "read">;
  work: Pick<TranscriptWork, "compare">;
  comparable: boolean;
  findPerson(id: string): Promise<Person | undefined>;
  /** Answers words as a button says them. */
  answer(pressed: Pressed, meant: () => Promise<string | undefined>): Promise<Message | undefined>;
};

/** A pin is a word like any other; whoever pins is known by an id alone. What is not in the transcript is looked for in Teams. */
export function pinned(tools: Tools): (incoming: Reacted, places: Promise<Place[]>) => Promise<Message | undefined> {
  async function lookFor(stream: string, { message, who, conversation, cause }: Reacted): Promise<Message> {
    const by = { kind: "person", person: who } as const;
    await tools.work.compare(stream, { message, who, conversation }, { cause, by, from: `teams ${conversation.id}` });
    return { text: lookingForIt };
  }

  return async (incoming, places) => {
    const [stream] = recordedIn(await places);
    if (stream === undefined) return undefined;
    const { message, set, ...common } = incoming;
    const lines = await tools.transcript.read(stream);
    const about = messageIn(lines, message);
    if (about === undefined && !set) return undefined;
    if (about === undefined && lines.some(({ id }) => id === message)) return { text: notPinnable };
    if (about === undefined && !tools.comparable) return { text: fromBefore };
    const who = (await tools.findPerson(incoming.who.id)) ?? incoming.who;
    if (about === undefined) return lookFor(stream, { ...incoming, who });
    const sentence = { text: set ? "pin" : "unpin", mentions: [] };
    return tools.answer({ ...common, who, kind: "pressed", sentence, fields: {}, about }, async () => stream);
  };
}
