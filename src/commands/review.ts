import { action } from "./command.ts";

export const review = action<Record<string, never>>({
  words: ["review", "postmortem", "retrospective"],
  usage: "review",
  help: "Show the review document, in Markdown.",
  examples: [{ say: "review", means: {} }],
  itself: true,
  parse: () => ({}),
  run: (turn) => turn.review(),
});
