/** A log search alert with nothing but its context, as the demonstration of the talk posts it. */
import { z } from "zod";
import { type Alert, alertOf } from "./alert.ts";
import { azureSeverity } from "./azure-severity.ts";
import { readInstant } from "./instant.ts";
import { text, texts } from "./loose.ts";

const schema = z.object({
  alertContext: z.object({
    AlertType: z.string().trim().min(1),
    SeverityDescription: text,
    SearchQuery: text,
    SearchIntervalStartTimeUtc: text,
    SearchIntervalDurationMin: text,
    LinkToSearchResults: text,
    AffectedConfigurationItems: texts,
    ResultCount: text,
    Threshold: text,
    Operator: text,
    WorkspaceId: text,
  }),
});

export type Context = z.infer<typeof schema>["alertContext"];

export function readLogSearch(body: Record<string, unknown>): Alert | undefined {
  const read = schema.safeParse(body);
  if (!read.success || body["data"] !== undefined) return undefined;
  const { alertContext: context } = read.data;
  return alertOf({
    source: "azure-monitor",
    // Nothing in it names the rule; the query in its workspace is what makes one.
    key: [context.WorkspaceId, context.AlertType, context.SearchQuery],
    title: `${context.AlertType}- Severity: ${context.SeverityDescription ?? "unknown"}`,
    severity: azureSeverity(context.SeverityDescription),
    status: "fired",
    description: describe(context),
    startedAt: readInstant(context.SearchIntervalStartTimeUtc),
    links: [{ title: "Search results", url: context.LinkToSearchResults }],
    resources: context.AffectedConfigurationItems,
  });
}

function describe(context: Context): string {
  const minutes = context.SearchIntervalDurationMin;
  const lines = [
    context.ResultCount && `${context.ResultCount} results${minutes ? ` in ${minutes} minutes` : ""}${limit(context)}.`,
    context.AffectedConfigurationItems.length > 0 && `Affected: ${context.AffectedConfigurationItems.join(", ")}.`,
    context.SearchQuery && `Query:\n${context.SearchQuery}`,
  ];
  return lines.filter((line) => typeof line === "string" && line !== "").join("\n");
}

const limit = ({ Operator, Threshold }: Context) =>
  Operator && Threshold ? ` (alerts at ${Operator.toLowerCase()} ${Threshold})` : "";
