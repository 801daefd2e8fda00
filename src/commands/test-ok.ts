import { doneCard } from "../views/done-card.ts";
import { action } from "./command.ts";

export const testOk = action<Record<string, never>>({
  words: ["test ok"],
  usage: "test ok",
  help: "Answer a test page.",
  examples: [{ say: "test ok", means: {} }],
  parse: () => ({}),
  async run(turn) {
    const words = (await turn.answerTest())
      ? "Thank you. This was a test; it works."
      : "There is no test page that waits for you.";
    return turn.pressed ? doneCard(words) : { text: words };
  },
});
