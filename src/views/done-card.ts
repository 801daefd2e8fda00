import { type CardMessage, cardMessage } from "./card.ts";
import { inert } from "./escape.ts";
import { brief } from "./text.ts";

/** Takes the place of a form that has been sent, so that nobody sends it twice. */
export function doneCard(what: string): CardMessage {
  return { ...cardMessage("done", what, { text: inert(brief(what, 300)) }), inPlace: true };
}
