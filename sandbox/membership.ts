/** Who is where: the people of a chat, and in every channel those of its team. */
import { everybody, people, type Person } from "./people.ts";
import type { Store } from "./state.ts";
import type { Place, Team } from "./world.ts";

export const teamMembers = ({ members }: Team): readonly Person[] =>
  members === undefined ? people : everybody.filter(({ id }) => members.includes(id));

export function membersOf(store: Store, place: Place): readonly Person[] {
  if (place.kind !== "channel") return everybody.filter(({ id }) => place.members?.includes(id));
  const team = store.world.teams.find(({ group }) => group === place.team);
  return team === undefined ? [] : teamMembers(team);
}
