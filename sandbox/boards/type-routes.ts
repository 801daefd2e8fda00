/** The work item types of the project: what they are called, their states, their fields. */
import { type Call, ok, type Route } from "../http.ts";
import type { Boards } from "./boards.ts";
import { boardsError } from "./errors.ts";
import type { Field } from "./fields.ts";
import { projectName } from "./identity.ts";
import { processes, type WorkItemType } from "./process.ts";

export function typeRoutes(boards: Boards): Route[] {
  const { inProject, signedIn } = boards;
  const path = "/_apis/wit/workitemtypes";
  const ofType = (call: Call): WorkItemType => typeOf(boards, call.params["type"]!);
  const allFields = () => listed(fieldsOf(boards).map((each) => field(each, boards.url)));
  const oneField = (call: Call) => ok(field(fieldNamed(boards, call.params["field"]!), boards.url));
  return [
    inProject("GET", path, () => listed(typesOf(boards).map((type) => workItemType(type, boards.url)))),
    inProject("GET", `${path}/{type}`, (call) => ok(workItemType(ofType(call), boards.url))),
    inProject("GET", `${path}/{type}/states`, (call) => listed(ofType(call).states)),
    inProject("GET", `${path}/{type}/fields`, (call) => {
      const type = ofType(call);
      // The SDK sends the number of the level, people its name.
      const all = /^(1|3|allowedValues|all)$/i.test(call.query.get("$expand") ?? "");
      return listed(
        type.fields.map((each) => ({
          ...instance(each, boards.url),
          ...(all ? { allowedValues: allowedIn(each, type, boards), defaultValue: null } : {}),
        })),
      );
    }),
    inProject("GET", "/_apis/wit/fields", allFields),
    signedIn("GET", "/_apis/wit/fields", allFields),
    inProject("GET", "/_apis/wit/fields/{field}", oneField),
    signedIn("GET", "/_apis/wit/fields/{field}", oneField),
  ];
}

const listed = (value: unknown[]) => ok({ count: value.length, value });

/** The types as they are now: a state that was taken out of the process is not among a type's any more. */
export function typesOf({ store }: Boards): WorkItemType[] {
  const { process, hiddenStates } = store.world.project;
  return processes[process].map((type) => ({
    ...type,
    states: type.states.filter(({ name }) => !hiddenStates.includes(name)),
  }));
}

export function typeOf(boards: Boards, name: string): WorkItemType {
  const type = typesOf(boards).find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (type === undefined)
    throw boardsError(
      404,
      "WorkItemTypeNotFoundException",
      `VS402323: Work item type ${name} does not exist in project ${projectName} or you do not have permission to access it.`,
    );
  return type;
}

/** Every field that some type of the project has, once. */
export const fieldsOf = (boards: Boards): Field[] => [
  ...new Map(typesOf(boards).flatMap(({ fields }) => fields.map((each) => [each.referenceName, each]))).values(),
];

function fieldNamed(boards: Boards, name: string): Field {
  const wanted = name.toLowerCase();
  const found = fieldsOf(boards).find((each) =>
    [each.referenceName, each.name].some((is) => is.toLowerCase() === wanted),
  );
  if (found === undefined)
    throw boardsError(404, "WorkItemTrackingFieldDefinitionNotFoundException", `TF51535: Cannot find field ${name}.`);
  return found;
}

const allowedIn = (each: Field, type: WorkItemType, boards: Boards): readonly unknown[] => {
  if (each.referenceName === "System.State") return type.states.map(({ name }) => name);
  if (each.referenceName === "System.WorkItemType") return typesOf(boards).map(({ name }) => name);
  return each.allowedValues ?? [];
};

const instance = ({ referenceName, name }: Field, url: string) => ({
  referenceName,
  name,
  alwaysRequired: referenceName === "System.Title",
  url: `${url}/_apis/wit/fields/${referenceName}`,
});

/** The field itself. Only here does Azure DevOps say what a field holds. */
const field = ({ referenceName, name, type, readOnly, identity, allowedValues }: Field, url: string) => ({
  name,
  referenceName,
  type,
  usage: "workItem",
  readOnly: readOnly === true,
  canSortBy: !["html", "plainText", "history"].includes(type),
  isQueryable: true,
  supportedOperations: [
    { referenceName: "SupportedOperations.Equals", name: "=" },
    { referenceName: "SupportedOperations.NotEquals", name: "<>" },
  ],
  isIdentity: identity === true,
  isPicklist: allowedValues !== undefined && referenceName.startsWith("Custom."),
  isPicklistSuggested: false,
  url: `${url}/_apis/wit/fields/${referenceName}`,
});

const workItemType = (type: WorkItemType, url: string) => ({
  name: type.name,
  referenceName: type.referenceName,
  description: "",
  color: "339947",
  isDisabled: false,
  states: type.states,
  fields: type.fields.map((each) => instance(each, url)),
});
