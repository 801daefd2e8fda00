import { rename as renameIncident } from "../domain/incident/naming.ts";
import { decision } from "./command.ts";
import { plain } from "./reading.ts";

export const rename = decision<{ to: string }>({
  words: ["rename", "title"],
  usage: "rename payments are down in Europe",
  help: "Give the incident another title; its channel is renamed too.",
  examples: [{ say: "rename payments are down in Europe", means: { to: "payments are down in Europe" } }],
  parse: (asked) => ({ to: (asked.fields["title"] ?? plain(asked)).replace(/\s+/g, " ").trim() }),
  decide: ({ incident, arguments: { to } }) => renameIncident(incident, to),
});
