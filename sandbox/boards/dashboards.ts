/** A team's dashboards and the widgets on them, with the rules by which Azure DevOps takes them. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { stableGuid } from "../people.ts";
import { boardsError } from "./errors.ts";
import type { Project } from "./project.ts";

export type StoredWidget = z.infer<typeof widgetShape> & { id: string; eTag: number };
/** `eTag` grows with every widget that is added or changed. */
export type StoredDashboard = {
  id: string;
  name: string;
  description: string;
  position: number;
  refreshInterval: number;
  eTag: number;
  widgets: StoredWidget[];
};

const dashboardsMax = 500;
const widgetsMax = 200;
const settingsLengthMax = 16_000;
const spanMax = 10;
const placeMax = 50;

const own = "ms.vss-dashboards-web.Microsoft.VisualStudioOnline.Dashboards";
const widgetTypes: readonly string[] = [
  `${own}.WitChartWidget`,
  `${own}.QueryScalarWidget`,
  `${own}.MarkdownWidget`,
  "ms.vss-mywork-web.Microsoft.VisualStudioOnline.MyWork.WitViewWidget",
];

/** What Azure DevOps keeps of a widget. It takes any settings: only the widget itself reads them. */
export const widgetShape = z.object({
  name: z.string().trim().min(1).max(256),
  contributionId: z.string().min(1),
  position: z.object({ row: z.int().min(0).max(placeMax), column: z.int().min(0).max(placeMax) }),
  size: z.object({ rowSpan: z.int().min(1).max(spanMax), columnSpan: z.int().min(1).max(spanMax) }),
  settings: z.string().max(settingsLengthMax).nullable().default(null),
  settingsVersion: z
    .object({ major: z.int(), minor: z.int(), patch: z.int() })
    .default({ major: 1, minor: 0, patch: 0 }),
});
export const dashboardShape = z.object({
  name: z.string().trim().min(1).max(32),
  description: z.string().max(128).nullish(),
  position: z.int().optional(),
  refreshInterval: z.int().min(0).max(1_440).optional(),
  widgets: z.array(z.unknown()).max(widgetsMax).optional(),
});

/** Every new project has one, with nothing on it. */
export const firstDashboard = (team: string): StoredDashboard => ({
  id: stableGuid(`dashboard of ${team}`),
  name: "Overview",
  description: "",
  position: 1,
  refreshInterval: 0,
  eTag: 1,
  widgets: [],
});

export function addDashboard(
  { dashboards }: Project,
  { name, description, position, refreshInterval = 0, widgets = [] }: z.infer<typeof dashboardShape>,
): StoredDashboard {
  if (dashboards.length >= dashboardsMax)
    throw boardsError(400, "DashboardCountLimitExceededException", "The team has too many dashboards.");
  if (dashboards.some((each) => each.name.toLowerCase() === name.toLowerCase()))
    throw boardsError(409, "DuplicateDashboardNameException", `There is a dashboard called ${name} already.`);
  const after = Math.max(0, ...dashboards.map((each) => each.position)) + 1;
  const dashboard: StoredDashboard = {
    id: randomUUID(),
    name,
    description: description ?? "",
    position: position === undefined || position < 1 ? after : position,
    refreshInterval,
    eTag: 1,
    widgets: [],
  };
  for (const widget of widgets) addWidget(dashboard, widget);
  dashboards.push(dashboard);
  return dashboard;
}

/** Adds it whatever the dashboard's eTag is; the answer has the new one. */
export function addWidget(dashboard: StoredDashboard, body: unknown): StoredWidget {
  const widget: StoredWidget = { ...readWidget(body), id: randomUUID(), eTag: 1 };
  if (dashboard.widgets.length >= widgetsMax)
    throw boardsError(400, "WidgetLimitExceededException", "The dashboard has too many widgets.");
  checkPlaces([...dashboard.widgets, widget]);
  dashboard.widgets.push(widget);
  dashboard.eTag += 1;
  return widget;
}

/** Puts `body` in the place of a widget, when it names the eTag that the dashboard has now. */
export function changeWidget(dashboard: StoredDashboard, widget: StoredWidget, body: Record<string, unknown>): void {
  const eTag = (body["dashboard"] as { eTag?: unknown } | undefined)?.eTag;
  if (String(eTag) !== String(dashboard.eTag))
    throw boardsError(
      409,
      "WidgetETagConflictException",
      "The dashboard has been changed meanwhile; read it again, and try again.",
    );
  const next = { ...widget, ...readWidget({ ...widget, ...body }) };
  checkPlaces(dashboard.widgets.map((each) => (each === widget ? next : each)));
  Object.assign(widget, next, { eTag: widget.eTag + 1 });
  dashboard.eTag += 1;
}

function readWidget(body: unknown): z.infer<typeof widgetShape> {
  const read = widgetShape.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw boardsError(400, "ArgumentException", `${issue?.path.join(".") || "widget"}: ${issue?.message}.`);
  }
  if (!widgetTypes.includes(read.data.contributionId))
    throw boardsError(
      400,
      "WidgetTypeDoesNotExistException",
      `The widget type ${read.data.contributionId} does not exist.`,
    );
  return read.data;
}

/** No two widgets on the same place. One in row or column 0 has no place yet. */
function checkPlaces(widgets: readonly StoredWidget[]): void {
  const placed = widgets.filter(({ position: { row, column } }) => row > 0 && column > 0);
  const collide = placed.some((one, index) => placed.slice(index + 1).some((other) => overlap(one, other)));
  if (collide) throw boardsError(409, "WidgetCollisionException", "Two widgets are on the same place.");
}

const overlap = (one: StoredWidget, other: StoredWidget): boolean =>
  one.position.row < other.position.row + other.size.rowSpan &&
  other.position.row < one.position.row + one.size.rowSpan &&
  one.position.column < other.position.column + other.size.columnSpan &&
  other.position.column < one.position.column + one.size.columnSpan;
