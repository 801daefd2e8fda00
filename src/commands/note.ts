import { decision } from "./command.ts";
import { needText } from "./reading.ts";

const usage = "note the deploy at 14:05 is rolled back";

export const note = decision<{ text: string }>({
  words: ["note", "log"],
  usage,
  help: "Write a finding into the timeline.",
  examples: [{ say: "note the deploy is rolled back", means: { text: "the deploy is rolled back" } }],
  parse: (asked) => ({ text: needText(asked, "what to note", usage) }),
  decide: ({ arguments: { text } }) => [{ type: "noted", text }],
});
