/** The query for all incidents and the chart of their states, as `muster doctor --fix` makes them in the sandbox's Azure DevOps. */
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { getPersonalAccessTokenHandler, WebApi } from "azure-devops-node-api";
import type { IDashboardApi } from "azure-devops-node-api/DashboardApi.js";
import type { IWorkItemTrackingApi } from "azure-devops-node-api/WorkItemTrackingApi.js";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { sandboxClient } from "../../sandbox/client.ts";
import { personalAccessToken } from "../../sandbox/tokens.ts";
import { checkBoards } from "../../src/boards/check.ts";
import { boardsWorkItems } from "../../src/boards/work-items.ts";
import { testTools } from "../graph/tools.ts";
import { picture } from "./against.ts";

let sandbox: Sandbox;
let items: IWorkItemTrackingApi;
let dashboards: IDashboardApi;
const project = "Operations";
const team = { project, team: "Operations Team" };
const path = "Shared Queries/All incidents";
const withText = 2;

beforeAll(async () => {
  sandbox = await startSandbox({ storage: process.env["AZURITE"]!, muster: "none", process: "on-call" });
  const api = new WebApi(`${sandbox.url}/devops/contoso`, getPersonalAccessTokenHandler(personalAccessToken));
  [items, dashboards] = await Promise.all([api.getWorkItemTrackingApi(), api.getDashboardApi()]);
});
afterAll(() => sandbox.stop());
beforeEach(() => {
  const kept = sandbox.store.world.project;
  kept.queries = kept.queries.filter(({ parent }) => parent === undefined);
  kept.dashboards = kept.dashboards.filter(({ name }) => name === "Overview");
});

const tools = () => ({
  ...testTools(),
  config: {
    AZURE_DEVOPS_URL: `${sandbox.url}/devops/contoso`,
    AZURE_DEVOPS_PROJECT: project,
    AZURE_DEVOPS_TOKEN: personalAccessToken,
  },
});
const look = async (fix: boolean) =>
  (await checkBoards(tools(), fix)).filter(({ what }) => /^(Query|Chart)/.test(what));
const charts = async () => {
  const all = await dashboards.getDashboardsByProject(team);
  const { id } = all.find(({ name }) => name === "Incidents")!;
  return (await dashboards.getDashboard(team, id!)).widgets ?? [];
};

test("looking makes nothing, and says what would", async () => {
  expect(await look(false)).toEqual([
    { what: "Query “All incidents”", good: false, optional: true, advice: expect.stringContaining("doctor --fix") },
  ]);
  expect(await items.getQuery(project, path)).toBeNull();
});

test("the query finds every incident and no follow-up, the newest first, and the chart shows it by state", async () => {
  const workItems = boardsWorkItems(tools());
  const first = await workItems.open({ mark: "INC-1", picture, tried: "never" });
  const second = await workItems.open({ mark: "INC-2", picture, tried: "never" });
  const task = { title: "Alert", text: "", links: [], assignTo: null, relatedTo: first.id };
  await workItems.file({ mark: "INC-1-follow-up-1", ...task });

  expect((await look(true)).map(({ what, good }) => [what, good])).toEqual([
    [expect.stringMatching(/^Query “All incidents”: made, http.*_queries\/query\//), true],
    [expect.stringMatching(/^Chart of incidents by state: made, http.*_dashboards\/dashboard\//), true],
  ]);
  const query = await items.getQuery(project, path, withText);
  expect(query.wiql).toContain("[Custom.IncidentSeverity]");
  const { workItems: found } = await items.queryById(query.id!, { project });
  expect(found?.map(({ id }) => id).sort()).toEqual([first.id, second.id]);
  const [widget, ...others] = await charts();
  expect(others).toEqual([]);
  expect(JSON.parse(widget!.settings!)).toMatchObject({
    groupKey: query.id,
    transformOptions: { filter: query.id, groupBy: "System.State", measure: { aggregation: "count" } },
  });
});

test("both are made once, and what people made of them stays", async () => {
  await look(true);
  const { id } = await items.getQuery(project, path);
  const wiql = "SELECT [System.Id] FROM WorkItems WHERE [System.Tags] CONTAINS 'sev1'";
  await items.updateQuery({ wiql }, project, id!);
  expect((await look(true)).map(({ what }) => what)).toEqual(["Query “All incidents”", "Chart of incidents by state"]);
  expect((await items.getQuery(project, path, withText)).wiql).toBe(wiql);
  expect(await charts()).toHaveLength(1);
});

test("a dashboard of that name that people have gets the chart beside what is on it", async () => {
  const own = {
    name: "Ours",
    contributionId: "ms.vss-dashboards-web.Microsoft.VisualStudioOnline.Dashboards.MarkdownWidget",
    position: { row: 1, column: 1 },
    size: { rowSpan: 2, columnSpan: 2 },
  };
  await dashboards.createDashboard({ name: "Incidents", widgets: [own] } as { name: string }, team);
  expect((await look(true)).map(({ good }) => good)).toEqual([true, true]);
  expect((await charts()).map(({ name }) => name)).toEqual(["Ours", "Incidents by state"]);
  expect((await look(false)).map(({ good }) => good)).toEqual([true, true]);
});

test("who may not make them reads what to ask for, and a lost answer makes nothing twice", async () => {
  const client = sandboxClient(sandbox.url);
  await client.fault({ match: "POST /devops/contoso/Operations/_apis/wit/queries", status: 403, times: 1 });
  expect(await look(true)).toEqual([
    { what: "Query “All incidents”", good: false, advice: expect.stringContaining("contribute to Shared Queries") },
  ]);
  await client.fault({ match: "POST /devops/contoso/Operations/_apis/wit/queries", drop: "after", times: 1 });
  expect((await look(true)).map(({ good }) => good)).toEqual([true, true]);
  expect(sandbox.store.world.project.queries.filter(({ name }) => name === "All incidents")).toHaveLength(1);
});
