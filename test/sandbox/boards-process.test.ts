/** The processes of Azure Boards, "on-call" above all: its states, its fields, and what happens when a process changes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { getPersonalAccessTokenHandler, WebApi } from "azure-devops-node-api";
import type { IWorkItemTrackingApi } from "azure-devops-node-api/WorkItemTrackingApi.js";
import { personalAccessToken } from "../../sandbox/tokens.ts";
import { completed } from "../../sandbox/older-worlds.ts";
import { freshWorld, type World } from "../../sandbox/world.ts";
import { type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let items: IWorkItemTrackingApi;
const add = (field: string, value: unknown) => ({ op: "add", path: `/fields/${field}`, value });
const create = (document: object[] = []) =>
  items.createWorkItem({}, [add("System.Title", "checkout is down"), ...document], "Operations", "Incident");
const update = (id: number, document: object[]) => items.updateWorkItem({}, document, id, "Operations");

beforeAll(async () => {
  stage = await startStage({ process: "on-call" });
  const api = new WebApi(`${stage.sandbox.url}/devops/contoso`, getPersonalAccessTokenHandler(personalAccessToken));
  items = await api.getWorkItemTrackingApi();
});
afterAll(() => stage.close());

test("an incident goes through the states of the process on-call", async () => {
  const states = await items.getWorkItemTypeStates("Operations", "Incident");
  expect(states.map(({ name, category }) => `${name}: ${category}`)).toEqual([
    "New Incident: Proposed",
    "Escalated: InProgress",
    "Acknowledged: InProgress",
    "Resolved: Resolved",
    "Ready for Analysis: Completed",
  ]);
  const types = await items.getWorkItemTypes("Operations");
  expect(types.map(({ name }) => name)).toEqual(["Incident", "Epic", "Issue", "Task"]);
  const { id, fields } = await create();
  expect(fields?.["System.State"]).toBe("New Incident");
  const moved = await update(id!, [add("System.State", "Acknowledged")]);
  expect([moved.fields?.["System.State"], moved.fields?.["System.Reason"]]).toEqual([
    "Acknowledged",
    "Moved to state Acknowledged",
  ]);
});

test("its own fields are named as an inherited process names them, with the values that they take", async () => {
  const fields = await items.getWorkItemTypeFieldsWithReferences("Operations", "Incident", 1);
  const custom = fields.filter(({ referenceName }) => referenceName?.startsWith("Custom."));
  expect(custom.map(({ referenceName, name, allowedValues }) => [referenceName, name, allowedValues])).toEqual([
    ["Custom.Timetodetection", "Time to detection", []],
    ["Custom.Sourceofalert", "Source of alert", []],
    ["Custom.IncidentSeverity", "Incident Severity", [1, 2, 3, 4, 5]],
    ["Custom.Conversation", "Conversation", []],
  ]);
  expect(fields.some(({ referenceName }) => referenceName === "Microsoft.VSTS.Common.Priority")).toBe(false);
  const brief = await items.getWorkItemTypeFieldsWithReferences("Operations", "Incident");
  expect(brief.some((each) => each.allowedValues !== undefined)).toBe(false);
});

test("what a field holds is said of the organisation's fields", async () => {
  const all = await items.getFields("Operations");
  const [integer, dateTime, string] = [1, 2, 0];
  const typeOf = (name: string) => all.find(({ referenceName }) => referenceName === name)?.type;
  expect(["Timetodetection", "Sourceofalert", "IncidentSeverity"].map((name) => typeOf(`Custom.${name}`))).toEqual([
    dateTime,
    string,
    integer,
  ]);
  expect(await items.getField("Incident Severity")).toMatchObject({
    referenceName: "Custom.IncidentSeverity",
    isPicklist: true,
  });
  expect(await items.getField("Custom.Nothing")).toBeNull();
});

test("a field takes values of its type and keeps them as such", async () => {
  const { fields } = await create([
    add("Custom.Timetodetection", "2026-11-23T14:05:00+01:00"),
    add("Custom.IncidentSeverity", "5"),
    add("Custom.Sourceofalert", "Azure Monitor"),
  ]);
  expect(fields).toMatchObject({
    "Custom.Timetodetection": "2026-11-23T13:05:00.000Z",
    "Custom.IncidentSeverity": 5,
    "Custom.Sourceofalert": "Azure Monitor",
  });
});

test("an empty value empties a field", async () => {
  const { id } = await create([add("Custom.IncidentSeverity", 2)]);
  const { fields } = await update(id!, [add("Custom.IncidentSeverity", "")]);
  expect(Object.keys(fields ?? {})).not.toContain("Custom.IncidentSeverity");
});

test.each([
  [
    "a date that is none",
    "Custom.Timetodetection",
    "yesterday",
    "field Time to detection. Error code: HasValues, InvalidType.",
  ],
  ["a day that is not in the calendar", "Custom.Timetodetection", "2026-02-30T10:00:00Z", "InvalidType"],
  ["a number for a date", "Custom.Timetodetection", 12, "InvalidType"],
  [
    "words for a number",
    "Custom.IncidentSeverity",
    "high",
    "field Incident Severity. Error code: HasValues, InvalidType.",
  ],
  ["a value outside the pick list", "Custom.IncidentSeverity", 6, "LimitedToValues, InvalidListValue"],
  ["256 letters in a line", "Custom.Sourceofalert", "x".repeat(256), "InvalidTooLong"],
  ["a field that the type does not have", "Microsoft.VSTS.Common.Priority", 1, "TF51535"],
])("%s is refused", async (_name, field, value, message) => {
  await expect(create([add(field, value)])).rejects.toMatchObject({
    statusCode: 400,
    message: expect.stringContaining(message),
  });
});

test("an item is left in a state that the process has lost, and is saved again only with one that it has", async () => {
  const { id } = await create([add("System.State", "Escalated")]);
  await stage.teams.process({ hiddenStates: ["Escalated"] });
  const states = await items.getWorkItemTypeStates("Operations", "Incident");
  expect(states.map(({ name }) => name)).not.toContain("Escalated");
  expect((await items.getWorkItem(id!)).fields?.["System.State"]).toBe("Escalated");
  await expect(update(id!, [add("System.Title", "still down")])).rejects.toMatchObject({
    statusCode: 400,
    message: expect.stringMatching(/field State.*'Escalated'.*not in the list/),
  });
  const moved = await update(id!, [add("System.Title", "still down"), add("System.State", "Acknowledged")]);
  expect(moved.fields?.["System.Title"]).toBe("still down");
  await stage.teams.process({ hiddenStates: [] });
});

test("another process can be chosen while everything runs; what it does not know is refused", async () => {
  await stage.teams.process({ process: "agile" });
  const states = await items.getWorkItemTypeStates("Operations", "Bug");
  expect(states.map(({ name }) => name)).toEqual(["New", "Active", "Resolved", "Closed", "Removed"]);
  expect(await create()).toBeNull();
  await expect(stage.teams.process({ process: "waterfall" as "agile" })).rejects.toMatchObject({ status: 400 });
  await expect(stage.teams.process({ hiddenStates: ["Somewhere"] })).rejects.toMatchObject({ status: 400 });
  await stage.teams.process({ process: "on-call" });
});

test("Muster is told the type that the process has for incidents", async () => {
  expect(stage.sandbox.muster.environment["AZURE_DEVOPS_TYPE"]).toBe("Incident");
  const basic = await startStage();
  const { environment } = basic.sandbox.muster;
  await basic.close();
  expect(environment["AZURE_DEVOPS_TYPE"]).toBe("Issue");
});

test("the process is remembered, until another is chosen", async () => {
  const data = mkdtempSync(join(tmpdir(), "sandbox-process-"));
  const processes = [];
  for (const process of ["on-call", undefined, "scrum"] as const) {
    const again = await startStage({ data, ...(process === undefined ? {} : { process }) });
    processes.push((await again.teams.readProcess()).process);
    await again.close();
  }
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  expect(processes).toEqual(["on-call", "on-call", "scrum"]);
});

test("a world that was kept before projects were known has a new one, and its work items stay", () => {
  const { project: _project, ...old } = freshWorld(new Date());
  const item = { id: 7, rev: 3, type: "Issue", fields: { "System.Title": "x" }, relations: [], comments: [] };
  const { project, workItems } = completed({ ...old, workItems: [item] } as unknown as World);
  expect([project.process, project.hook, project.dashboards.length, workItems]).toEqual(["basic", true, 1, [item]]);
});
