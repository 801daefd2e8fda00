import { type Person, samePerson } from "../people.ts";
import { Refusal } from "../refusal.ts";
import { needOpen } from "./ending.ts";
import { type Fact, type Role, roles } from "./facts.ts";
import type { Live } from "./incident.ts";
import { acknowledged, ownPages } from "./paging.ts";

export const roleTitle: Record<Role, string> = {
  commander: "incident commander",
  scribe: "scribe",
  communications: "communications lead",
  deputy: "deputy",
};

/** Gives a role to somebody. Whoever was paged and takes a role has answered the page. */
export function assignRole(incident: Live, role: Role, person: Person): Fact[] {
  needOpen(incident);
  if (samePerson(incident.roles[role], person)) throw new Refusal(`${person.name} is ${roleTitle[role]} already.`);
  const assigned: Fact = { type: "role assigned", role, person };
  return [assigned, ...ownPages(incident, person).map((page) => acknowledged(page, person))];
}

/** Only whoever commands hands command over; while nobody does, anybody may name the commander. */
export function handOver(incident: Live, who: Person, to: Person): Fact[] {
  const commander = incident.roles.commander;
  if (commander !== undefined && !samePerson(commander, who))
    throw new Refusal(
      `${commander.name} commands ${incident.id}. They can hand over, or you take command with \`lead me\`.`,
    );
  return assignRole(incident, "commander", to);
}

/** Gives back one role, or every role the person has. */
export function stepDown(incident: Live, who: Person, role: Role | undefined): Fact[] {
  needOpen(incident);
  const held = roles.filter((each) => samePerson(incident.roles[each], who) && (role ?? each) === each);
  if (held.length === 0)
    throw new Refusal(role === undefined ? "You have no role to give back." : `You are not the ${roleTitle[role]}.`);
  return held.map((each) => ({ type: "role released", role: each, person: who }));
}
