/** The part of Microsoft Graph v1.0 that Muster uses: users, teams, and what hangs on a team's channels. */
import type { Bytes } from "../bytes.ts";
import { type Call, type Handler, nothing, ok, type Route, route } from "../http.ts";
import { teamMembers } from "../membership.ts";
import { everybody, mailOf, people, type Person, stableGuid, tenant, tenantOf } from "../people.ts";
import type { Store } from "../state.ts";
import type { Tokens } from "../tokens.ts";
import type { Place, Team } from "../world.ts";
import { badRequest, demand, graphBody, graphError, type Operation } from "./access.ts";
import { channelRoutes } from "./channels.ts";
import { messageRoutes } from "./messages.ts";
import { tabRoutes } from "./tabs.ts";

export type TeamHandler = (call: Call, team: Team) => ReturnType<Handler>;
export type ChannelHandler = (call: Call, place: Place, team: Team) => ReturnType<Handler>;
/** What the groups of routes are made with: each handler runs only once the token and the permission are right. */
export type Graph = {
  store: Store;
  bytes: Bytes;
  url: string;
  onTeam(method: string, path: string, operation: Operation, handler: TeamHandler): Route;
  onChannel(method: string, path: string, operation: Operation, handler: ChannelHandler): Route;
};

const noticesMax = 10_000;

export function graphRoutes(options: {
  store: Store;
  tokens: Tokens;
  bytes: Bytes;
  url: string;
  event: (type: string, place: Place, team: Team) => void;
}): Route[] {
  const { store, tokens, bytes } = options;
  const root = "/graph/v1.0";
  const rolesOf = async (call: Call): Promise<readonly string[]> => {
    const claims = await tokens.check(call.headers.authorization, "graph");
    if (claims === undefined) throw graphError(401, "InvalidAuthenticationToken", "Access token validation failure.");
    return claims.roles;
  };
  const onTeam: Graph["onTeam"] = (method, path, operation, handler) =>
    route(method, `${root}/teams/{team}${path}`, async (call) => {
      const roles = await rolesOf(call);
      const team = store.world.teams.find((each) => each.group === call.params["team"]!.toLowerCase());
      if (team === undefined) throw graphError(404, "NotFound", `No team found with Group Id ${call.params["team"]}`);
      demand(operation, roles, store.world.grants, team.installed);
      return handler(call, team);
    });
  const onChannel: Graph["onChannel"] = (method, path, operation, handler) =>
    onTeam(method, `/channels/{channel}${path}`, operation, (call, team) => {
      const place = store.place(call.params["channel"]!);
      if (place?.kind !== "channel" || place.team !== team.group)
        throw graphError(404, "NotFound", "Channel does not exist or has been deleted.");
      return handler(call, place, team);
    });
  const graph: Graph = { store, bytes, url: `${options.url}${root}`, onTeam, onChannel };

  return [
    onTeam("GET", "", "readTeam", (_call, team) =>
      ok({
        id: team.group,
        displayName: team.name,
        description: team.name,
        internalId: team.thread,
        tenantId: tenant,
        isArchived: false,
        visibility: "private",
      }),
    ),
    onTeam("GET", "/members", "readMembers", (_call, team) =>
      ok({ value: teamMembers(team).map((person) => member(person, team)) }),
    ),
    onTeam("POST", "/sendActivityNotification", "notify", (call, team) => notify(store, call, team)),
    route("GET", `${root}/users/{user}`, async (call) => {
      demand("readUsers", await rolesOf(call), store.world.grants, false);
      const wanted = call.params["user"]!.toLowerCase();
      const person = everybody.find((each) => each.id === wanted || each.upn.toLowerCase() === wanted);
      if (person === undefined)
        throw graphError(
          404,
          "Request_ResourceNotFound",
          `Resource '${call.params["user"]}' does not exist or one of its queried reference-property objects are not present.`,
        );
      return ok(user(person));
    }),
    ...channelRoutes(graph, options.event),
    ...messageRoutes(graph),
    ...tabRoutes(graph),
  ];
}

function user(person: Person) {
  const [givenName, surname] = person.name.split(" ");
  return {
    id: person.id,
    displayName: person.name,
    givenName,
    surname,
    mail: mailOf(person),
    userPrincipalName: person.upn,
    businessPhones: [],
    preferredLanguage: "en-US",
  };
}

const member = (person: Person, team: Team) => ({
  "@odata.type": "#microsoft.graph.aadUserConversationMember",
  id: stableGuid(`member ${person.id} ${team.group}`),
  roles: person === people[0] ? ["owner"] : person.guestOf === undefined ? [] : ["guest"],
  displayName: person.name,
  userId: person.id,
  email: mailOf(person),
  tenantId: tenantOf(person),
  visibleHistoryStartDateTime: "0001-01-01T00:00:00Z",
});

/** An entry in somebody's activity feed. */
function notify(store: Store, call: Call, team: Team) {
  const { topic, activityType, previewText, recipient } = graphBody(call);
  const from = topic as { source?: string; value?: string; webUrl?: string } | undefined;
  if (from?.source !== "entityUrl" && from?.source !== "text")
    throw badRequest("topic.source must be 'entityUrl' or 'text'.");
  if (typeof from.value !== "string") throw badRequest("topic.value is required.");
  if (from.source === "text" && typeof from.webUrl !== "string")
    throw badRequest("topic.webUrl is required when the source is 'text'.");
  if (typeof activityType !== "string" || activityType === "") throw badRequest("activityType is required.");
  const preview = (previewText as { content?: string } | undefined)?.content;
  if (typeof preview !== "string") throw badRequest("previewText.content is required.");
  const userId = (recipient as { userId?: unknown } | undefined)?.userId;
  const isMember = teamMembers(team).some(({ id }) => id === String(userId).toLowerCase());
  if (recipient === undefined || (userId !== undefined && !isMember))
    throw badRequest("The recipient was not found in this team.");
  const id = store.nextId();
  store.world.notices.push({
    id,
    at: store.now().toISOString(),
    team: team.group,
    recipient,
    activityType,
    previewText: preview.slice(0, 150),
    topic,
  });
  store.world.notices.splice(0, Math.max(0, store.world.notices.length - noticesMax));
  store.changed({ type: "outbox", id });
  return nothing;
}
