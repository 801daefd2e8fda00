import { needOpen } from "../domain/incident/ending.ts";
import type { Blank } from "../domain/incident/facts/record.ts";
import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { needText, splitBecause } from "./reading.ts";

const usage = "quiet affected because support counts tomorrow";
const names: Record<string, Blank | "all"> = {
  start: "start",
  impact: "start",
  how: "how",
  detection: "how",
  affected: "affected",
  services: "services",
  command: "command",
  commander: "command",
  work: "work",
  actions: "work",
  all: "all",
  everything: "all",
};

export const quiet = decision<{ blank: Blank | "all"; because: string }>({
  words: ["quiet"],
  usage,
  help: "Stop asking for something that nobody can say yet (start, how, affected, services, command, work, or all), with the reason.",
  examples: [
    {
      say: "quiet affected because support counts tomorrow",
      means: { blank: "affected", because: "support counts tomorrow" },
    },
    { say: "quiet all because it is a drill", means: { blank: "all", because: "it is a drill" } },
  ],
  parse(asked) {
    const { before, because } = splitBecause(needText(asked, "what not to ask for, and why", usage));
    const blank = names[before.toLowerCase()];
    if (blank === undefined)
      throw new Refusal(`Say what: start, how, affected, services, command, work or all, as in \`${usage}\`.`);
    if (because === "") throw new Refusal(`Say why: \`${usage}\`.`);
    return { blank, because };
  },
  decide({ incident, arguments: { blank, because } }) {
    needOpen(incident);
    return [{ type: "blank quieted", blank, because }];
  },
});
