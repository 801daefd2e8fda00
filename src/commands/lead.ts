import { assignRole, offerCommand } from "../domain/incident/roles.ts";
import { type Person, samePerson } from "../domain/people.ts";
import { decision } from "./command.ts";
import { onePerson } from "./reading.ts";
import { needRole } from "./role.ts";

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
  names: ({ person }) => ({ person, for: "command" }),
  // Taking command is always possible, announced to all; offering it to somebody else is the commander's to do.
  decide({ incident, arguments: { person }, who, practice }) {
    const commander = needRole(practice, "commander");
    return samePerson(person, who)
      ? assignRole(incident, commander, who)
      : offerCommand(incident, commander, who, person);
  },
});
