import { propose as proposeIt } from "../domain/incident/deciding.ts";
import { decision } from "./command.ts";
import { needText } from "./reading.ts";

const usage = "propose we fail over to the other region";

export const propose = decision<{ text: string }>({
  words: ["propose", "proposal"],
  usage,
  help: "Propose a decision: everybody is asked for strong objections, and without any it is decided.",
  examples: [{ say: "propose we fail over", means: { text: "we fail over" } }],
  parse: (asked) => ({ text: needText(asked, "what you propose", usage).slice(0, 1_000) }),
  decide: ({ incident, arguments: { text }, now, rhythm }) => proposeIt(incident, text, rhythm, now),
});
