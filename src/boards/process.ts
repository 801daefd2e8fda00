/** What the project's process allows: the work item type's fields and states, asked for and never assumed. */
import type {
  WorkItemStateColor,
  WorkItemTypeFieldWithReferences,
} from "azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js";
import type { Severity } from "../domain/incident/facts.ts";
import type { Boards, BoardsConfig } from "./client.ts";

export type Category = "Proposed" | "InProgress" | "Resolved" | "Completed" | "Removed";
export type State = { name: string; category: string };

/** Fields by reference name with the values they take; an empty list means any. */
export type WorkItemType = { fields: ReadonlyMap<string, readonly string[]>; states: readonly State[] };

export type Process = {
  /** Asks once and remembers; concurrent askers share the question. */
  type(): Promise<WorkItemType>;
  /** To be asked again: a rule was broken, so somebody may have changed the process. */
  forget(): void;
};

/** AllowedValues of the SDK's WorkItemTypeFieldsExpandLevel, whose enum cannot be imported by name from CommonJS. */
const allowedValues = 1;

export function processOf(boards: Boards, config: BoardsConfig): Process {
  let known: Promise<WorkItemType> | undefined;
  const ask = async (): Promise<WorkItemType> => {
    const project = config.AZURE_DEVOPS_PROJECT ?? "";
    const [fields, states] = await Promise.all([
      boards("safe", (api) =>
        api.getWorkItemTypeFieldsWithReferences(project, config.AZURE_DEVOPS_TYPE, allowedValues),
      ),
      boards("safe", (api) => api.getWorkItemTypeStates(project, config.AZURE_DEVOPS_TYPE)),
    ]);
    return typeFrom(fields, states);
  };
  return {
    type() {
      known ??= ask().catch((error: unknown) => {
        known = undefined;
        throw error;
      });
      return known;
    },
    forget() {
      known = undefined;
    },
  };
}

export function typeFrom(
  fields: readonly WorkItemTypeFieldWithReferences[],
  states: readonly WorkItemStateColor[],
): WorkItemType {
  const named = fields.flatMap((field): [string, string[]][] =>
    field.referenceName === undefined ? [] : [[field.referenceName, (field.allowedValues ?? []).map(String)]],
  );
  return {
    fields: new Map(named),
    states: states.map((state) => ({ name: state.name ?? "", category: state.category ?? "" })),
  };
}

/** The first state of the first of these categories that the type has. */
export function stateIn(type: WorkItemType, ...categories: Category[]): State | undefined {
  return categories
    .map((category) => type.states.find((state) => state.category === category))
    .find((state) => state !== undefined);
}

export const categoryOf = (type: WorkItemType, state: string): string | undefined =>
  type.states.find((each) => each.name === state)?.category;

/** Boards' own severities and priorities end at 4. */
const severityWords: Record<Severity, string> = {
  1: "1 - Critical",
  2: "2 - High",
  3: "3 - Medium",
  4: "4 - Low",
  5: "4 - Low",
};

/** Our severity in the fields that this type has for it, with a value that they take. */
export function severityFields(type: WorkItemType, severity: Severity): [string, string | number][] {
  const priority = valueFor(type, "Microsoft.VSTS.Common.Priority", String(Math.min(severity, 4)));
  const words = valueFor(type, "Microsoft.VSTS.Common.Severity", severityWords[severity]);
  return [
    ...(priority === undefined
      ? []
      : [["Microsoft.VSTS.Common.Priority", Number(priority)] satisfies [string, number]]),
    ...(words === undefined ? [] : [["Microsoft.VSTS.Common.Severity", words] satisfies [string, string]]),
  ];
}

/** The usual value, or the one that begins with the same digit in a process that words it otherwise. */
function valueFor(type: WorkItemType, field: string, usual: string): string | undefined {
  const allowed = type.fields.get(field);
  if (allowed === undefined || allowed.length === 0 || allowed.includes(usual))
    return allowed === undefined ? undefined : usual;
  return allowed.find((value) => value.startsWith(usual.charAt(0)));
}
