/** Who has which part in an incident, and how command passes from one to another. */
import { type Actor, samePerson } from "../people.ts";
import type { Entry, FactOf, Role } from "./facts.ts";
import type { Live } from "./incident.ts";

export function roleAfter(incident: Live, { fact, at }: Entry<FactOf<"role assigned" | "role released">>): Live {
  const { role, person, title } = fact;
  const others = incident.crew.filter((each) => each.role !== role || !samePerson(each.person, person));
  if (fact.type === "role released") {
    const held = samePerson(incident.roles[role], person);
    const released = { ...incident, crew: others, ...(held ? { roles: without(incident.roles, role) } : {}) };
    return held && role === "commander" ? withoutCommand(released) : released;
  }
  if (fact.several === true) return { ...incident, crew: [...others, { role, title: title ?? role, person }] };
  const assigned = {
    ...incident,
    roles: { ...incident.roles, [role]: person },
    ...(title === undefined ? {} : { titles: { ...incident.titles, [role]: title } }),
  };
  return role === "commander" ? { ...withoutHandover(assigned), command: { seenAt: at } } : assigned;
}

type OfCommand = FactOf<"handover offered" | "handover waiting" | "handover declined" | "commander silent">;

export function commandAfter(incident: Live, fact: OfCommand, at: string, by: Actor): Live {
  switch (fact.type) {
    case "handover offered":
      return { ...incident, handover: { to: fact.to, at, by } };
    case "handover waiting":
      return incident.handover === undefined
        ? incident
        : { ...incident, handover: { ...incident.handover, waiting: true } };
    case "handover declined":
      return withoutHandover(incident);
    case "commander silent":
      return { ...incident, command: { seenAt: incident.command?.seenAt ?? at, silent: true } };
  }
}

function withoutHandover({ handover: _, ...rest }: Live): Live {
  return rest as Live;
}

function withoutCommand({ command: _, handover: _offered, ...rest }: Live): Live {
  return rest as Live;
}

/** Whoever commands was heard of: by what they did, or because others have heard them. */
export function heard(incident: Live, { fact, at, by }: Entry): Live {
  const { commander } = incident.roles;
  const acted = by.kind === "person" && samePerson(by.person, commander) ? at : undefined;
  const spoke = fact.type === "activity seen" && samePerson(fact.person, commander) ? fact.lastAt : undefined;
  const seenAt = acted ?? spoke;
  if (seenAt === undefined || incident.command === undefined || seenAt < incident.command.seenAt) return incident;
  return { ...incident, command: { seenAt } };
}

const without = (roles: Live["roles"], role: Role): Live["roles"] =>
  Object.fromEntries(Object.entries(roles).filter(([each]) => each !== role));
