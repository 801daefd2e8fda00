/** What people look at in Azure DevOps: a query for all incidents, and a chart of their states on a dashboard. Made once, and people's from then on. */
import { CoreApi } from "azure-devops-node-api/CoreApi.js";
import { DashboardApi } from "azure-devops-node-api/DashboardApi.js";
import type { Dashboard } from "azure-devops-node-api/interfaces/DashboardInterfaces.js";
import type { QueryHierarchyItem } from "azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js";
import { Outage } from "../engine/ports.ts";
import { outageFrom } from "./advice.ts";
import type { Check } from "./check.ts";
import { type Boards, type BoardsTools, type Client, devopsClient } from "./client.ts";
import { BoardsFault } from "./fault.ts";
import type { Mapping } from "./mapping.ts";
import { incidentTag } from "./patch.ts";

export const queryName = "All incidents";
export const dashboardName = "Incidents";
const folder = "Shared Queries";
const chartType = "ms.vss-dashboards-web.Microsoft.VisualStudioOnline.Dashboards.WitChartWidget";
const remedy = "`muster doctor --fix` makes it.";

type Desk = { tools: BoardsTools; boards: Boards; dashboards: Client<DashboardApi>; fix: boolean };
type Context = { project: string; team: string };

/** Looks for both, and with `fix` makes what is missing. Never throws. */
export async function checkOverview(
  tools: BoardsTools,
  boards: Boards,
  { mapping, fix }: { mapping: Mapping; fix: boolean },
): Promise<Check[]> {
  const desk: Desk = { tools, boards, dashboards: devopsClient(tools, DashboardApi), fix };
  let query: QueryHierarchyItem | undefined;
  const first = await checked(desk, `Query “${queryName}”`, "make the query", async () => {
    const there = await findQuery(desk);
    query = there ?? (fix ? await makeQuery(desk, mapping) : undefined);
    return { there: there !== undefined, at: query === undefined ? undefined : addressOfQuery(desk, query) };
  });
  const id = query?.id;
  if (id === undefined) return [first];
  return [first, await checked(desk, "Chart of incidents by state", "make the chart", () => chart(desk, id))];
}

/** `there`: it was there before; `at` is where it is now, undefined where it is not. */
type Found = { there: boolean; at: string | undefined };

async function checked({ tools }: Desk, what: string, doing: string, look: () => Promise<Found>): Promise<Check> {
  try {
    const { there, at } = await look();
    if (at === undefined) return { what, good: false, optional: true, advice: `Not there; ${remedy}` };
    return { what: there ? what : `${what}: made, ${at}`, good: true, advice: "" };
  } catch (error) {
    if (error instanceof BoardsFault && [401, 403].includes(error.status))
      return { what, good: false, advice: `Muster may not ${doing}: ${permission[doing]} (${error.message})` };
    const outage = outageFrom(error, doing, tools.config);
    return { what, good: false, advice: outage instanceof Outage ? outage.message : String(outage) };
  }
}

const permission: Readonly<Record<string, string>> = {
  "make the query": `let it contribute to ${folder} (Boards, Queries, the folder's security).`,
  "make the chart":
    "let it create and edit dashboards (Project settings, Dashboards), and give a token the scope for team dashboards.",
};

async function findQuery(desk: Desk): Promise<QueryHierarchyItem | undefined> {
  const { boards, tools } = desk;
  try {
    return await boards("safe", (api) => api.getQuery(projectOf(tools), `${folder}/${queryName}`));
  } catch (error) {
    if (error instanceof BoardsFault && error.status === 404) return undefined;
    throw error;
  }
}

async function makeQuery(desk: Desk, mapping: Mapping): Promise<QueryHierarchyItem> {
  const { boards, tools } = desk;
  try {
    const query = { name: queryName, wiql: wiqlFor(mapping) };
    return await boards("once", (api) => api.createQuery(query, projectOf(tools), folder));
  } catch (error) {
    // It may have been made without an answer, or by somebody else at the same time.
    const made = await findQuery(desk).catch(() => undefined);
    if (made !== undefined) return made;
    throw error;
  }
}

