import { askForChannel } from "../domain/incident/naming.ts";
import { decision } from "./command.ts";

export const channelNew = decision<Record<string, never>>({
  words: ["channel new", "channel"],
  usage: "channel new",
  help: "Open a channel for an incident that has none, because it was deleted or could not be had before.",
  examples: [{ say: "channel new", means: {} }],
  parse: () => ({}),
  decide: ({ incident }) => askForChannel(incident),
});
