import { assignRole, handOver } from "../domain/incident/roles.ts";
import type { Person } from "../domain/people.ts";
import { samePerson } from "../domain/people.ts";
import { decision } from "./command.ts";
import { onePerson } from "./reading.ts";

const usage = "lead me";

export const lead = decision<{ person: Person }>({
  words: ["lead", "ic", "commander", "take command"],
  usage,
  help: "Take command of the incident (`lead me`), or name the incident commander (`lead @someone`).",
  examples: [
    { say: "lead me", means: { person: { id: "me", name: "Me" } } },
    { say: "ic", means: { person: { id: "me", name: "Me" } } },
    { say: "take command", means: { person: { id: "me", name: "Me" } } },
  ],
  parse: (asked) => ({ person: onePerson(asked, usage) }),
  // Taking command is always possible, announced to all; naming somebody else is the commander's to do.
  decide: ({ incident, arguments: { person }, who }) =>
    samePerson(person, who) ? assignRole(incident, "commander", who) : handOver(incident, who, person),
});
