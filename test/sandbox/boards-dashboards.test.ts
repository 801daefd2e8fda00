/** The project's team, its dashboards and their widgets, through Microsoft's own client. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { getPersonalAccessTokenHandler, WebApi } from "azure-devops-node-api";
import type { ICoreApi } from "azure-devops-node-api/CoreApi.js";
import type { IDashboardApi } from "azure-devops-node-api/DashboardApi.js";
import { personalAccessToken } from "../../sandbox/tokens.ts";
import { type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let core: ICoreApi;
let dashboards: IDashboardApi;
const team = { project: "Operations", team: "Operations Team" };
const dashboard = (name: string, more = {}) => ({ name, ...more }) as { name: string };
const chart = (row: number, column: number, more = {}) => ({
  name: "Incidents by state",
  contributionId: "ms.vss-dashboards-web.Microsoft.VisualStudioOnline.Dashboards.WitChartWidget",
  position: { row, column },
  size: { rowSpan: 2, columnSpan: 2 },
  settings: JSON.stringify({
    chartType: "pieChart",
    groupKey: "a query's id",
    scope: "WorkitemTracking.Queries",
    transformOptions: {
      filter: "a query's id",
      groupBy: "System.State",
      orderBy: { propertyName: "value", direction: "descending" },
      measure: { aggregation: "count", propertyName: "" },
    },
  }),
  ...more,
});

beforeAll(async () => {
  stage = await startStage();
  const api = new WebApi(`${stage.sandbox.url}/devops/contoso`, getPersonalAccessTokenHandler(personalAccessToken));
  [core, dashboards] = await Promise.all([api.getCoreApi(), api.getDashboardApi()]);
});
afterAll(() => stage.close());

test("the project has its default team", async () => {
  const [only] = await core.getTeams("Operations");
  expect(only).toMatchObject({ name: "Operations Team", projectName: "Operations" });
  const project = await core.getProject("Operations");
  expect(project.defaultTeam?.id).toBe(only?.id);
  expect((await core.getTeam("Operations", "operations team")).id).toBe(only?.id);
  expect(await core.getTeam("Operations", "Nobody's")).toBeNull();
  expect(await core.getTeams("Elsewhere")).toBeNull();
});

test("a dashboard is made, listed after the one that is there, and read with its widgets", async () => {
  const made = await dashboards.createDashboard(dashboard("Incidents", { description: "What goes on" }), team);
  expect(made).toMatchObject({ name: "Incidents", description: "What goes on", position: 2, eTag: "1", widgets: [] });
  const widget = await dashboards.createWidget(chart(1, 1), team, made.id!);
  expect(widget).toMatchObject({ name: "Incidents by state", eTag: "1", dashboard: { eTag: "2" } });
  const listed = await dashboards.getDashboardsByProject(team);
  expect(listed.map(({ name, widgets }) => [name, widgets])).toEqual([
    ["Overview", undefined],
    ["Incidents", undefined],
  ]);
  const whole = await dashboards.getDashboard(team, made.id!);
  expect([whole.eTag, whole.widgets?.map(({ id, settings }) => [id, settings])]).toEqual([
    "2",
    [[widget.id, chart(1, 1).settings]],
  ]);
  expect((await dashboards.getWidget(team, made.id!, widget.id!)).size).toEqual({ rowSpan: 2, columnSpan: 2 });
});

test("a dashboard can be made with its widgets", async () => {
  const made = await dashboards.createDashboard(dashboard("Whole", { widgets: [chart(1, 1), chart(1, 3)] }), team);
  expect([made.eTag, made.widgets?.length]).toEqual(["3", 2]);
});

test("a widget is changed only by who knows the dashboard as it is", async () => {
  const { id } = await dashboards.createDashboard(dashboard("Changing"), team);
  const widget = await dashboards.createWidget(chart(1, 1), team, id!);
  await dashboards.createWidget(chart(3, 1), team, id!);
  const stale = { ...chart(1, 5), id: widget.id!, dashboard: widget.dashboard! };
  await expect(dashboards.updateWidget(stale, team, id!, widget.id!)).rejects.toMatchObject({ statusCode: 409 });
  const fresh = { ...stale, dashboard: { eTag: "3" } };
  const changed = await dashboards.updateWidget(fresh, team, id!, widget.id!);
  expect([changed.position, changed.eTag, changed.dashboard?.eTag]).toEqual([{ row: 1, column: 5 }, "2", "4"]);
});

test("two widgets are not on the same place, unless one has no place yet", async () => {
  const { id } = await dashboards.createDashboard(dashboard("Crowded"), team);
  await dashboards.createWidget(chart(1, 1), team, id!);
  await expect(dashboards.createWidget(chart(2, 2), team, id!)).rejects.toMatchObject({ statusCode: 409 });
  await dashboards.createWidget(chart(0, 0), team, id!);
  await dashboards.createWidget(chart(1, 3), team, id!);
  expect((await dashboards.getDashboard(team, id!)).widgets?.length).toBe(3);
});

test.each([
  ["a name that is there already", 409, dashboard("overview")],
  ["33 letters of name", 400, dashboard("x".repeat(33))],
  ["an empty name", 400, dashboard(" ")],
  ["129 letters of description", 400, dashboard("Long", { description: "x".repeat(129) })],
  ["an id of its own", 400, dashboard("Mine", { id: "29653dd2-c18a-4d19-8333-e556c5b8d025" })],
  ["a widget that is none", 400, dashboard("Odd", { widgets: [chart(1, 1, { size: { rowSpan: 0, columnSpan: 1 } })] })],
])("a dashboard with %s is refused with %i", async (_name, statusCode, wish) => {
  const before = (await dashboards.getDashboardsByProject(team)).length;
  await expect(dashboards.createDashboard(wish, team)).rejects.toMatchObject({ statusCode });
  expect((await dashboards.getDashboardsByProject(team)).length).toBe(before);
});

test.each([
  ["a type that is not there", { contributionId: "ms.vss-dashboards-web.Nothing" }],
  ["no name", { name: "" }],
  ["no size", { size: undefined }],
  ["settings that are not text", { settings: { chartType: "pieChart" } }],
])("a widget with %s is refused", async (_name, more) => {
  const [overview] = await dashboards.getDashboardsByProject(team);
  const widget = chart(1, 1, more);
  await expect(dashboards.createWidget(widget, team, overview!.id!)).rejects.toMatchObject({ statusCode: 400 });
});

test("what is not there is 404", async () => {
  const [overview] = await dashboards.getDashboardsByProject(team);
  expect(await dashboards.getDashboard(team, "29653dd2-c18a-4d19-8333-e556c5b8d025")).toBeNull();
  expect(await dashboards.getDashboard({ ...team, team: "Nobody's" }, overview!.id!)).toBeNull();
  expect(await dashboards.getWidget(team, overview!.id!, "29653dd2-c18a-4d19-8333-e556c5b8d025")).toBeNull();
});
