/** Who is in a conversation, and what a team is: the Connector's read-only routes. */
import { ok, route, type Route } from "./http.ts";
import { membersOf, teamMembers } from "./membership.ts";
import { botFacingId, findPerson, mailOf, type Person, tenant, tenantOf } from "./people.ts";
import { connectorError } from "./posts.ts";
import { placeOf } from "./place.ts";
import type { Store } from "./state.ts";
import type { Place, Team } from "./world.ts";

const pageSizeMin = 50;
const pageSizeMax = 500;

export function rosterRoutes(store: Store): Route[] {
  const place = (id: string): Place => placeOf(store, id).place;
  return [
    route("GET", "/connector/v3/conversations/{conversation}/members", (call) =>
      ok(membersOf(store, place(call.params["conversation"]!)).map(account)),
    ),
    route("GET", "/connector/v3/conversations/{conversation}/pagedmembers", (call) => {
      const members = membersOf(store, place(call.params["conversation"]!));
      const size = Math.min(
        pageSizeMax,
        Math.max(pageSizeMin, Number(call.query.get("pageSize") ?? pageSizeMax) || pageSizeMax),
      );
      const from = Number(call.query.get("continuationToken") ?? 0) || 0;
      const more = from + size < members.length ? { continuationToken: `${from + size}` } : {};
      return ok({ ...more, members: members.slice(from, from + size).map(account) });
    }),
    route("GET", "/connector/v3/conversations/{conversation}/members/{member}", (call) => {
      const person = findPerson(call.params["member"]!);
      const known = membersOf(store, place(call.params["conversation"]!)).find((each) => each.id === person?.id);
      if (known === undefined)
        throw connectorError(404, "MemberNotFoundInConversation", "The member was not found in the conversation.");
      return ok(account(known));
    }),
    route("GET", "/connector/v3/teams/{team}", (call) => {
      const team = teamOf(store, call.params["team"]!);
      return ok({
        id: team.thread,
        name: team.name,
        aadGroupId: team.group,
        type: "standard",
        tenantId: tenant,
        channelCount: channelsOf(store, team).length,
        memberCount: teamMembers(team).length,
      });
    }),
    route("GET", "/connector/v3/teams/{team}/conversations", (call) => {
      const team = teamOf(store, call.params["team"]!);
      // Teams leaves out the name of the General channel.
      const conversations = channelsOf(store, team).map((each) => ({
        id: each.id,
        ...(each.id === team.thread ? {} : { name: each.name }),
        type: "standard",
      }));
      return ok({ conversations });
    }),
  ];
}

const channelsOf = (store: Store, team: Team): Place[] =>
  store.world.places.filter(
    (each) => each.kind === "channel" && each.team === team.group && each.deletedAt === undefined,
  );

function teamOf(store: Store, thread: string): Team {
  const team = store.world.teams.find((each) => each.thread === thread);
  if (team === undefined) throw connectorError(404, "ConversationNotFound", "The team was not found.");
  if (!team.installed)
    throw connectorError(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
  return team;
}

function account(person: Person) {
  const [givenName, surname] = person.name.split(" ");
  return {
    id: botFacingId(person),
    name: person.name,
    aadObjectId: person.id,
    objectId: person.id,
    givenName,
    surname,
    email: mailOf(person),
    userPrincipalName: person.upn,
    tenantId: tenantOf(person),
    userRole: person.guestOf === undefined ? "user" : "guest",
  };
}
