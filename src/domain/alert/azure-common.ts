/** Azure Monitor's common alert schema (learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema). */
import { z } from "zod";
import { type Alert, alertOf, type Told } from "./alert.ts";
import { azureSeverity } from "./azure-severity.ts";
import { readInstant } from "./instant.ts";
import { fields, rows, text, texts } from "./loose.ts";
import { wordsOf } from "./plain.ts";

const portal = { linkToSearchResultsUI: text };
const schema = z.object({
  schemaId: z.literal("azureMonitorCommonAlertSchema"),
  data: z.object({
    essentials: z.object({
      alertId: text,
      originAlertId: text,
      alertRule: text,
      severity: text,
      monitorCondition: text,
      alertTargetIDs: texts,
      firedDateTime: text,
      resolvedDateTime: text,
      description: text,
    }),
    alertContext: fields({
      status: text,
      LinkToSearchResults: text,
      condition: fields({ allOf: rows(portal) }),
      properties: fields({
        title: text,
        trackingId: text,
        stage: text,
        communication: text,
        impactStartTime: text,
        impactMitigationTime: text,
      }),
      AlertData: fields({ BudgetId: text, BudgetName: text, Scope: text }),
    }),
  }),
});

type Data = z.infer<typeof schema>["data"];

/** Needs an id by which fired and resolved find each other; everything else may be missing. */
export function readCommonSchema(body: Record<string, unknown>): Alert | undefined {
  const read = schema.safeParse(body);
  if (!read.success) return undefined;
  const { data } = read.data;
  const told = fromContext(data);
  return told.key === "" ? undefined : alertOf(told);
}

function fromContext(data: Data): Told {
  const plain = fromEssentials(data);
  const { properties, AlertData: budget, status } = data.alertContext ?? {};
  if (budget?.BudgetId !== undefined)
    return { ...plain, key: budget.BudgetId, title: budget.BudgetName ?? plain.title, resources: [budget.Scope] };
  if (properties?.trackingId !== undefined) return { ...plain, ...fromServiceHealth(properties, status, plain) };
  if (properties?.title !== undefined) return { ...plain, title: properties.title };
  return plain;
}

function fromEssentials({ essentials, alertContext }: Data): Told {
  const resolved = essentials.monitorCondition?.toLowerCase() === "resolved";
  const searches = alertContext?.condition?.allOf.map((each) => each.linkToSearchResultsUI) ?? [];
  return {
    source: "azure-monitor",
    key: essentials.alertId ?? essentials.originAlertId ?? "",
    title: essentials.alertRule,
    severity: azureSeverity(essentials.severity),
    status: resolved ? "resolved" : "fired",
    description: essentials.description,
    startedAt: readInstant(essentials.firedDateTime),
    endedAt: resolved ? readInstant(essentials.resolvedDateTime) : undefined,
    links: [alertContext?.LinkToSearchResults, ...searches].map((url) => ({ title: "Search results", url })),
    resources: essentials.alertTargetIDs,
  };
}

type Health = NonNullable<NonNullable<Data["alertContext"]>["properties"]>;

/** Azure's own incidents: "Fired" even when they are over, told in HTML, and one tracking id from first to last word. */
function fromServiceHealth(health: Health, status: string | undefined, plain: Told): Partial<Told> {
  const over = [health.stage, status].some((word) => word?.toLowerCase() === "resolved");
  return {
    key: health.trackingId ?? plain.key,
    title: health.title ?? plain.title,
    status: over ? "resolved" : plain.status,
    description: wordsOf(health.communication ?? plain.description ?? ""),
    startedAt: readInstant(health.impactStartTime) ?? plain.startedAt,
    endedAt: over ? readInstant(health.impactMitigationTime) : undefined,
  };
}
