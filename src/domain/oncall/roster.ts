/** Who is on call, as one plain document: enough until there are schedules. */
import type { Person } from "../people.ts";
import { samePerson } from "../people.ts";

export type Roster = { primary: Person | null; secondary: Person | null; members: Person[] };

export const emptyRoster: Roster = { primary: null, secondary: null, members: [] };

export type Duty = "primary" | "secondary" | "everyone";

/** The people of a duty, once each; nobody is an empty list. */
export function onDuty(roster: Roster, duty: Duty): Person[] {
  if (duty === "primary") return roster.primary === null ? [] : [roster.primary];
  if (duty === "secondary") return roster.secondary === null ? [] : [roster.secondary];
  const everyone = [roster.primary, roster.secondary, ...roster.members].filter((person) => person !== null);
  return everyone.filter((person, index) => everyone.findIndex((other) => samePerson(other, person)) === index);
}
