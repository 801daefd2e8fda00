import { Refusal } from "../domain/refusal.ts";
import { timelineView } from "../views/timeline.ts";
import { action } from "./command.ts";
import { plain } from "./reading.ts";

/** `turns`: the card is turned to another page, instead of a second one being posted. */
export const timeline = action<{ before?: number; turns?: true }>({
  words: ["timeline", "history"],
  usage: "timeline",
  help: "Show what has happened, with times: the latest, or what came before a number.",
  examples: [
    { say: "timeline", means: {} },
    { say: "timeline before 61", means: { before: 61 } },
  ],
  itself: true,
  parse(asked) {
    const turns = asked.fields["turns"] === undefined ? {} : { turns: true as const };
    const text = plain(asked);
    const before = /^before\s+(\d{1,8})\b/i.exec(text)?.[1];
    if (before === undefined && /^before\b/i.test(text))
      throw new Refusal("Before which number? `timeline before 61`.");
    return before === undefined ? turns : { before: Math.max(1, Number(before)), ...turns };
  },
  async run(turn, { before, turns }) {
    const view = timelineView({ ...(await turn.timeline(before)), before });
    return turns === true ? { ...view, inPlace: true } : view;
  },
});
