import { noteFollowUp } from "../domain/incident/acting.ts";
import type { Person } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { needText, plain } from "./reading.ts";

const usage = "todo add an alert for the queue";
const todoMax = 500;
/** Whose it is, before the words or set off behind them; anybody else who is named belongs to the words. */
const addressed = /^\s*\uE000\d{1,3}\uE001|\s*[,:–-]\s*\uE000\d{1,3}\uE001\s*$/;

export const todo = decision<{ text: string; owner?: Person }>({
  words: ["todo", "follow up", "follow-up", "followup"],
  usage,
  help: "Note something for later; when the incident is closed it becomes a work item beside the incident's.",
  examples: [{ say: "todo add an alert for the queue", means: { text: "add an alert for the queue" } }],
  parse(asked) {
    const [owner, ...others] = asked.mentions;
    const isFor = owner !== undefined && others.length === 0;
    const words = isFor ? asked.text.replace(addressed, "") : asked.text;
    const text = needText(
      { ...asked, text: plain({ ...asked, text: words }).replace(/^(?:[:,-]\s*|to\s+)/i, "") },
      "what is left for later",
      usage,
    );
    if (text.length > todoMax)
      throw new Refusal(`A follow-up is at most ${todoMax} characters. Nothing was recorded: say it shorter.`);
    return { text, ...(isFor ? { owner } : {}) };
  },
  decide: ({ incident, arguments: { text, owner } }) => noteFollowUp(incident, text, owner),
});
