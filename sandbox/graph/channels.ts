/** Channels of a team: made, listed, renamed and deleted under the rules that Teams has for them. */
import { randomUUID } from "node:crypto";
import { type Answer, type Call, created, nothing, ok, type Route } from "../http.ts";
import { tenant } from "../people.ts";
import type { Store } from "../state.ts";
import type { Place, Team } from "../world.ts";
import { badRequest, graphBody, graphError } from "./access.ts";
import { nameLengthMax, unlawfulName } from "./channel-names.ts";
import type { Graph } from "./graph.ts";

/** Deleted channels count for the 30 days in which they can be restored. */
const channelsPerTeamMax = 1000;
const restoreWindowMs = 30 * 24 * 3_600_000;
const pageSize = 200;
const descriptionLengthMax = 1024;

export type ChannelEvent = (type: string, place: Place, team: Team) => void;

export function channelRoutes(graph: Graph, event: ChannelEvent): Route[] {
  const { store, url, onTeam, onChannel } = graph;
  const entity = (place: Place, team: Team) => ({
    "@odata.context": `${url}/$metadata#teams('${team.group}')/channels/$entity`,
    ...channel(place, team),
  });
  return [
    onTeam("POST", "/channels", "createChannel", (call, team) => {
      const place = createChannel(store, team, graphBody(call));
      event("channelCreated", place, team);
      return created(entity(place, team));
    }),
    onTeam("GET", "/channels", "readChannels", (call, team) => page(graph, call, team)),
    onChannel("GET", "", "readChannels", (_call, place, team) => ok(entity(place, team))),
    onChannel("PATCH", "", "changeChannel", (call, place, team) => {
      changeChannel(store, place, team, graphBody(call), event);
      return nothing;
    }),
    onChannel("DELETE", "", "deleteChannel", (_call, place, team) => {
      deleteChannel(store, place, team, event);
      return nothing;
    }),
  ];
}

function createChannel(store: Store, team: Team, body: Record<string, unknown>): Place {
  const { membershipType = "standard", layoutType, displayName, description } = body;
  if (membershipType !== "standard")
    throw badRequest("Only standard channels can be made here; Teams bots do not work in private ones.");
  if (layoutType !== undefined && layoutType !== "chat" && layoutType !== "post")
    throw badRequest("layoutType: post or chat.");
  const place = makeChannel(store, team, displayName, description);
  if (layoutType !== undefined) place.layoutType = layoutType;
  return place;
}

export function changeChannel(
  store: Store,
  place: Place,
  team: Team,
  body: Record<string, unknown>,
  event: ChannelEvent,
): void {
  const { displayName, description, ...unknown } = body;
  if (Object.keys(unknown).length > 0) throw badRequest(`Cannot change ${Object.keys(unknown).join(", ")}.`);
  if (displayName !== undefined && place.id === team.thread) throw badRequest("The General channel cannot be renamed.");
  const name = displayName === undefined ? place.name : lawfulName(store, team, displayName, place);
  if (description !== undefined) setDescription(place, description);
  const renamed = name !== place.name;
  place.name = name;
  store.changed({ type: "conversation", conversation: place.id });
  if (renamed) event("channelRenamed", place, team);
}

export function deleteChannel(store: Store, place: Place, team: Team, event: ChannelEvent): void {
  if (place.id === team.thread) throw badRequest("The General channel cannot be deleted.");
  place.deletedAt = store.now().toISOString();
  store.changed({ type: "conversation", conversation: place.id });
  event("channelDeleted", place, team);
}

function page({ store, url }: Graph, call: Call, team: Team): Answer {
  const found = liveChannels(store, team).filter(filterOf(call.query.get("$filter")));
  const from = Number(call.query.get("$skiptoken") ?? 0) || 0;
  const size = Math.min(pageSize, Number(call.query.get("$top") ?? pageSize) || pageSize);
  const kept = [...call.query].filter(([name]) => name !== "$skiptoken");
  const next = new URLSearchParams([...kept, ["$skiptoken", `${from + size}`]]);
  const more = from + size < found.length ? { "@odata.nextLink": `${url}/teams/${team.group}/channels?${next}` } : {};
  const value = found.slice(from, from + size).map((place) => channel(place, team));
  const context = `${url}/$metadata#teams('${team.group}')/channels`;
  return ok({ "@odata.context": context, "@odata.count": value.length, ...more, value });
}

