import { type Person, samePerson } from "../people.ts";
import type { RoleDefinition } from "../practice.ts";
import { Refusal } from "../refusal.ts";
import { needOpen } from "./ending.ts";
import type { Fact, Role } from "./facts.ts";
import type { Live } from "./incident.ts";
import { acknowledged, ownPages } from "./paging.ts";

const crewMax = 50;

/** Gives a role to somebody. Whoever was paged and takes a role has answered the page. */
export function assignRole(incident: Live, definition: RoleDefinition, person: Person): Fact[] {
  needOpen(incident);
  const { role, title, several } = definition;
  if (holds(incident, role, person)) throw new Refusal(`${person.name} is ${title} already.`);
  if (several && incident.crew.length >= crewMax)
    throw new Refusal(`${crewMax} people have a part in ${incident.id} already; that is the most.`);
  const assigned: Fact = { type: "role assigned", role, person, title, ...(several ? { several } : {}) };
  return [assigned, ...ownPages(incident, person).map((page) => acknowledged(page, person))];
}

export const holds = ({ roles, crew }: Live, role: Role, person: Person): boolean =>
  samePerson(roles[role], person) || crew.some((each) => each.role === role && samePerson(each.person, person));

/**
 * Whoever commands offers command to somebody, who has to accept it: until then nothing changes. While nobody commands
 * there is nothing to hand over, and it is simply given.
 */
export function offerCommand(incident: Live, definition: RoleDefinition, who: Person, to: Person): Fact[] {
  needOpen(incident);
  const { commander } = incident.roles;
  if (commander === undefined) return assignRole(incident, definition, to);
  if (!samePerson(commander, who))
    throw new Refusal(
      `${commander.name} commands ${incident.id}. They can hand over, or you take command with \`lead me\`.`,
    );
  if (samePerson(to, who)) throw new Refusal("You have command already.");
  if (samePerson(incident.handover?.to, to)) throw new Refusal(`${to.name} has been asked, and has not answered yet.`);
  return [{ type: "handover offered", to }];
}

/** Only whoever was asked answers. */
export function answerOffer(
  incident: Live,
  definition: RoleDefinition,
  who: Person,
  answer: { accept: true } | { accept: false; because: string },
): Fact[] {
  needOpen(incident);
  const to = incident.handover?.to;
  if (to === undefined) throw new Refusal(`Command of ${incident.id} is offered to nobody.`);
  if (!samePerson(to, who)) throw new Refusal(`Command of ${incident.id} is offered to ${to.name}.`);
  return answer.accept
    ? assignRole(incident, definition, who)
    : [{ type: "handover declined", to, because: answer.because }];
}

/** Gives back one role, or every role the person has. */
export function stepDown(incident: Live, who: Person, role: RoleDefinition | undefined): Fact[] {
  needOpen(incident);
  const held = rolesOf(incident, who).filter((each) => role === undefined || each.role === role.role);
  if (held.length === 0)
    throw new Refusal(role === undefined ? "You have no role to give back." : `You are not the ${role.title}.`);
  return held.map(({ role: each, title }) => ({
    type: "role released",
    role: each,
    person: who,
    ...(title === undefined ? {} : { title }),
  }));
}

/** Every part that somebody has. */
export function rolesOf({ roles, titles, crew }: Live, who: Person): { role: Role; title: string | undefined }[] {
  const single = Object.keys(roles).filter((role) => samePerson(roles[role], who));
  return [
    ...single.map((role) => ({ role, title: titles[role] })),
    ...crew.filter(({ person }) => samePerson(person, who)).map(({ role, title }) => ({ role, title })),
  ];
}
