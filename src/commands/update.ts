import { nextUpdate } from "../domain/escalation/rhythm.ts";
import { needOpen } from "../domain/incident/ending.ts";
import { decision } from "./command.ts";
import { needText } from "./reading.ts";

const usage = "update payments work again for most customers";

export const update = decision<{ text: string }>({
  words: ["update", "broadcast", "announce"],
  usage,
  help: "Tell stakeholders where we are: goes to the broadcast channel and the status page, with when the next update comes.",
  examples: [{ say: "update a fix is being rolled out", means: { text: "a fix is being rolled out" } }],
  parse: (asked) => ({ text: needText(asked, "what stakeholders should know", usage) }),
  decide({ incident, arguments: { text }, now, rhythm }) {
    needOpen(incident);
    return [{ type: "update posted", text, nextDueAt: nextUpdate(rhythm, incident.severity, now).toISOString() }];
  },
});
