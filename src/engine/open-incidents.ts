import type { Summary } from "../domain/incident/summary.ts";
import { openIncidentKind } from "./documents.ts";
import type { Documents } from "./ports.ts";

/** The incidents that are not closed, as anybody may be told of them: without the confidential ones. */
export async function openIncidents(documents: Documents): Promise<Summary[]> {
  const listed = await documents.list<Summary>(openIncidentKind);
  return listed.map(({ value }) => value).filter(({ confidential }) => confidential !== true);
}
