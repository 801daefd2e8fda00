import { assignRole, offerCommand } from "../domain/incident/roles.ts";
import { type Person, samePerson } from "../domain/people.ts";
import { type Practice, type RoleDefinition, roleCalled } from "../domain/practice.ts";
import { Refusal } from "../domain/refusal.ts";
import { type Asked, decision } from "./command.ts";
import { onePerson, short, withoutMention } from "./reading.ts";

const usage = "role scribe @someone";

export const role = decision<{ role: string; person: Person }>({
  words: ["role", "assign"],
  usage,
  help: "Give a role to somebody: commander, deputy, scribe, comms, expert, customer liaison or internal liaison.",
  examples: [
    { say: "role scribe me", means: { role: "scribe", person: { id: "me", name: "Me" } } },
    { say: "assign comms me", means: { role: "comms", person: { id: "me", name: "Me" } } },
    { say: "role customer liaison me", means: { role: "customer liaison", person: { id: "me", name: "Me" } } },
  ],
  parse: (asked) => ({ role: roleWords(asked), person: onePerson({ ...asked, text: personIn(asked) }, usage) }),
  names: ({ role, person }) => ({ person, for: /^(commander|ic|lead)$/.test(role) ? "command" : "work" }),
  decide({ incident, arguments: { role, person }, who, practice }) {
    const definition = needRole(practice, role);
    return definition.role === "commander" && !samePerson(person, who)
      ? offerCommand(incident, definition, who, person)
      : assignRole(incident, definition, person);
  },
});

/** "scribe", "customer liaison": what stands before the person. */
const roleWords = (asked: Asked): string =>
  withoutMention(asked)
    .replace(/\s+(?:to\s+)?(?:me|myself|i)$/i, "")
    .replace(/\s+to$/i, "")
    .toLowerCase();

/** The person, without the role before them. */
function personIn({ text }: Asked): string {
  const at = text.search(/\uE000|\b(?:me|myself|i)$/i);
  return at < 0 ? text.replace(/^\s*\S+/, "") : text.slice(at);
}

/** The role that people call so. Throws a Refusal with those there are. */
export function needRole(practice: Practice, words: string): RoleDefinition {
  const found = roleCalled(practice, words);
  if (found !== undefined) return found;
  const known = practice.roles.map((each) => each.words[0]).join(", ");
  throw new Refusal(`There is no role “${short(words)}”. Roles are ${known}: \`${usage}\`.`);
}
