/** What people do with work items in Azure Boards: they change them, delete them, and bring them back. */
import { z } from "zod";
import { type Answer, type Call, ok, Rejection, type Route, route } from "../http.ts";
import { readJson } from "../paging/read-json.ts";
import { findPerson } from "../people.ts";
import { sandboxError } from "../sandbox-error.ts";
import type { WorkItem } from "../world.ts";
import type { Boards } from "./boards.ts";
import { incidentSeverity, priority, severities, severity } from "./fields.ts";
import { identity } from "./identity.ts";
import { changesIn, nameOf, shownItem } from "./item-view.ts";
import { type Act, type Operation, patched, stamped } from "./items.ts";
import { commit, findItem } from "./kept-items.ts";
import type { WorkItemType } from "./process.ts";
import { typeOf } from "./type-routes.ts";

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const who = { from: z.string().min(1).max(200) };
const editShape = z.strictObject({
  ...who,
  title: z.string().optional(),
  state: z.string().optional(),
  severity: z.union([z.string(), z.number()]).optional(),
  priority: z.number().optional(),
  assignedTo: z.string().optional(),
  description: z.string().optional(),
  comment: z.string().optional(),
  fields: z.record(z.string(), value).optional(),
});
type Edit = z.infer<typeof editShape>;

const path = "/sandbox/workitems";

export const editRoutes = (boards: Boards): Route[] => [
  route("GET", path, () => ok(boards.store.world.workItems.map((item) => shownItem(item, boards.url)))),
  route("GET", `${path}/{id}/history`, (call) => ok(history(boards, any(boards, call)))),
  route("PATCH", `${path}/{id}`, (call) => edit(boards, call)),
  route("DELETE", `${path}/{id}`, (call) => remove(boards, call)),
  route("PUT", `${path}/{id}/restore`, (call) => restore(boards, call)),
];

function edit(boards: Boards, call: Call): Promise<Answer> {
  const wish = readJson(call, editShape, (message) => sandboxError(400, message));
  const act = actOf(boards, wish.from);
  return inOurShape(boards, () => {
    const item = findItem(boards, call.params["id"]!);
    const type = typeOf(boards, item.type);
    const document = operations(wish, type);
    if (document.length === 0) throw sandboxError(400, "There is nothing to change.");
    return commit(boards, item, patched(item, type, document, act));
  });
}

/** As in the web: a deleted work item is in the recycle bin, and gone for everybody who asks for it. */
function remove(boards: Boards, call: Call): Promise<Answer> {
  const { from } = readJson(call, z.strictObject(who), (message) => sandboxError(400, message));
  const act = actOf(boards, from);
  return inOurShape(boards, () => {
    const item = findItem(boards, call.params["id"]!);
    const next = { ...structuredClone(item), deleted: { by: act.by, at: act.at.toISOString() } };
    next.fields["System.IsDeleted"] = true;
    return commit(boards, item, stamped(next, item, act));
  });
}

function restore(boards: Boards, call: Call): Promise<Answer> {
  const { from } = readJson(call, z.strictObject(who), (message) => sandboxError(400, message));
  const act = actOf(boards, from);
  const item = any(boards, call);
  if (item.deleted === undefined) throw sandboxError(409, `Work item ${item.id} is not deleted.`);
  const { deleted: _, ...next } = structuredClone(item);
  delete next.fields["System.IsDeleted"];
  return inOurShape(boards, () => commit(boards, item, stamped(next, item, act)));
}

function actOf(boards: Boards, from: string): Act {
  const person = findPerson(from);
  if (person === undefined) throw sandboxError(400, `from: nobody here is called “${from}”.`);
  return { by: person.id, at: boards.store.now() };
}

/** Also one in the recycle bin. */
function any({ store }: Boards, call: Call): WorkItem {
  const item = store.world.workItems.find(({ id }) => String(id) === call.params["id"]);
  if (item === undefined) throw sandboxError(404, `There is no work item ${call.params["id"]}.`);
  return item;
}

/** Does it, and answers when Muster has been told. What Azure DevOps would refuse is refused in its words. */
async function inOurShape(boards: Boards, act: () => WorkItem): Promise<Answer> {
  try {
    const item = act();
    await boards.delivery.settle();
    return ok(shownItem(item, boards.url));
  } catch (error) {
    const message = error instanceof Rejection ? (error.answer.body as { message?: unknown }).message : undefined;
    if (typeof message !== "string") throw error;
    throw sandboxError((error as Rejection).answer.status, message);
  }
}

function operations(wish: Edit, type: WorkItemType): Operation[] {
  const { title, state, assignedTo, description, comment, fields = {} } = wish;
  const wanted: Record<string, unknown> = {
    "System.Title": title,
    "System.State": state,
    "System.AssignedTo": assignedTo,
    "System.Description": description,
    "System.History": comment,
    [priority.referenceName]: wish.priority,
    ...(wish.severity === undefined ? {} : severityIn(type, wish.severity)),
    ...fields,
  };
  return Object.entries(wanted).flatMap(([name, value]) =>
    value === undefined ? [] : [{ op: "add", path: `/fields/${name}`, value }],
  );
}

/** How bad it is, in the field that this type has for it: 1 to 5, or Azure DevOps' own words for 1 to 4. */
function severityIn(type: WorkItemType, wish: string | number): Record<string, unknown> {
  if (type.fields.includes(incidentSeverity)) return { [incidentSeverity.referenceName]: wish };
  if (!type.fields.includes(severity))
    throw sandboxError(400, `The type ${type.name} has no severity; it has a priority.`);
  return { [severity.referenceName]: severities[Number(wish) - 1] ?? wish };
}

const history = ({ url }: Boards, item: WorkItem) =>
  (item.updates ?? []).map((update) => ({
    rev: update.rev,
    by: identity(update.by, url).displayName,
    at: update.at,
    fields: changesIn(update, nameOf),
  }));
