/** `/sandbox/process`: what an administrator of Azure DevOps does to the process while everything runs. */
import { type Answer, type Call, ok, type Route, route } from "../http.ts";
import { sandboxBody, sandboxError } from "../sandbox-error.ts";
import type { Boards } from "./boards.ts";
import { type ProcessName, processes, processNames } from "./process.ts";
import { typesOf } from "./type-routes.ts";

export const processRoutes = (boards: Boards): Route[] => [
  route("GET", "/sandbox/process", () => ok(shown(boards))),
  route("PUT", "/sandbox/process", (call) => change(boards, call)),
];

/** Another process, or states taken out of it. The work items stay as they are, as they do in Azure DevOps. */
function change(boards: Boards, call: Call): Answer {
  const { project } = boards.store.world;
  const { process = project.process, hiddenStates = [] } = sandboxBody(call);
  if (!processNames.includes(process as ProcessName))
    throw sandboxError(400, `process: one of ${processNames.join(", ")}.`);
  const all = processes[process as ProcessName].flatMap(({ states }) => states.map(({ name }) => name));
  if (!Array.isArray(hiddenStates) || !hiddenStates.every((each) => all.includes(each)))
    throw sandboxError(400, `hiddenStates: some of ${[...new Set(all)].join(", ")}.`);
  Object.assign(project, { process, hiddenStates });
  boards.store.changed({ type: "workitem" });
  return ok(shown(boards));
}

const shown = (boards: Boards) => ({
  process: boards.store.world.project.process,
  hiddenStates: boards.store.world.project.hiddenStates,
  types: typesOf(boards).map(({ name, states, fields }) => ({
    name,
    states: states.map((each) => ({ name: each.name, category: each.category })),
    fields: fields.map(({ referenceName, name, type, allowedValues }) => ({
      referenceName,
      name,
      type,
      ...(allowedValues === undefined ? {} : { allowedValues }),
    })),
  })),
});
