import type { Role } from "../domain/incident/facts.ts";
import { assignRole, handOver } from "../domain/incident/roles.ts";
import { type Person, samePerson } from "../domain/people.ts";
import { Refusal } from "../domain/refusal.ts";
import { decision } from "./command.ts";
import { onePerson, short } from "./reading.ts";

const usage = "role scribe @someone";

export const roleWords: Record<string, Role> = {
  commander: "commander",
  ic: "commander",
  lead: "commander",
  scribe: "scribe",
  comms: "communications",
  communications: "communications",
  deputy: "deputy",
};

export const role = decision<{ role: Role; person: Person }>({
  words: ["role", "assign"],
  usage,
  help: "Give a role to somebody: commander, scribe, comms or deputy.",
  examples: [
    { say: "role scribe me", means: { role: "scribe", person: { id: "me", name: "Me" } } },
    { say: "assign comms me", means: { role: "communications", person: { id: "me", name: "Me" } } },
  ],
  parse(asked) {
    const [word = ""] = asked.text.trim().split(/\s+/);
    const known = roleWords[word.toLowerCase()];
    if (known === undefined)
      throw new Refusal(
        `There is no role “${short(word)}”. Roles are commander, scribe, comms and deputy: \`${usage}\`.`,
      );
    return { role: known, person: onePerson({ ...asked, text: asked.text.trim().slice(word.length) }, usage) };
  },
  decide: ({ incident, arguments: { role, person }, who }) =>
    role === "commander" && !samePerson(person, who)
      ? handOver(incident, who, person)
      : assignRole(incident, role, person),
});
