/** The work item types of the project: what they are called, their states, their fields. */
import { ok, type Route } from "../http.ts";
import type { Boards } from "./boards.ts";
import { boardsError } from "./errors.ts";
import { projectName } from "./identity.ts";
import type { WorkItemType } from "./process.ts";

export function typeRoutes(boards: Boards): Route[] {
  const { types, inProject } = boards;
  const path = "/_apis/wit/workitemtypes";
  return [
    inProject("GET", path, () => ok({ count: types.length, value: types.map(workItemType) })),
    inProject("GET", `${path}/{type}`, (call) => ok(workItemType(typeOf(boards, call.params["type"]!)))),
    inProject("GET", `${path}/{type}/states`, (call) => {
      const { states } = typeOf(boards, call.params["type"]!);
      return ok({ count: states.length, value: states });
    }),
    inProject("GET", `${path}/{type}/fields`, (call) => {
      const value = fieldsOf(typeOf(boards, call.params["type"]!));
      return ok({ count: value.length, value });
    }),
  ];
}

export function typeOf(boards: Boards, name: string): WorkItemType {
  const type = boards.types.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (type === undefined)
    throw boardsError(
      404,
      "WorkItemTypeNotFoundException",
      `VS402323: Work item type ${name} does not exist in project ${projectName} or you do not have permission to access it.`,
    );
  return type;
}

const fieldsOf = (type: WorkItemType) =>
  type.fields.map((name) => ({
    referenceName: name,
    name: name.split(".").at(-1),
    alwaysRequired: name === "System.Title",
  }));

const workItemType = (type: WorkItemType) => ({
  name: type.name,
  referenceName: `Microsoft.VSTS.WorkItemTypes.${type.name.replaceAll(" ", "")}`,
  description: "",
  color: "339947",
  isDisabled: false,
  states: type.states,
  fields: fieldsOf(type),
});
