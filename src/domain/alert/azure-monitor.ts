/** Azure Monitor's webhooks: the common alert schema, what an action group sends without it, and the log alert of the talk. */
import { z } from "zod";
import { Refusal } from "../refusal.ts";
import type { Alert } from "./alert.ts";
import { readBudgetNotification, readFailureAnomalies } from "./azure-apart.ts";
import { readCommonSchema } from "./azure-common.ts";
import { readLegacyActivity, readLegacyLog, readLegacyMetric } from "./azure-legacy.ts";
import { readLogSearch } from "./azure-log-search.ts";

const dialects: readonly ((body: Record<string, unknown>) => Alert | undefined)[] = [
  readCommonSchema,
  readLogSearch,
  readLegacyMetric,
  readLegacyActivity,
  readLegacyLog,
  readBudgetNotification,
  readFailureAnomalies,
];

/** Throws a Refusal saying what is wrong with it when it is none of the shapes Azure Monitor sends. */
export function readAzureMonitor(body: unknown): Alert {
  const object = z.record(z.string(), z.unknown()).safeParse(body);
  if (!object.success) throw new Refusal("An alert is a JSON object; this is not one.");
  for (const read of dialects) {
    const alert = read(object.data);
    if (alert !== undefined) return alert;
  }
  throw new Refusal(
    `This is no shape that Azure Monitor sends: ${found(object.data)}. Turn on "common alert schema" in the action group, ` +
      'so that the body has schemaId "azureMonitorCommonAlertSchema" and data.essentials.',
  );
}

function found(body: Record<string, unknown>): string {
  const schema = body["schemaId"];
  if (typeof schema === "string")
    return `schemaId is ${JSON.stringify(schema.slice(0, 80))}, or its data is incomplete`;
  const names = Object.keys(body)
    .slice(0, 8)
    .map((name) => JSON.stringify(name.slice(0, 40)));
  return names.length === 0 ? "the object is empty" : `it has ${names.join(", ")}`;
}
