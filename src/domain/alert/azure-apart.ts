/** Two things that arrive by Azure's action groups in shapes all of their own. */
import { z } from "zod";
import { type Alert, alertOf } from "./alert.ts";
import { azureSeverity } from "./azure-severity.ts";
import { readInstant } from "./instant.ts";
import { text } from "./loose.ts";

const budget = z.object({
  schemaId: z.literal("AIP Budget Notification"),
  data: z.object({ BudgetName: z.string().trim().min(1), SubscriptionId: text, ResourceGroup: text }),
});

/** A budget of the older kind. It says nowhere when, and it never ends. */
export function readBudgetNotification(body: Record<string, unknown>): Alert | undefined {
  const read = budget.safeParse(body);
  if (!read.success) return undefined;
  const { BudgetName, SubscriptionId, ResourceGroup } = read.data.data;
  return alertOf({
    source: "azure-monitor",
    key: `${BudgetName}@${SubscriptionId ?? ""}`,
    title: BudgetName,
    severity: undefined,
    status: "fired",
    resources: [[SubscriptionId, ResourceGroup].filter((part) => part !== undefined).join("/")],
  });
}

const anomalies = z.object({
  id: z.string().trim().min(1),
  name: text,
  type: z.literal("Microsoft.AlertsManagement/alerts"),
  properties: z.object({
    essentials: z.object({
      severity: text,
      monitorCondition: text,
      targetResource: text,
      startDateTime: text,
      monitorConditionResolvedDateTime: text,
      description: text,
    }),
  }),
});

/** Application Insights' failure anomalies: an alert as the management interface shows it. Its only link is broken HTML. */
export function readFailureAnomalies(body: Record<string, unknown>): Alert | undefined {
  const read = anomalies.safeParse(body);
  if (!read.success) return undefined;
  const { id, name, properties } = read.data;
  const { essentials } = properties;
  const resolved = essentials.monitorCondition?.toLowerCase() === "resolved";
  return alertOf({
    source: "azure-monitor",
    key: id,
    title: name,
    severity: azureSeverity(essentials.severity),
    status: resolved ? "resolved" : "fired",
    description: essentials.description,
    startedAt: readInstant(essentials.startDateTime),
    endedAt: resolved ? readInstant(essentials.monitorConditionResolvedDateTime) : undefined,
    resources: [essentials.targetResource],
  });
}
