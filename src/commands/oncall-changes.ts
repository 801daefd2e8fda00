import { changesView } from "../views/changes.ts";
import { action } from "./command.ts";

export const oncallChanges = action<Record<string, never>>({
  words: ["oncall changes", "oncall history"],
  usage: "oncall changes",
  help: "Show who changed what of who is on call, and from where.",
  examples: [{ say: "oncall changes", means: {} }],
  parse: () => ({}),
  run: async (turn) => changesView(await turn.bookChanges()),
});
