import type { Live } from "../domain/incident/incident.ts";
import { Refusal } from "../domain/refusal.ts";
import { transcriptText } from "../views/comparison-words.ts";
import { action } from "./command.ts";
import { plain } from "./reading.ts";

export const transcript = action<{ check: boolean }>({
  words: ["transcript"],
  usage: "transcript check",
  help: "Say how long the transcript is, with its last hash; `transcript check` compares it with what Teams holds and adds what is missing.",
  examples: [
    { say: "transcript", means: { check: false } },
    { say: "transcript check", means: { check: true } },
  ],
  parse(asked) {
    const said = plain(asked).toLowerCase();
    if (said !== "" && said !== "check") throw new Refusal("Say `transcript`, or `transcript check`.");
    return { check: said === "check" };
  },
  async run(turn, { check }) {
    const { incident, lines } = await turn.transcript();
    if (!check) return { text: transcriptText(incident, lines) };
    if (!canBeCompared(incident))
      throw new Refusal(`${incident.id} runs in a chat: there is nothing to compare it with.`);
    await turn.compareTranscript();
    return { text: `I compare the transcript of ${incident.id} with what Teams holds, and say here what was missing.` };
  },
});

/** It has or had a channel, or runs in a thread of one. */
function canBeCompared({ channel, noChannel }: Live): boolean {
  if (channel !== undefined || noChannel === undefined) return true;
  return noChannel.instead === null || noChannel.instead.id.includes(";messageid=");
}
