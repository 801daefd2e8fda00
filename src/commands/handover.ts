import { handOver } from "../domain/incident/roles.ts";
import type { Person } from "../domain/people.ts";
import { decision } from "./command.ts";
import { onePerson } from "./reading.ts";
import { Refusal } from "../domain/refusal.ts";

const usage = "handover @someone";

export const handover = decision<{ person: Person }>({
  words: ["handover", "hand over"],
  usage,
  help: "Hand command over to somebody; it is announced to all.",
  examples: [{ say: "handover me", means: { person: { id: "me", name: "Me" } } }],
  parse(asked) {
    const text = asked.text.replace(/^\s*(command\s+)?to\s+/i, "");
    if (text.trim() === "") throw new Refusal(`Say to whom: \`${usage}\`.`);
    return { person: onePerson({ ...asked, text }, usage) };
  },
  decide: ({ incident, arguments: { person }, who }) => handOver(incident, who, person),
});
