/** The sandbox's own interface: people, and the conversations they have. */
import type { Surroundings } from "./activities.ts";
import type { Bytes } from "./bytes.ts";
import type { Delivery } from "./delivery.ts";
import { changeChannel, deleteChannel, makeChannel } from "./graph/channels.ts";
import { created, nothing, ok, type Route, route } from "./http.ts";
import { membersOf } from "./membership.ts";
import { everybody, findPerson, type Person } from "./people.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";
import type { Store } from "./state.ts";
import type { Place, StoredMessage, Team } from "./world.ts";

export type Talk = {
  store: Store;
  delivery: Delivery;
  bytes: Bytes;
  serviceUrl: string;
  /** Tells the bot that something happened to a channel. */
  event(type: string, place: Place, team: Team): void;
};

export function conversationRoutes(talk: Talk): Route[] {
  const { store } = talk;
  return [
    route("GET", "/sandbox/people", () => ok(everybody)),
    route("GET", "/sandbox/conversations", () =>
      ok(store.world.places.filter((place) => place.deletedAt === undefined).map((place) => shownPlace(store, place))),
    ),
    route("POST", "/sandbox/conversations", (call) => {
      const { kind, team: words, name } = sandboxBody(call);
      if (kind !== "channel") throw sandboxError(400, 'kind: only a "channel" can be made.');
      const team = teamAt(store, words);
      const place = makeChannel(store, team, name, undefined);
      talk.event("channelCreated", place, team);
      return created(shownPlace(store, place));
    }),
    route("PATCH", "/sandbox/conversations/{conversation}", async (call) => {
      const { place, team } = channelAt(store, call.params["conversation"]!);
      changeChannel(store, place, team, { displayName: sandboxBody(call)["name"] ?? null }, talk.event);
      await talk.delivery.settle();
      return ok(shownPlace(store, place));
    }),
    route("DELETE", "/sandbox/conversations/{conversation}", async (call) => {
      const { place, team } = channelAt(store, call.params["conversation"]!);
      deleteChannel(store, place, team, talk.event);
      await talk.delivery.settle();
      return nothing;
    }),
  ];
}

function channelAt(store: Store, id: string): { place: Place; team: Team } {
  const place = placeAt(store, id);
  if (place.kind !== "channel") throw sandboxError(400, "Only channels are renamed and deleted.");
  return { place, team: teamAt(store, place.team) };
}

export function surroundings(talk: Talk, place: Place): Surroundings {
  return {
    serviceUrl: talk.serviceUrl,
    now: talk.store.now(),
    team: talk.store.world.teams.find((team) => team.group === place.team),
  };
}

export function placeAt(store: Store, id: string): Place {
  const place = store.place(id.split(";messageid=")[0]!);
  if (place === undefined) throw sandboxError(404, "There is no such conversation.");
  return place;
}

/** A team by its group, its thread or its name. */
export function teamAt(store: Store, words: unknown): Team {
  const wanted = String(words).toLowerCase();
  const team = store.world.teams.find(({ group, thread, name }) =>
    [group, thread, name.toLowerCase()].includes(wanted),
  );
  if (team === undefined) throw sandboxError(404, `There is no team ${String(words)}.`);
  return team;
}

export function messageAt(store: Store, id: string): StoredMessage {
  const message = store.message(id);
  if (message === undefined) throw sandboxError(404, "There is no such message.");
  return message;
}

export function personIn(store: Store, place: Place, words: unknown): Person {
  const person = typeof words === "string" ? findPerson(words) : undefined;
  if (person === undefined)
    throw sandboxError(400, "from: the id, name or user principal name of somebody in GET /sandbox/people.");
  if (!membersOf(store, place).includes(person)) throw sandboxError(403, `${person.name} is not in this conversation.`);
  return person;
}

function shownPlace(store: Store, place: Place) {
  const team = store.world.teams.find((each) => each.group === place.team);
  return {
    id: place.id,
    kind: place.kind,
    name: place.name,
    ...(team === undefined ? {} : { team: team.name, teamId: team.group }),
    ...(place.members === undefined ? {} : { members: place.members }),
    ...(place.description === undefined ? {} : { description: place.description }),
    ...(place.tabs.length === 0 ? {} : { tabs: place.tabs }),
  };
}
