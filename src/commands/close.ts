import { close as closeIncident } from "../domain/incident/ending.ts";
import { decision } from "./command.ts";

export const close = decision<Record<string, never>>({
  words: ["close"],
  usage: "close",
  help: "Close a resolved incident once its review is done.",
  examples: [{ say: "close", means: {} }],
  parse: () => ({}),
  decide: ({ incident }) => closeIncident(incident),
});