/** A new standard channel in the team; refuses unlawful and taken names and a full team. */
export function makeChannel(store: Store, team: Team, displayName: unknown, description: unknown): Place {
  const name = lawfulName(store, team, displayName, undefined);
  const counted = store.world.places.filter(
    (each) => each.kind === "channel" && each.team === team.group && holdsItsPlace(store, each),
  );
  if (counted.length >= channelsPerTeamMax)
    throw graphError(
      400,
      "BadRequest",
      `The team has reached the maximum number of channels (${channelsPerTeamMax}).`,
      { code: "ChannelCountLimitReached" },
    );
  const place: Place = {
    id: `19:${randomUUID().replaceAll("-", "")}@thread.tacv2`,
    kind: "channel",
    name,
    team: team.group,
    createdAt: store.now().toISOString(),
    tabs: [],
  };
  if (description !== undefined && description !== null) setDescription(place, description);
  store.addPlace(place);
  return place;
}

export const liveChannels = (store: Store, team: Team): Place[] =>
  store.world.places.filter(
    (each) => each.kind === "channel" && each.team === team.group && each.deletedAt === undefined,
  );

const holdsItsPlace = (store: Store, place: Place): boolean =>
  place.deletedAt === undefined || Date.parse(place.deletedAt) + restoreWindowMs > store.now().getTime();

function lawfulName(store: Store, team: Team, displayName: unknown, self: Place | undefined): string {
  if (typeof displayName !== "string") throw badRequest("displayName is required.");
  const problem = unlawfulName(displayName);
  if (problem !== undefined)
    throw graphError(400, "BadRequest", problem, {
      code: displayName.length > nameLengthMax ? "ChannelNameTooLong" : "InvalidChannelName",
    });
  const same = (each: Place): boolean => each.name.toLowerCase() === displayName.trim().toLowerCase();
  const taken = store.world.places.some(
    (each) =>
      each !== self && each.kind === "channel" && each.team === team.group && same(each) && holdsItsPlace(store, each),
  );
  if (taken)
    throw graphError(400, "BadRequest", "Channel name already existed, please use other name.", {
      code: "NameAlreadyExists",
    });
  return displayName.trim();
}

function setDescription(place: Place, description: unknown): void {
  if (typeof description !== "string" || description.length > descriptionLengthMax)
    throw badRequest(`description: at most ${descriptionLengthMax} characters.`);
  place.description = description;
}

/** `displayName eq 'x'` and `startswith(displayName,'x')`; anything else is refused rather than ignored. */
function filterOf(filter: string | null): (place: Place) => boolean {
  if (filter === null) return () => true;
  const equals = /^\s*displayName\s+eq\s+'((?:[^']|'')*)'\s*$/i.exec(filter)?.[1];
  if (equals !== undefined) return (place) => place.name.toLowerCase() === equals.replaceAll("''", "'").toLowerCase();
  const starts = /^\s*startswith\(\s*displayName\s*,\s*'((?:[^']|'')*)'\s*\)\s*$/i.exec(filter)?.[1];
  if (starts !== undefined)
    return (place) => place.name.toLowerCase().startsWith(starts.replaceAll("''", "'").toLowerCase());
  if (/^\s*membershipType\s+eq\s+'standard'\s*$/i.test(filter)) return () => true;
  throw badRequest(`Invalid filter clause: ${filter}`);
}

export const channelWebUrl = (place: Place, team: Team): string =>
  `https://teams.microsoft.com/l/channel/${encodeURIComponent(place.id)}/${encodeURIComponent(place.name)}?groupId=${team.group}&tenantId=${tenant}`;

const channel = (place: Place, team: Team) => ({
  id: place.id,
  createdDateTime: place.createdAt,
  displayName: place.name,
  description: place.description ?? null,
  isFavoriteByDefault: false,
  email: "",
  tenantId: tenant,
  webUrl: channelWebUrl(place, team),
  membershipType: "standard",
  isArchived: false,
  ...(place.layoutType === undefined ? {} : { layoutType: place.layoutType }),
});