/** By the tag, so that it finds them also where the type for incidents was another one before. */
function wiqlFor({ places }: Mapping): string {
  const columns = [
    "System.Id",
    ...places.severity.slice(0, 1).map(({ reference }) => reference),
    "System.Title",
    "System.State",
    "System.AssignedTo",
    "System.CreatedDate",
  ];
  return `SELECT ${columns.map((each) => `[${each}]`).join(", ")} FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Tags] CONTAINS '${incidentTag}' ORDER BY [System.CreatedDate] DESC`;
}

async function chart(desk: Desk, query: string): Promise<Found> {
  const { dashboards, fix } = desk;
  const context = await teamOf(desk);
  const at = ({ id }: Dashboard): string =>
    `${desk.tools.config.AZURE_DEVOPS_URL}/${encodeURIComponent(context.project)}/_dashboards/dashboard/${id}`;
  const found = await findDashboard(desk, context);
  if (found !== undefined && showsChart(found, query)) return { there: true, at: at(found) };
  if (!fix) return { there: false, at: undefined };
  if (found === undefined) {
    const wish = {
      name: dashboardName,
      description: "Made by muster doctor --fix.",
      widgets: [widgetFor(query, { row: 1, column: 1 })],
    };
    return { there: false, at: at(await dashboards("once", (api) => api.createDashboard(wish, context))) };
  }
  // Row and column 0: the dashboard finds a place for it beside what people have put there.
  const widget = widgetFor(query, { row: 0, column: 0 });
  await dashboards("once", (api) => api.createWidget(widget, context, found.id ?? ""));
  return { there: false, at: at(found) };
}

/** Dashboards belong to a team: the one that the project began with. */
async function teamOf({ tools }: Desk): Promise<Context> {
  const project = projectOf(tools);
  const core = devopsClient(tools, CoreApi);
  const { defaultTeam } = await core("safe", (api) => api.getProject(project));
  return { project, team: defaultTeam?.name ?? `${project} Team` };
}

async function findDashboard({ dashboards }: Desk, context: Context): Promise<Dashboard | undefined> {
  const all = await dashboards("safe", (api) => api.getDashboardsByProject(context));
  const named = all.find(({ name }) => name?.toLowerCase() === dashboardName.toLowerCase());
  if (named === undefined) return undefined;
  return dashboards("safe", (api) => api.getDashboard(context, named.id ?? ""));
}

const showsChart = ({ widgets }: Dashboard, query: string): boolean =>
  (widgets ?? []).some(
    ({ contributionId, settings }) => contributionId === chartType && settings?.includes(query) === true,
  );

/** The settings as the service's own page writes them: they are in no documentation. */
const widgetFor = (query: string, position: { row: number; column: number }) => ({
  name: "Incidents by state",
  contributionId: chartType,
  position,
  size: { rowSpan: 2, columnSpan: 2 },
  settings: JSON.stringify({
    chartType: "pieChart",
    groupKey: query,
    scope: "WorkitemTracking.Queries",
    title: "Incidents by state",
    lastArtifactName: queryName,
    transformOptions: {
      filter: query,
      groupBy: "System.State",
      orderBy: { propertyName: "value", direction: "descending" },
      measure: { aggregation: "count", propertyName: "" },
    },
  }),
  settingsVersion: { major: 1, minor: 0, patch: 0 },
});

const projectOf = ({ config }: BoardsTools): string => config.AZURE_DEVOPS_PROJECT ?? "";

const addressOfQuery = ({ tools }: Desk, { id }: QueryHierarchyItem): string =>
  `${tools.config.AZURE_DEVOPS_URL}/${encodeURIComponent(projectOf(tools))}/_queries/query/${id}/`;
