import type { Summary } from "../domain/incident/summary.ts";
import { incidentList } from "./incident-list.ts";
import type { Documents } from "./ports.ts";

const incidentsMax = 1_000;

/** The incidents that are not closed, the newest first, as anybody may be told of them: without the confidential ones. */
export async function openIncidents(documents: Documents): Promise<Summary[]> {
  const { incidents } = await incidentList(documents).find({ which: "open", words: "" }, incidentsMax);
  return incidents;
}
