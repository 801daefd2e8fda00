import { escalate as escalateNow } from "../domain/incident/paging.ts";
import { decision } from "./command.ts";

export const escalate = decision<Record<string, never>>({
  words: ["escalate"],
  usage: "escalate",
  help: "Page the next step of the escalation now.",
  examples: [{ say: "escalate", means: {} }],
  parse: () => ({}),
  decide: ({ incident }) => escalateNow(incident),
});
