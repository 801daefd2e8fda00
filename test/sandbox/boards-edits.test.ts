/** People change work items in Azure Boards, delete them and bring them back; the history says who did what. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { getPersonalAccessTokenHandler, WebApi } from "azure-devops-node-api";
import type { IWorkItemTrackingApi } from "azure-devops-node-api/WorkItemTrackingApi.js";
import { personalAccessToken } from "../../sandbox/tokens.ts";
import { type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let items: IWorkItemTrackingApi;
const add = (field: string, value: unknown) => ({ op: "add", path: `/fields/${field}`, value });
const create = async (type = "Issue"): Promise<number> => {
  const made = await items.createWorkItem({}, [add("System.Title", "checkout is down")], "Operations", type);
  return made.id!;
};
const fieldsOf = async (id: number) => (await items.getWorkItem(id)).fields ?? {};

beforeAll(async () => {
  stage = await startStage();
  const api = new WebApi(`${stage.sandbox.url}/devops/contoso`, getPersonalAccessTokenHandler(personalAccessToken));
  items = await api.getWorkItemTrackingApi();
});
afterAll(() => stage.close());

test("somebody changes title, state, priority, who it is for and what is said, all in one revision", async () => {
  const id = await create();
  const edited = await stage.teams.editWorkItem(id, {
    from: "Adele Vance",
    title: "payments are down",
    state: "Doing",
    priority: 1,
    assignedTo: "Megan Bowen",
    description: "Since 14:05.",
    comment: "It is worse than we thought.",
    fields: { "System.Tags": "payments" },
  });
  expect([edited.rev, edited.comments]).toMatchObject([
    2,
    [{ text: "It is worse than we thought.", createdBy: "Adele Vance" }],
  ]);
  expect(await fieldsOf(id)).toMatchObject({
    "System.Title": "payments are down",
    "System.State": "Doing",
    "Microsoft.VSTS.Common.Priority": 1,
    "System.AssignedTo": { displayName: "Megan Bowen" },
    "System.Description": "Since 14:05.",
    "System.Tags": "payments",
    "System.CreatedBy": { displayName: "Muster" },
    "System.ChangedBy": { displayName: "Adele Vance", uniqueName: "AdeleV@contoso.onmicrosoft.com" },
  });
  const comments = await items.getComments("Operations", id);
  expect(comments.comments?.map(({ createdBy }) => createdBy?.displayName)).toEqual(["Adele Vance"]);
});

test("each revision is remembered with who made it and what it was before", async () => {
  const id = await create();
  await stage.teams.editWorkItem(id, { from: "LeeG@contoso.onmicrosoft.com", state: "Done", assignedTo: "Lee Gu" });
  await items.updateWorkItem({}, [add("System.State", "Doing")], id);
  const updates = await items.getUpdates(id, undefined, undefined, "Operations");
  expect(updates.map(({ rev, revisedBy }) => [rev, revisedBy?.displayName])).toEqual([
    [1, "Muster"],
    [2, "Lee Gu"],
    [3, "Muster"],
  ]);
  expect(updates[1]?.fields).toMatchObject({
    "System.Rev": { oldValue: 1, newValue: 2 },
    "System.State": { oldValue: "To Do", newValue: "Done" },
    "System.AssignedTo": { newValue: { displayName: "Lee Gu" } },
    "System.ChangedBy": { oldValue: { displayName: "Muster" }, newValue: { displayName: "Lee Gu" } },
  });
  expect(Object.keys(updates[1]?.fields ?? {})).not.toContain("System.Title");
  const [, , last] = await stage.teams.workItemHistory(id);
  expect(last).toMatchObject({
    rev: 3,
    by: "Muster",
    fields: { "System.State": { oldValue: "Done", newValue: "Doing" } },
  });
});

test("links that come and go are in the history", async () => {
  const id = await create();
  const url = "https://example.org/guide";
  const link = { op: "add", path: "/relations/-", value: { rel: "Hyperlink", url, attributes: {} } };
  await items.updateWorkItem({}, [link], id);
  await items.updateWorkItem({}, [{ op: "remove", path: "/relations/0" }], id);
  const [, added, removed] = await items.getUpdates(id);
  expect([added?.relations?.added?.[0]?.url, removed?.relations?.removed?.[0]?.url]).toEqual([url, url]);
});

test("how bad it is goes into the field that the type has for it", async () => {
  const issue = await create();
  await expect(stage.teams.editWorkItem(issue, { from: "Lee Gu", severity: 2 })).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining("The type Issue has no severity; it has a priority."),
  });
  await stage.teams.process({ process: "on-call" });
  const incident = await create("Incident");
  const edited = await stage.teams.editWorkItem(incident, { from: "Lee Gu", severity: 5 });
  expect(edited.fields["Custom.IncidentSeverity"]).toBe(5);
  await stage.teams.process({ process: "agile" });
  const bug = await create("Bug");
  const changed = await stage.teams.editWorkItem(bug, { from: "Lee Gu", severity: 1 });
  expect(changed.fields["Microsoft.VSTS.Common.Severity"]).toBe("1 - Critical");
  await stage.teams.process({ process: "basic" });
});

test("a deleted item is gone for everybody, and comes back as it was", async () => {
  const id = await create();
  const deleted = await stage.teams.deleteWorkItem(id, "Adele Vance");
  expect(deleted.deleted?.by).toBe("Adele Vance");
  expect(await items.getWorkItem(id)).toBeNull();
  await expect(stage.teams.editWorkItem(id, { from: "Lee Gu", title: "x" })).rejects.toMatchObject({ status: 404 });
  const query = `SELECT [System.Id] FROM WorkItems WHERE [System.Id] = ${id}`;
  expect((await items.queryByWiql({ query }, { project: "Operations" })).workItems).toEqual([]);
  expect((await stage.teams.workItems()).find((each) => each.id === id)?.deleted?.by).toBe("Adele Vance");

  const restored = await stage.teams.restoreWorkItem(id, "Lee Gu");
  expect([restored.rev, restored.deleted, restored.fields["System.Title"]]).toEqual([3, undefined, "checkout is down"]);
  expect((await fieldsOf(id))["System.ChangedBy"].displayName).toBe("Lee Gu");
  await expect(stage.teams.restoreWorkItem(id, "Lee Gu")).rejects.toMatchObject({ status: 409 });
  expect((await stage.teams.workItemHistory(id)).map(({ by }) => by)).toEqual(["Muster", "Adele Vance", "Lee Gu"]);
});

test("of items that are asked for together, one that is deleted is left out where that is wished", async () => {
  const [here, gone] = [await create(), await create()];
  await stage.teams.deleteWorkItem(gone, "Adele Vance");
  const omit = 2;
  const found = await items.getWorkItems([here, gone], undefined, undefined, undefined, omit);
  expect(found.map((each) => each?.id)).toEqual([here, undefined]);
  expect(await items.getWorkItems([here, gone])).toBeNull();
});

test("a change that changes nothing makes no revision", async () => {
  const id = await create();
  const same = await stage.teams.editWorkItem(id, { from: "Lee Gu", title: "checkout is down" });
  expect([same.rev, (await fieldsOf(id))["System.ChangedBy"].displayName]).toEqual([1, "Muster"]);
});

test.each([
  ["nobody", { from: "Nobody At All", title: "x" }, "nobody here is called"],
  ["a state that the type does not have", { from: "Lee Gu", state: "Closed" }, "TF401320"],
  ["an empty title", { from: "Lee Gu", title: "" }, "TF401320"],
  ["a field that is not there", { from: "Lee Gu", fields: { "Custom.Nothing": 1 } }, "TF51535"],
  ["nothing at all", { from: "Lee Gu" }, "nothing to change"],
  ["a misspelt wish", { from: "Lee Gu", titel: "x" }, "titel"],
])("%s is refused", async (_name, edit, message) => {
  const id = await create();
  await expect(stage.teams.editWorkItem(id, edit)).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining(message),
  });
});
