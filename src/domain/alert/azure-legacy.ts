/** What action groups send while the common alert schema is switched off. */
import { z } from "zod";
import { type Alert, alertOf } from "./alert.ts";
import { azureSeverity } from "./azure-severity.ts";
import { readInstant } from "./instant.ts";
import { fields, rows, text } from "./loose.ts";

const over = (status: string | undefined) => (/^(deactivated|resolved)$/i.test(status ?? "") ? "resolved" : "fired");

const metric = z.object({
  status: text,
  context: z.object({
    id: z.string().trim().min(1),
    name: text,
    description: text,
    severity: text,
    timestamp: text,
    resourceId: text,
    portalLink: text,
    conditionType: z.string(),
    condition: fields({ allOf: rows({ dimensions: rows({ name: text, value: text }) }) }),
  }),
});

/** A metric alert, wrapped in `data` or, from the classic alerts, bare. `context.id` is the rule's: one rule watches many series. */
export function readLegacyMetric(body: Record<string, unknown>): Alert | undefined {
  const read = metric.safeParse(body["schemaId"] === "AzureMonitorMetricAlert" ? body["data"] : body);
  if (!read.success) return undefined;
  const { status, context } = read.data;
  const series =
    context.condition?.allOf.flatMap((each) => each.dimensions.map(({ name, value }) => `${name}=${value}`)) ?? [];
  return alertOf({
    source: "azure-monitor",
    key: [context.id, context.resourceId, ...series],
    title: context.name,
    severity: azureSeverity(context.severity),
    status: over(status),
    description: context.description,
    startedAt: readInstant(context.timestamp),
    links: [{ title: "Azure portal", url: context.portalLink }],
    resources: [context.resourceId],
  });
}

const activity = z.object({
  schemaId: z.literal("Microsoft.Insights/activityLogs"),
  data: z.object({
    status: text,
    context: z.object({
      activityLog: z.object({
        eventDataId: z.string().trim().min(1),
        operationName: text,
        description: text,
        eventTimestamp: text,
        resourceId: text,
        level: text,
      }),
    }),
  }),
});

/** Something that happened to a resource. It carries the rule's name nowhere. */
export function readLegacyActivity(body: Record<string, unknown>): Alert | undefined {
  const read = activity.safeParse(body);
  if (!read.success) return undefined;
  const { activityLog: event } = read.data.data.context;
  return alertOf({
    source: "azure-monitor",
    key: event.eventDataId,
    title: event.operationName,
    severity: azureSeverity(event.level),
    status: over(read.data.data.status),
    description: event.description,
    startedAt: readInstant(event.eventTimestamp),
    resources: [event.resourceId],
  });
}

const log = z.object({
  AlertRuleName: z.string().trim().min(1),
  SearchQuery: z.string(),
  Description: text,
  Severity: text,
  ResourceId: text,
  SearchIntervalEndtimeUtc: text,
  LinkToSearchResults: text,
});

/** A log search alert; it has no status and never says that it is over. */
export function readLegacyLog(body: Record<string, unknown>): Alert | undefined {
  const read = log.safeParse(body);
  if (!read.success) return undefined;
  const alert = read.data;
  return alertOf({
    source: "azure-monitor",
    key: [alert.AlertRuleName, alert.ResourceId],
    title: alert.AlertRuleName,
    severity: azureSeverity(alert.Severity),
    status: "fired",
    description: alert.Description,
    startedAt: readInstant(alert.SearchIntervalEndtimeUtc),
    links: [{ title: "Search results", url: alert.LinkToSearchResults }],
    resources: [alert.ResourceId],
  });
}
