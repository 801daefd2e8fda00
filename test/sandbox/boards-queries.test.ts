/** Queries of Azure Boards: kept in folders, run by text and by id, and the language in which they are written. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { getPersonalAccessTokenHandler, WebApi } from "azure-devops-node-api";
import type { IWorkItemTrackingApi } from "azure-devops-node-api/WorkItemTrackingApi.js";
import { personalAccessToken } from "../../sandbox/tokens.ts";
import { type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
let items: IWorkItemTrackingApi;
const project = { project: "Operations" };
const withText = 1;
const all =
  "SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Tags] CONTAINS 'muster'";

beforeAll(async () => {
  stage = await startStage({ process: "on-call", at: "2026-11-23T08:00:00Z" });
  const api = new WebApi(`${stage.sandbox.url}/devops/contoso`, getPersonalAccessTokenHandler(personalAccessToken));
  items = await api.getWorkItemTrackingApi();
  const made = [
    ["checkout is down", "muster; INC-1; sev1", "Resolved", 1, "Megan Bowen"],
    ["payments are slow", "muster; INC-2; sev3", "Escalated", 3, "Lee Gu"],
    ["search isn't there", "muster; INC-3; sev3", "Acknowledged", 3, ""],
    ["mustering the troops", "mustering", "New Incident", 5, "Lee Gu"],
  ] as const;
  for (const [title, tags, state, severity, assigned] of made)
    await items.createWorkItem(
      {},
      Object.entries({
        "System.Title": title,
        "System.Tags": tags,
        "System.State": state,
        "Custom.IncidentSeverity": severity,
        "System.AssignedTo": assigned,
      }).map(([name, value]) => ({ op: "add", path: `/fields/${name}`, value })),
      "Operations",
      "Incident",
    );
  await stage.teams.deleteWorkItem(4, "Lee Gu");
  await stage.teams.restoreWorkItem(4, "Lee Gu");
});
afterAll(() => stage.close());

describe("kept in folders", () => {
  test("a query is made below a folder, found by its path and by its id, and run by its id", async () => {
    const folder = await items.createQuery({ name: "Muster", isFolder: true }, "Operations", "Shared Queries");
    expect([folder.path, folder.isFolder, folder.isPublic]).toEqual(["Shared Queries/Muster", true, true]);
    const made = await items.createQuery({ name: "All Incidents", wiql: all }, "Operations", folder.id!);
    expect(made).toMatchObject({ path: "Shared Queries/Muster/All Incidents", wiql: all, queryType: 1 });
    const byPath = await items.getQuery("Operations", "shared queries/Muster/All Incidents", withText);
    expect([byPath.id, byPath.wiql]).toEqual([made.id, all]);
    const byId = await items.getQuery("Operations", made.id!);
    expect([byId.path, byId.wiql]).toEqual([made.path, undefined]);
    const found = await items.queryById(made.id!, project);
    expect(found.workItems?.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  test("the tree is shown as far down as it is asked for", async () => {
    const flat = await items.getQueries("Operations");
    expect(flat.map(({ name, hasChildren, children }) => [name, hasChildren, children])).toEqual([
      ["My Queries", false, undefined],
      ["Shared Queries", true, undefined],
    ]);
    const deep = await items.getQueries("Operations", withText, 2);
    expect(deep[1]?.children?.[0]?.children?.map(({ name, wiql }) => [name, wiql])).toEqual([["All Incidents", all]]);
  });

  test("a query gets another name and another text", async () => {
    const { id } = await items.createQuery({ name: "Open", wiql: all }, "Operations", "Shared Queries");
    const wiql = `${all} AND [System.State] <> 'Resolved'`;
    const changed = await items.updateQuery({ name: "Open incidents", wiql }, "Operations", id!);
    expect([changed.path, changed.wiql]).toEqual(["Shared Queries/Open incidents", wiql]);
    expect((await items.queryById(id!, project)).workItems?.map((each) => each.id)).toEqual([2, 3]);
  });

  test("a name that is there already is refused with 400, as Azure DevOps does", async () => {
    await items.createQuery({ name: "Once", wiql: all }, "Operations", "Shared Queries");
    await expect(items.createQuery({ name: "ONCE", wiql: all }, "Operations", "Shared Queries")).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining("TF237018"),
    });
    const other = await items.createQuery({ name: "Twice", wiql: all }, "Operations", "Shared Queries");
    await expect(items.updateQuery({ name: "Once" }, "Operations", other.id!)).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  test("what is not there is 404; a folder cannot be run, a query holds no other, and the top cannot be renamed", async () => {
    expect(await items.getQuery("Operations", "Shared Queries/Nothing")).toBeNull();
    expect(await items.createQuery({ name: "x", wiql: all }, "Operations", "Nowhere")).toBeNull();
    const answer = await stage.as("devops", "GET", "/devops/contoso/Operations/_apis/wit/queries/Nowhere");
    expect([answer.status, answer.body["message"]]).toEqual([404, expect.stringContaining("TF401243")]);
    const [, shared] = await items.getQueries("Operations");
    await expect(items.queryById(shared!.id!, project)).rejects.toMatchObject({ statusCode: 400 });
    await expect(items.updateQuery({ name: "Mine" }, "Operations", shared!.id!)).rejects.toMatchObject({
      statusCode: 400,
    });
    const query = await items.createQuery({ name: "Leaf", wiql: all }, "Operations", "Shared Queries");
    await expect(items.createQuery({ name: "x", wiql: all }, "Operations", query.id!)).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  test.each([
    ["a text that is no query", { name: "a", wiql: "SELECT everything" }],
    ["a name with a slash", { name: "a/b", wiql: all }],
    ["no name", { wiql: all }],
    ["an empty name", { name: " ", wiql: all }],
  ])("%s is refused", async (_name, query) => {
    await expect(items.createQuery(query, "Operations", "Shared Queries")).rejects.toMatchObject({ statusCode: 400 });
  });

  test("a query stays when the process loses a field that it names, and cannot be run until it is back", async () => {
    const wiql = "SELECT [System.Id] FROM WorkItems WHERE [Custom.IncidentSeverity] <= 2";
    const { id } = await items.createQuery({ name: "Severe", wiql }, "Operations", "Shared Queries");
    await stage.teams.process({ process: "basic" });
    expect((await items.getQuery("Operations", id!)).isInvalidSyntax).toBe(true);
    await expect(items.queryById(id!, project)).rejects.toMatchObject({ statusCode: 400 });
    await stage.teams.process({ process: "on-call" });
    expect((await items.queryById(id!, project)).workItems?.map((each) => each.id)).toEqual([1]);
  });
});

describe("the query language", () => {
  const found = async (rest: string): Promise<(number | undefined)[]> => {
    const { workItems } = await items.queryByWiql({ query: `SELECT [System.Id] FROM WorkItems ${rest}` }, project);
    return workItems?.map(({ id }) => id) ?? [];
  };

  test.each([
    ["no condition", "", [1, 2, 3, 4]],
    ["a tag, whole", "WHERE [System.Tags] CONTAINS 'muster'", [1, 2, 3]],
    ["no such tag", "WHERE [System.Tags] NOT CONTAINS 'muster'", [4]],
    ["a part of the title", "WHERE [System.Title] CONTAINS 'MUSTER'", [4]],
    ["either", "WHERE [System.Tags] CONTAINS 'INC-1' OR [System.Tags] CONTAINS 'INC-3'", [1, 3]],
    ["AND before OR", "WHERE [System.Id] = 1 OR [System.Id] = 2 AND [System.State] = 'Resolved'", [1]],
    ["parentheses", "WHERE ([System.Id] = 1 OR [System.Id] = 2) AND [System.State] = 'Escalated'", [2]],
    ["one of several", "WHERE [System.State] IN ('Escalated', 'Acknowledged')", [2, 3]],
    ["none of several", "WHERE [System.State] NOT IN ('Escalated', 'Acknowledged')", [1, 4]],
    ["numbers", "WHERE [Custom.IncidentSeverity] >= 3 AND [System.Id] < 4", [2, 3]],
    ["numbers in a list", "WHERE [Custom.IncidentSeverity] IN (1, 5)", [1, 4]],
    ["a quotation mark in a text", "WHERE [System.Title] = 'search isn''t there'", [3]],
    ["somebody", "WHERE [System.AssignedTo] = 'lee gu'", [2, 4]],
    ["nobody", "WHERE [System.AssignedTo] IS EMPTY", [3]],
    ["anybody", "WHERE [System.AssignedTo] IS NOT EMPTY", [1, 2, 4]],
    ["who made it", "WHERE [System.CreatedBy] = @me AND [System.ChangedBy] <> @me", [4]],
    ["the project", "WHERE [System.TeamProject] = @project AND [System.AreaPath] UNDER 'Operations'", [1, 2, 3, 4]],
    ["made today", "WHERE [System.CreatedDate] = @today", [1, 2, 3, 4]],
    ["made before yesterday", "WHERE [System.CreatedDate] < @today - 1", []],
    ["a field by its name", "WHERE [Incident Severity] = 1", [1]],
    ["several columns", "ORDER BY [Custom.IncidentSeverity] DESC, [System.Title] ASC", [4, 2, 3, 1]],
    ["several columns the other way", "ORDER BY [Custom.IncidentSeverity], [System.Title] DESC", [1, 3, 2, 4]],
  ])("understands %s", async (_name, rest, ids) => {
    expect(await found(rest)).toEqual(ids);
  });

  test("says which columns and which order were asked for, with the names that people read", async () => {
    const query = "SELECT [System.Id], [Custom.IncidentSeverity] FROM WorkItems ORDER BY [System.CreatedDate] DESC";
    const { columns, sortColumns } = await items.queryByWiql({ query }, project);
    expect(columns?.map(({ name }) => name)).toEqual(["ID", "Incident Severity"]);
    expect(sortColumns?.map(({ field, descending }) => [field?.name, descending])).toEqual([["Created Date", true]]);
  });

  test.each([
    ["a field that is not there", "WHERE [Custom.Nothing] = 1", "TF51005"],
    ["an open parenthesis", "WHERE ([System.Id] = 1", "TF51006"],
    ["an open text", "WHERE [System.Title] = 'x", "TF51006"],
    ["half a condition", "WHERE [System.Id] =", "TF51006"],
    ["two conditions with nothing between", "WHERE [System.Id] = 1 [System.Id] = 2", "TF51006"],
    ["a macro that is not there", "WHERE [System.Title] = @nothing", "TF51006"],
    ["a thousand parentheses", `WHERE ${"(".repeat(1_000)}[System.Id] = 1`, "TF51006"],
    ["an order of nothing", "ORDER BY", "TF51006"],
  ])("refuses %s", async (_name, rest, code) => {
    await expect(found(rest)).rejects.toMatchObject({ statusCode: 400, message: expect.stringContaining(code) });
  });
});
