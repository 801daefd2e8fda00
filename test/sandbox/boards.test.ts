/** Azure Boards through Microsoft's own client, and the errors that it gives. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { getBearerHandler, getPersonalAccessTokenHandler, WebApi } from "azure-devops-node-api";
import type { IWorkItemTrackingApi } from "azure-devops-node-api/WorkItemTrackingApi.js";
import { personalAccessToken } from "../../sandbox/tokens.ts";
import { type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let items: IWorkItemTrackingApi;
const organization = (): string => `${stage.sandbox.url}/devops/contoso`;
const add = (field: string, value: unknown) => ({ op: "add", path: `/fields/${field}`, value });
const create = (document: object[], type = "Issue") => items.createWorkItem({}, document, "Operations", type);
const update = (id: number, document: object[]) => items.updateWorkItem({}, document, id, "Operations");

beforeAll(async () => {
  stage = await startStage();
  items = await new WebApi(organization(), getPersonalAccessTokenHandler(personalAccessToken)).getWorkItemTrackingApi();
});
afterAll(() => stage.close());

test("a work item is made, moved, linked, commented and found by its tag", async () => {
  const made = await create([
    add("System.Title", "checkout is down"),
    add("System.Tags", "sev1; INC-1"),
    add("System.AssignedTo", "Megan Bowen<MeganB@contoso.onmicrosoft.com>"),
  ]);
  expect([
    made.rev,
    made.fields?.["System.State"],
    made.fields?.["System.AssignedTo"].displayName,
    made.fields?.["System.Tags"],
  ]).toEqual([1, "To Do", "Megan Bowen", "INC-1; sev1"]);
  const states = await items.getWorkItemTypeStates("Operations", "Issue");
  expect(states.map((each) => each.category)).toEqual(["Proposed", "InProgress", "Completed"]);
  const link = {
    op: "add",
    path: "/relations/-",
    value: { rel: "Hyperlink", url: "https://teams.microsoft.com/l/channel/1", attributes: { comment: "channel" } },
  };
  const moved = await update(made.id!, [
    { op: "test", path: "/rev", value: 1 },
    add("System.State", "Doing"),
    link,
    add("System.History", "It moves"),
  ]);
  expect([moved.rev, moved.fields?.["System.State"], moved.relations?.[0]?.url]).toEqual([
    2,
    "Doing",
    "https://teams.microsoft.com/l/channel/1",
  ]);
  await items.addComment({ text: "second" }, "Operations", made.id!);
  expect((await items.getComments("Operations", made.id!)).comments?.map((each) => each.text)).toEqual([
    "It moves",
    "second",
  ]);
  const query =
    "SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Tags] CONTAINS 'INC-1' AND [System.State] <> 'Done' ORDER BY [System.Id] DESC";
  const found = await items.queryByWiql({ query }, { project: "Operations" });
  expect(found.workItems?.map((each) => each.id)).toEqual([made.id]);
  expect((await stage.teams.workItems())[0]).toMatchObject({
    id: made.id,
    comments: [{ text: "It moves" }, { text: "second" }],
  });
});

test("a tag is found whole, not as part of another", async () => {
  await create([add("System.Title", "other"), add("System.Tags", "INC-12")]);
  const found = await items.queryByWiql(
    { query: "SELECT [System.Id] FROM WorkItems WHERE [System.Tags] CONTAINS 'INC-1' AND [System.Title] = 'other'" },
    { project: "Operations" },
  );
  expect(found.workItems).toEqual([]);
});

test("of a patch with a mistake nothing takes effect", async () => {
  const { id } = await create([add("System.Title", "whole")]);
  await expect(update(id!, [add("System.Title", "half"), add("System.State", "Nowhere")])).rejects.toMatchObject({
    statusCode: 400,
  });
  expect((await items.getWorkItem(id!)).fields?.["System.Title"]).toBe("whole");
});

test.each([
  ["a stale revision", 412, [{ op: "test", path: "/rev", value: 99 }]],
  ["an unknown field", 400, [add("Custom.Nothing", "x")]],
  ["a state of another process", 400, [add("System.State", "Closed")]],
  ["an empty title", 400, [add("System.Title", "")]],
  ["256 letters of title", 400, [add("System.Title", "x".repeat(256))]],
  ["an unknown person", 400, [add("System.AssignedTo", "Nobody At All")]],
  ["a field that only the service writes", 400, [add("System.CreatedDate", "2026-01-01")]],
  ["priority nine", 400, [add("Microsoft.VSTS.Common.Priority", 9)]],
])("%s is refused with %i", async (_name, statusCode, document) => {
  const { id } = await create([add("System.Title", "t")]);
  await expect(update(id!, document)).rejects.toMatchObject({ statusCode });
});

test("what does not exist is 404, in Azure DevOps' own words", async () => {
  // Microsoft's client makes null of every 404.
  expect(await create([add("System.Title", "t")], "Crisis")).toBeNull();
  expect(await items.createWorkItem({}, [add("System.Title", "t")], "Elsewhere", "Issue")).toBeNull();
  const answer = await stage.as("devops", "GET", "/devops/contoso/Operations/_apis/wit/workitems/999");
  expect(answer.body).toMatchObject({
    $id: "1",
    typeKey: "WorkItemUnauthorizedAccessException",
    message: expect.stringContaining("TF401232"),
  });
});

test("an Entra token opens it as well; a wrong PAT, a token for Graph and none do not", async () => {
  const path = "/devops/contoso/_apis/connectionData";
  const statuses = await Promise.all(
    (["devops", "graph", "nobody"] as const).map(async (who) => (await stage.as(who, "GET", path)).status),
  );
  expect(statuses).toEqual([200, 401, 401]);
  const stranger = new WebApi(organization(), getPersonalAccessTokenHandler("wrong"));
  await expect(stranger.connect()).rejects.toMatchObject({ statusCode: 401 });
  await expect(new WebApi(organization(), getBearerHandler("forged")).connect()).rejects.toMatchObject({
    statusCode: 401,
  });
});
