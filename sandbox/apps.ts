/** Where Muster is installed and what it has been granted: both can be taken away and given back. */
import { placeAt, surroundings, type Talk } from "./conversations.ts";
import { type Answer, type Call, ok, type Route, route } from "./http.ts";
import { membersOf, teamMembers } from "./membership.ts";
import { people } from "./people.ts";
import { sandboxBody, sandboxError } from "./sandbox-error.ts";
import { installActivities } from "./team-events.ts";
import type { Grants } from "./world.ts";

export function appRoutes(talk: Talk): Route[] {
  const { store } = talk;
  return [
    route("GET", "/sandbox/teams", () =>
      ok(
        store.world.teams.map((team) => ({
          id: team.group,
          name: team.name,
          thread: team.thread,
          installed: team.installed,
          members: teamMembers(team).map(({ id }) => id),
        })),
      ),
    ),
    route("PUT", "/sandbox/conversations/{conversation}/app", (call) => install(talk, call)),
    route("GET", "/sandbox/grants", () => ok(store.world.grants)),
    route("PUT", "/sandbox/grants", (call) => {
      const body = sandboxBody(call);
      const read = (name: keyof Grants): string[] => {
        const value = body[name] ?? store.world.grants[name];
        if (!Array.isArray(value) || value.length > 200 || !value.every((each) => typeof each === "string"))
          throw sandboxError(400, `${name}: a list of permission names.`);
        return value;
      };
      store.world.grants = { roles: read("roles"), resourceSpecific: read("resourceSpecific") };
      store.changed({ type: "conversation" });
      return ok(store.world.grants);
    }),
  ];
}

/** Muster comes into a chat or a team, or goes; the bot hears of it as it would from Teams. */
async function install(talk: Talk, call: Call): Promise<Answer> {
  const place = placeAt(talk.store, call.params["conversation"]!);
  const { installed } = sandboxBody(call);
  if (typeof installed !== "boolean") throw sandboxError(400, "installed: true or false.");
  const around = surroundings(talk, place);
  const owner = around.team ?? place;
  owner.installed = installed;
  talk.store.changed({ type: "conversation", conversation: place.id });
  const by = membersOf(talk.store, place)[0] ?? people[0]!;
  for (const activity of installActivities(installed ? "add" : "remove", by, place, around))
    await talk.delivery.deliver(activity);
  await talk.delivery.settle();
  return ok({ installed });
}
