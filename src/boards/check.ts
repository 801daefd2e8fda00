/** What `muster doctor` asks of Azure Boards. */
import type { WorkItemTypeFieldWithReferences } from "azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js";
import { Outage } from "../engine/ports.ts";
import { outageFrom } from "./advice.ts";
import { boardsClient, type BoardsTools } from "./client.ts";
import { BoardsFault } from "./fault.ts";
import { stateIn, typeFrom } from "./process.ts";

/** One thing looked at. `advice` says what to do when it is not good, and is empty when it is. */
export type Check = { what: string; good: boolean; advice: string };

const allowedValues = 1;

/** Looks at the project, the type, its states and the fields it insists on, and changes nothing. Never throws. */
export async function checkBoards(tools: BoardsTools): Promise<Check[]> {
  const { AZURE_DEVOPS_URL: url, AZURE_DEVOPS_PROJECT: project, AZURE_DEVOPS_TYPE: type } = tools.config;
  if (url === undefined || project === undefined)
    return [
      {
        what: "Azure Boards",
        good: false,
        advice: "Not set up: incidents get no work item. Set AZURE_DEVOPS_URL and AZURE_DEVOPS_PROJECT to change that.",
      },
    ];
  const boards = boardsClient(tools);
  const there = { what: `Azure Boards project ${project}`, good: true, advice: "" };
  try {
    const types = await boards("safe", (api) => api.getWorkItemTypes(project));
    const known = types.map((each) => each.name ?? "");
    if (!known.some((name) => name.toLowerCase() === type.toLowerCase()))
      return [
        there,
        {
          what: `Work item type ${type}`,
          good: false,
          advice: `The project has ${known.slice(0, 30).join(", ")}: set AZURE_DEVOPS_TYPE to one of them.`,
        },
      ];
    const [fields, states] = await Promise.all([
      boards("safe", (api) => api.getWorkItemTypeFieldsWithReferences(project, type, allowedValues)),
      boards("safe", (api) => api.getWorkItemTypeStates(project, type)),
    ]);
    return [
      there,
      { what: `Work item type ${type}`, good: true, advice: "" },
      stateCheck(type, stateIn(typeFrom(fields, states), "InProgress")?.name),
      ...fieldCheck(type, fields),
    ];
  } catch (error) {
    return [{ ...there, good: false, advice: adviceFrom(error, project, tools) }];
  }
}

function adviceFrom(error: unknown, project: string, tools: BoardsTools): string {
  if (error instanceof BoardsFault && error.status === 404)
    return `There is no project ${project} under AZURE_DEVOPS_URL, or the token is wrong or may not see it.`;
  const outage = outageFrom(error, "read the project", tools.config);
  return outage instanceof Outage ? outage.message : String(outage);
}

const stateCheck = (type: string, begins: string | undefined): Check => ({
  what: `States of ${type}`,
  good: begins !== undefined,
  advice:
    begins === undefined
      ? "No state is in the category In Progress: work items will stay in their first state. Add one to the process."
      : "",
});

/** Fields that Boards fills by itself are in System; others that must be there and have no default would stop every creation. */
function fieldCheck(type: string, fields: readonly WorkItemTypeFieldWithReferences[]): Check[] {
  const ours = /^System\.|^Microsoft\.VSTS\.Common\.(Priority|Severity|StateChangeDate|ActivatedDate)$/;
  const demanded = fields.filter(
    (each) => each.alwaysRequired === true && (each.defaultValue ?? "") === "" && !ours.test(each.referenceName ?? ""),
  );
  if (demanded.length === 0) return [];
  const names = demanded.map((each) => each.name ?? each.referenceName).join(", ");
  return [
    {
      what: `Fields of ${type}`,
      good: false,
      advice: `The type insists on ${names}, which Muster does not fill: give them a default value in the process.`,
    },
  ];
}
