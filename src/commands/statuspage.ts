import { decideStatus, type StatusFact } from "../domain/status/statuspage.ts";
import { action } from "./command.ts";
import { plain, textMax } from "./reading.ts";

type Read = StatusFact | "help";
const usage = "statuspage open|update|close|help [message]";
const help = `Usage: \`@Muster ${usage}\`. The message is what the public reads on the status page; no names are shown.`;

/** What the public reads when nothing was said. */
const silent: Record<StatusFact["type"], string> = {
  opened: "We are investigating an incident.",
  updated: "We are still working on it.",
  closed: "The incident is over.",
};
const verbs: Record<string, StatusFact["type"]> = { open: "opened", update: "updated", close: "closed" };

export const statuspage = action<Read>({
  words: ["statuspage", "status page"],
  usage,
  help: "Open, update or close the incident that the public sees on the status page.",
  examples: [
    { say: "statuspage open Checkout is failing", means: { type: "opened", text: "Checkout is failing" } },
    { say: "statuspage update\nwe found\nthe cause", means: { type: "updated", text: "we found\nthe cause" } },
    { say: "statuspage close", means: { type: "closed", text: "The incident is over." } },
    { say: "statuspage help", means: "help" },
    { say: "statuspage", means: "help" },
  ],
  parse(asked) {
    const text = plain(asked);
    const [word = ""] = text.split(/\s+/);
    const type = verbs[word.toLowerCase()];
    if (type === undefined) return "help";
    return { type, text: text.slice(word.length).trim().slice(0, textMax) || silent[type] };
  },
  async run(turn, read) {
    if (read === "help") return { text: help };
    await turn.statuspage((open) => decideStatus(open, read));
    return { text: "Status received" };
  },
});
