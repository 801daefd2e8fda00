import { listView } from "../views/list.ts";
import { action } from "./command.ts";

export const list = action<Record<string, never>>({
  words: ["list", "find", "incidents"],
  usage: "list",
  help: "List the incidents that are not closed.",
  examples: [{ say: "list", means: {} }],
  parse: () => ({}),
  run: async (turn) => listView(await turn.openIncidents()),
});
