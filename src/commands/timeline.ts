import { timelineView } from "../views/timeline.ts";
import { action } from "./command.ts";

export const timeline = action<Record<string, never>>({
  words: ["timeline", "history"],
  usage: "timeline",
  help: "Show everything that has happened, with times.",
  examples: [{ say: "timeline", means: {} }],
  itself: true,
  parse: () => ({}),
  async run(turn) {
    const { incident, entries } = await turn.incident();
    return timelineView(incident, entries);
  },
});
