/** Which of a project's types of work items is for what. */
import type { WorkItemTypeCategory } from "azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js";

/**
 * In this order, as each of Microsoft's processes tracks trouble beside its planned work: Basic, Agile and CMMI with Issue,
 * Scrum with Impediment (Microsoft Learn, "About default processes"); none of them shows up in a team's backlog. A type
 * called Incident was made for this. Where somebody took those away, what a backlog has is better than nothing.
 */
const forIncidents = [
  "Incident",
  "Issue",
  "Impediment",
  "Bug",
  "Product Backlog Item",
  "User Story",
  "Requirement",
  "Task",
];

/** The type for incidents where nobody has chosen one; undefined where the project has none that is like one. */
export const incidentTypeIn = (types: readonly string[]): string | undefined =>
  forIncidents.map((wanted) => named(types, wanted)).find((found) => found !== undefined) ??
  types.find((name) => /incident/i.test(name));

/** As the project spells it; people need not. */
export const named = (types: readonly string[], wanted: string): string | undefined =>
  types.find((name) => name.toLowerCase() === wanted.trim().toLowerCase());

/** By category, so that it is found under any name; then by name, then what is planned, and at last the type for incidents. */
export function taskType(
  categories: readonly WorkItemTypeCategory[],
  types: readonly string[],
  otherwise: string,
): string {
  const usual = (reference: string): string | undefined => {
    const found = categories.find((each) => each.referenceName === reference)?.defaultWorkItemType?.name;
    return found === undefined ? undefined : named(types, found);
  };
  return usual("Microsoft.TaskCategory") ?? named(types, "Task") ?? usual("Microsoft.RequirementCategory") ?? otherwise;
}
