/** Tabs pinned to a channel. */
import { randomUUID } from "node:crypto";
import { created, nothing, ok, type Route } from "../http.ts";
import type { Place, Tab, Team } from "../world.ts";
import { badRequest, graphBody, graphError } from "./access.ts";
import { channelWebUrl } from "./channels.ts";
import type { Graph } from "./graph.ts";

const tabsMax = 50;
const binding = /^https:\/\/graph\.microsoft\.com\/(?:v1\.0|beta)\/appCatalogs\/teamsApps\/([\w.-]+)$/;

export function tabRoutes({ store, onChannel }: Graph): Route[] {
  return [
    onChannel("GET", "/tabs", "readTabs", (_call, place, team) =>
      ok({ value: place.tabs.map((each) => tab(each, place, team)) }),
    ),
    onChannel("POST", "/tabs", "createTab", (call, place, team) => {
      const body = graphBody(call);
      const app = binding.exec(String(body["teamsApp@odata.bind"] ?? ""))?.[1];
      if (app === undefined) throw badRequest("teamsApp@odata.bind must name an app of the catalogue.");
      if (typeof body["displayName"] !== "string" || body["displayName"] === "")
        throw badRequest("displayName is required.");
      if (place.tabs.length >= tabsMax) throw badRequest("The channel has too many tabs.");
      const made: Tab = {
        id: randomUUID(),
        displayName: body["displayName"],
        appId: app,
        configuration: (body["configuration"] ?? {}) as Record<string, unknown>,
      };
      place.tabs.push(made);
      store.changed({ type: "conversation", conversation: place.id });
      return created(tab(made, place, team));
    }),
    onChannel("DELETE", "/tabs/{tab}", "deleteTab", (call, place) => {
      const at = place.tabs.findIndex((each) => each.id === call.params["tab"]);
      if (at < 0) throw graphError(404, "NotFound", "The tab was not found.");
      place.tabs.splice(at, 1);
      store.changed({ type: "conversation", conversation: place.id });
      return nothing;
    }),
  ];
}

const tab = (each: Tab, place: Place, team: Team) => ({
  id: each.id,
  displayName: each.displayName,
  webUrl: `${channelWebUrl(place, team)}&tabId=${each.id}`,
  configuration: each.configuration,
  teamsApp: { id: each.appId, displayName: "Muster", distributionMethod: "organization" },
});
