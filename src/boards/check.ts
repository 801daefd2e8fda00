/** What `muster doctor` asks of Azure Boards. */
import { moments } from "../domain/work-item/picture.ts";
import { Outage } from "../engine/ports.ts";
import { outageFrom } from "./advice.ts";
import { type Boards, boardsClient, type BoardsTools } from "./client.ts";
import { BoardsFault } from "./fault.ts";
import type { Mapping } from "./mapping.ts";
import { checkOverview } from "./overview.ts";
import { processOf } from "./process.ts";
import { strandedTrouble } from "./stranded.ts";

/** One thing looked at. `advice` says what to do when it is not good, and is empty when it is. What is `optional` may be missing. */
export type Check = { what: string; good: boolean; optional?: true; advice: string };

/**
 * Looks at the project, the type, its states and the fields it insists on, the query and the chart. Changes nothing, but
 * with `fix` makes the query and the chart where they are missing. Never throws.
 */
export async function checkBoards(tools: BoardsTools, fix = false): Promise<Check[]> {
  const { AZURE_DEVOPS_URL: url, AZURE_DEVOPS_PROJECT: project } = tools.config;
  if (url === undefined || project === undefined)
    return [
      {
        what: "Azure Boards",
        good: false,
        advice: "Not set up: incidents get no work item. Set AZURE_DEVOPS_URL and AZURE_DEVOPS_PROJECT to change that.",
      },
    ];
  const there = { what: `Azure Boards project ${project}`, good: true, advice: "" };
  try {
    return [there, ...(await typeChecks(boardsClient(tools), tools, fix))];
  } catch (error) {
    return [{ ...there, good: false, advice: adviceFrom(error, project, tools) }];
  }
}

async function typeChecks(boards: Boards, tools: BoardsTools, fix: boolean): Promise<Check[]> {
  const { config } = tools;
  const mapping = await processOf(boards, config).mapping();
  const { type, troubles } = mapping;
  const stranded = await strandedTrouble(boards, config, type);
  return [
    { what: `Work item type ${type.name}: ${wordsFor(mapping)}`, good: true, advice: "" },
    ...[...troubles, ...stranded].map((advice) => ({ what: "Work items", good: false, advice })),
    ...fieldCheck(mapping),
    ...(await checkOverview(tools, boards, { mapping, fix })),
  ];
}

/** How an incident is told in it. */
function wordsFor({ states, places }: Mapping): string {
  const told = moments.map((moment) => `${moment} ${states[moment] ?? "–"}`).join(", ");
  const fields = (["severity", "detected", "source", "conversation"] as const).flatMap((part) =>
    places[part].map(({ name }) => `${part} in ${name}`),
  );
  return [told, ...fields].join(", ");
}

function adviceFrom(error: unknown, project: string, tools: BoardsTools): string {
  if (error instanceof BoardsFault && error.status === 404)
    return `There is no project ${project} under AZURE_DEVOPS_URL, or the token is wrong or may not see it.`;
  const outage = outageFrom(error, "read the project", tools.config);
  return outage instanceof Outage ? outage.message : String(outage);
}

/** Fields that Boards fills by itself are in System; others that must be there and have no default would stop every creation. */
function fieldCheck({ type, places }: Mapping): Check[] {
  const filled = [...places.title, ...places.severity];
  const ours = /^System\.|^Microsoft\.VSTS\.Common\.(StateChangeDate|ActivatedDate)$/;
  const demanded = type.fields.filter(
    ({ required, reference }) =>
      required && !ours.test(reference) && !filled.some((field) => field.reference === reference),
  );
  if (demanded.length === 0) return [];
  const names = demanded.map(({ name }) => name).join(", ");
  return [
    {
      what: `Fields of ${type.name}`,
      good: false,
      advice: `The type insists on ${names}, which Muster does not fill: give them a default value in the process.`,
    },
  ];
}
