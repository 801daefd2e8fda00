/** People join a team and leave it; the bot hears of it as Teams tells it. */
import { teamAt, type Talk } from "./conversations.ts";
import { type Answer, type Call, ok, type Route, route } from "./http.ts";
import { teamMembers } from "./membership.ts";
import { findPerson } from "./people.ts";
import { sandboxError } from "./sandbox-error.ts";
import { memberActivity } from "./team-events.ts";

export const teamMemberRoutes = (talk: Talk): Route[] => [
  route("PUT", "/sandbox/teams/{team}/members/{person}", (call) => change(talk, call, "joins")),
  route("DELETE", "/sandbox/teams/{team}/members/{person}", (call) => change(talk, call, "leaves")),
];

/** Who is where they are to be already changes nothing, and nobody hears of it. */
async function change(talk: Talk, call: Call, what: "joins" | "leaves"): Promise<Answer> {
  const { store } = talk;
  const team = teamAt(store, call.params["team"]!);
  const person = findPerson(call.params["person"]!);
  if (person === undefined) throw sandboxError(404, "There is no such person in GET /sandbox/people.");
  const members = teamMembers(team);
  const shown = () => ({ id: team.group, name: team.name, members: teamMembers(team).map(({ id }) => id) });
  if (members.includes(person) === (what === "joins")) return ok(shown());
  const by = members.find((each) => each !== person) ?? person;
  const others = members.filter((each) => each !== person);
  team.members = (what === "joins" ? [...others, person] : others).map(({ id }) => id);
  store.changed({ type: "conversation", conversation: team.thread });
  if (!team.installed) return ok(shown());
  const { delivered } = await talk.delivery.deliver(memberActivity(what, person, by, team, around(talk)));
  await talk.delivery.settle();
  return ok({ ...shown(), delivered });
}

const around = ({ serviceUrl, store }: Talk) => ({ serviceUrl, now: store.now() });
