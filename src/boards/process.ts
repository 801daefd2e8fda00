/** What the project's process has: its types of work items with their states and fields, asked for and never assumed. */
import type { WorkItemType as ApiType } from "azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js";
import type { Boards, BoardsConfig } from "./client.ts";
import { type Mapping, mappingOf } from "./mapping.ts";
import { taskType } from "./type-names.ts";

/** The categories of states (Microsoft Learn, "How workflow states and state categories are used"). */
export type Category = "Proposed" | "InProgress" | "Resolved" | "Completed" | "Removed";
export type State = { name: string; category: string };

/** `allowed` is empty where any value is taken; `type` is what the field holds, "" where nobody said. */
export type Field = { reference: string; name: string; type: string; allowed: readonly string[]; required: boolean };
export type WorkItemType = { name: string; fields: readonly Field[]; states: readonly State[] };

/** `fields` are all that any type of the project has, by their names as people read them. */
export type Project = { types: readonly string[]; fields: readonly Field[] };

export type Process = {
  /** How the type for incidents, or one that an item has, is to be read and written. Asks once and remembers; concurrent askers share the question. */
  mapping(type?: string): Promise<Mapping>;
  /** The name of the type for single tasks. */
  task(): Promise<string>;
  /** To be asked again: a rule was broken, so somebody may have changed the process. */
  forget(): void;
};

/** AllowedValues of the SDK's WorkItemTypeFieldsExpandLevel, whose enum cannot be imported by name from CommonJS. */
const allowedValues = 1;
/** The SDK's FieldType, by its numbers. */
const fieldTypes = [
  "string",
  "integer",
  "dateTime",
  "plainText",
  "html",
  "treePath",
  "history",
  "double",
  "guid",
  "boolean",
];

export function processOf(boards: Boards, config: BoardsConfig): Process {
  const project = config.AZURE_DEVOPS_PROJECT ?? "";
  let known = new Map<string, Promise<unknown>>();
  function once<T>(what: string, ask: () => Promise<T>): Promise<T> {
    const before = known.get(what) as Promise<T> | undefined;
    if (before !== undefined) return before;
    const asked = known;
    const now = ask().catch((error: unknown) => {
      asked.delete(what);
      throw error;
    });
    known.set(what, now);
    return now;
  }
  const whole = () => once("the project", () => askProject(boards, project));
  const mapping = (type?: string) =>
    once(`mapping ${type?.toLowerCase() ?? ""}`, async () =>
      mappingOf(config, await whole(), (name) => askType(boards, project, name, whole), type),
    );
  return {
    mapping,
    task: () =>
      once("task", async () => {
        const categories = await boards("safe", (api) => api.getWorkItemTypeCategories(project));
        const { type } = await mapping();
        return taskType(categories, (await whole()).types, type.name);
      }),
    forget() {
      known = new Map();
    },
  };
}

async function askProject(boards: Boards, project: string): Promise<Project> {
  const [types, fields] = await Promise.all([
    boards("safe", (api) => api.getWorkItemTypes(project)),
    boards("safe", (api) => api.getFields(project)),
  ]);
  return {
    types: types.filter(({ isDisabled }) => isDisabled !== true).flatMap(({ name }: ApiType) => name ?? []),
    fields: fields.flatMap(({ referenceName, name, type }) =>
      referenceName === undefined
        ? []
        : [
            {
              reference: referenceName,
              name: name ?? referenceName,
              type: type === undefined ? "" : (fieldTypes[type] ?? ""),
              allowed: [],
              required: false,
            },
          ],
    ),
  };
}

async function askType(
  boards: Boards,
  project: string,
  name: string,
  whole: () => Promise<Project>,
): Promise<WorkItemType> {
  const [fields, states, { fields: all }] = await Promise.all([
    boards("safe", (api) => api.getWorkItemTypeFieldsWithReferences(project, name, allowedValues)),
    boards("safe", (api) => api.getWorkItemTypeStates(project, name)),
    whole(),
  ]);
  return {
    name,
    fields: fields.flatMap((field): Field[] => {
      const { referenceName: reference } = field;
      if (reference === undefined) return [];
      const known = all.find((each) => each.reference === reference);
      return [
        {
          reference,
          name: field.name ?? known?.name ?? reference,
          type: known?.type ?? "",
          allowed: (field.allowedValues ?? []).map(String),
          required: field.alwaysRequired === true && (field.defaultValue ?? "") === "",
        },
      ];
    }),
    states: states.map((state) => ({ name: state.name ?? "", category: state.category ?? "" })),
  };
}
