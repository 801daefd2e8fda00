import { incidentCard } from "../views/incident-card.ts";
import { action } from "./command.ts";

export const status = action<Record<string, never>>({
  words: ["status", "summary", "state", "who", "this"],
  usage: "status",
  help: "Show where the incident stands.",
  examples: [{ say: "status", means: {} }],
  parse: () => ({}),
  run: async (turn) => incidentCard((await turn.incident()).incident),
});
