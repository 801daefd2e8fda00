import { incidentCard } from "../views/incident-card.ts";
import { action } from "./command.ts";

export const status = action<Record<string, never>>({
  words: ["status", "summary", "state", "who", "this"],
  usage: "status",
  help: "Show where the incident stands.",
  examples: [{ say: "status", means: {} }],
  parse: () => ({}),
  async run(turn) {
    const { incident: meant } = await turn.incident("itself");
    if (meant.kin.mergedInto === undefined) return incidentCard(meant);
    return { ...incidentCard((await turn.incident()).incident), first: incidentCard(meant) };
  },
});
