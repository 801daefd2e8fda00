/** The routes of dashboards and widgets. */
import { type Answer, type Call, type Handler, jsonObject, ok, type Route } from "../http.ts";
import { readJson } from "../paging/read-json.ts";
import type { Boards } from "./boards.ts";
import {
  addDashboard,
  addWidget,
  changeWidget,
  dashboardShape,
  type StoredDashboard,
  type StoredWidget,
} from "./dashboards.ts";
import { boardsError, invalidPatch } from "./errors.ts";
import { identity, projectId } from "./identity.ts";
import { checkTeam, teamId } from "./teams.ts";

const path = "/{team}/_apis/dashboard/dashboards";
const nothing = "00000000-0000-0000-0000-000000000000";

export function dashboardRoutes(boards: Boards): Route[] {
  const { inProject, store } = boards;
  const inTeam = (method: string, rest: string, handler: Handler): Route =>
    inProject(method, path + rest, (call) => {
      checkTeam(call.params["team"]!);
      return handler(call);
    });
  const all = () => {
    const value = store.world.project.dashboards.map((each) => entry(each, boards.url));
    return ok({ count: value.length, value });
  };
  const change: Handler = (call) => changed(boards, call);
  return [
    inTeam("GET", "", all),
    inProject("GET", "/_apis/dashboard/dashboards", all),
    inTeam("POST", "", (call) => add(boards, call)),
    inTeam("GET", "/{dashboard}", (call) => ok(whole(find(boards, call), boards.url))),
    inTeam("GET", "/{dashboard}/widgets", (call) => {
      const dashboard = find(boards, call);
      const value = dashboard.widgets.map((each) => widget(each, dashboard, boards.url));
      return { ...ok({ count: value.length, value }), headers: { etag: `"${dashboard.eTag}"` } };
    }),
    inTeam("POST", "/{dashboard}/widgets", (call) => {
      const dashboard = find(boards, call);
      const body = jsonObject(call, invalidPatch);
      refuseId(body, "CreateWidgetWithExistingIdException");
      const made = addWidget(dashboard, body);
      store.changed({ type: "workitem" });
      return ok(widget(made, dashboard, boards.url));
    }),
    inTeam("GET", "/{dashboard}/widgets/{widget}", (call) => {
      const dashboard = find(boards, call);
      return ok(widget(findWidget(dashboard, call), dashboard, boards.url));
    }),
    inTeam("PATCH", "/{dashboard}/widgets/{widget}", change),
    inTeam("PUT", "/{dashboard}/widgets/{widget}", change),
  ];
}

function add({ store, url }: Boards, call: Call): Answer {
  const body = jsonObject(call, invalidPatch);
  refuseId(body, "CreateDashboardWithExistingIdException");
  const wish = readJson(call, dashboardShape, (message) => boardsError(400, "ArgumentException", message));
  const dashboard = addDashboard(store.world.project, wish);
  store.changed({ type: "workitem" });
  return ok(whole(dashboard, url));
}

function changed(boards: Boards, call: Call): Answer {
  const dashboard = find(boards, call);
  const found = findWidget(dashboard, call);
  changeWidget(dashboard, found, jsonObject(call, invalidPatch));
  boards.store.changed({ type: "workitem" });
  return ok(widget(found, dashboard, boards.url));
}

function refuseId({ id }: Record<string, unknown>, typeKey: string): void {
  if (id !== undefined && id !== null && id !== nothing)
    throw boardsError(400, typeKey, "What is made gets its id from the service.");
}

function find({ store }: Boards, call: Call): StoredDashboard {
  const id = call.params["dashboard"]!;
  const dashboard = store.world.project.dashboards.find((each) => each.id === id.toLowerCase());
  if (dashboard === undefined)
    throw boardsError(404, "DashboardDoesNotExistException", `The dashboard ${id} does not exist.`);
  return dashboard;
}

function findWidget({ widgets }: StoredDashboard, call: Call): StoredWidget {
  const id = call.params["widget"]!;
  const found = widgets.find((each) => each.id === id.toLowerCase());
  if (found === undefined) throw boardsError(404, "WidgetDoesNotExistException", `The widget ${id} does not exist.`);
  return found;
}

const groupUrl = (url: string): string => `${url}/${projectId}/${teamId}/_apis/Dashboard/Dashboards`;

/** A dashboard in the list of them, without its widgets. */
const entry = (dashboard: StoredDashboard, url: string) => ({
  id: dashboard.id,
  name: dashboard.name,
  description: dashboard.description,
  refreshInterval: dashboard.refreshInterval,
  position: dashboard.position,
  eTag: String(dashboard.eTag),
  groupId: teamId,
  ownerId: teamId,
  modifiedBy: identity("", url).id,
  dashboardScope: "project_Team",
  url: `${groupUrl(url)}/${dashboard.id}`,
});

const whole = (dashboard: StoredDashboard, url: string) => {
  const widgets = dashboard.widgets.map((each) => widget(each, dashboard, url));
  return {
    ...entry(dashboard, url),
    widgets,
    _links: {
      self: { href: `${groupUrl(url)}/${dashboard.id}` },
      group: { href: groupUrl(url) },
      widget: widgets.map((each) => ({ href: each.url })),
    },
  };
};

function widget(stored: StoredWidget, dashboard: StoredDashboard, url: string) {
  const parent = `${groupUrl(url)}/${dashboard.id}`;
  const self = `${parent}/Widgets/${stored.id}`;
  return {
    ...stored,
    eTag: String(stored.eTag),
    dashboard: { eTag: String(dashboard.eTag) },
    typeId: stored.contributionId.split(".").slice(1).join("."),
    configurationContributionId: `${stored.contributionId}.Configuration`,
    isEnabled: true,
    isNameConfigurable: true,
    url: self,
    _links: { self: { href: self }, group: { href: `${parent}/Widgets` }, dashboard: { href: parent } },
  };
}
