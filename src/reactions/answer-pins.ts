import type { Entry } from "../domain/incident/facts.ts";
import type { Chat, LoggedLine } from "../engine/ports.ts";
import type { Errand } from "../engine/reaction.ts";
import type { PinAsked, TranscriptFact } from "../engine/transcript-work.ts";
import { notFound, notPinnable } from "../views/comparison-words.ts";
import { escapeMarkdown } from "../views/escape.ts";
import { besideTheRest } from "./beside-the-rest.ts";
import { pinOnce } from "./found-pins.ts";

type Found = {
  stream: string;
  lines: readonly LoggedLine[];
  /** Why Teams did not tell everything; "" where it did. */
  why: string;
  chat: Pick<Chat, "post">;
};

/** Somebody has pinned what was not in the transcript: it is pinned when it was found in Teams, and otherwise they hear why not. */
export async function answerPins(
  errand: Errand<unknown, TranscriptFact>,
  { stream, lines, why, chat }: Found,
): Promise<void> {
  for (const { entry, pin } of errand.pending.flatMap(pinIn)) {
    if (await pinOnce(errand, { stream, lines, id: pin.message, who: pin.who })) continue;
    const isThere = lines.some(({ id }) => id === pin.message);
    const text = isThere ? notPinnable : notFound(escapeMarkdown(why));
    await errand.once(entry, "pin", () => besideTheRest(() => chat.post(pin.conversation, { text })));
  }
}

const pinIn = (entry: Entry<TranscriptFact>): { entry: Entry<TranscriptFact>; pin: PinAsked }[] =>
  entry.fact.type === "comparison asked" && entry.fact.pin !== undefined ? [{ entry, pin: entry.fact.pin }] : [];
