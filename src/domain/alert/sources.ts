/** The alert sources we understand, by the last word of the address they post to. */
import type { Alert } from "./alert.ts";
import { readAzureMonitor } from "./azure-monitor.ts";

/** Reads a body or throws a Refusal that says what is wrong with it. */
export type ReadAlert = (body: unknown) => Alert;

export const alertSources: ReadonlyMap<string, ReadAlert> = new Map([["azure-monitor", readAzureMonitor]]);
