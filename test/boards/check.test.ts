import { afterEach, describe, expect, test } from "@jest/globals";
import { checkBoards } from "../../src/boards/check.ts";
import { testTools } from "../graph/tools.ts";
import { against } from "./against.ts";
import { type Answers, boardsServer, found, pat, project, refusal, states, type } from "./boards-server.ts";

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

async function check(answers: Answers, settings: object = {}) {
  const server = await boardsServer(answers);
  stop = server.stop;
  const config = {
    AZURE_DEVOPS_URL: `${server.url}/contoso`,
    AZURE_DEVOPS_PROJECT: project,
    AZURE_DEVOPS_TYPE: type,
    AZURE_DEVOPS_TOKEN: pat,
    ...settings,
  };
  const checks = await checkBoards({ ...testTools(), config });
  return {
    checks,
    bad: checks.filter((each) => !each.good && each.optional !== true),
    methods: server.seen.map((each) => (each.path.endsWith("/wiql") ? "a question" : each.method)),
  };
}

describe("the doctor's look at Azure Boards", () => {
  test("all is well, says how incidents are told, and changes nothing to find that out", async () => {
    const { checks, bad, methods } = await check({});
    expect(bad).toEqual([]);
    expect(checks.map(({ what }) => what)).toEqual([
      "Azure Boards project Operations",
      "Work item type Issue: declared To Do, escalated To Do, acknowledged Doing, resolved Done, reopened Doing, closed Done, severity in Microsoft.VSTS.Common.Priority",
      "Query “All incidents”",
    ]);
    expect(checks.at(-1)?.advice).toBe("Not there; `muster doctor --fix` makes it.");
    expect([...new Set(methods)].sort()).toEqual(["GET", "OPTIONS", "a question"]);
  });

  test("a type that is not there is answered with the ones that are", async () => {
    const { bad } = await check({
      types: () => ({
        status: 200,
        body: { value: [{ name: "Bug" }, { name: "Task" }, { name: "Old", isDisabled: true }] },
      }),
    });
    expect(bad[0]?.advice).toContain("The project has Bug, Task. Until that is mended Bug is used.");
  });

  test("settings that name what is not there are said", async () => {
    const { bad } = await check({}, { AZURE_DEVOPS_STATES: ["resolved=Doen"], AZURE_DEVOPS_FIELDS: ["source=Sauce"] });
    expect(bad.map(({ advice }) => advice)).toEqual([
      expect.stringContaining("(did you mean Done or Doing?)"),
      expect.stringContaining("there is no field “Sauce”"),
    ]);
  });

  test("a process without a state in progress is named", async () => {
    const { bad } = await check({ states: () => states(["Open", "Proposed"]) });
    expect(bad[0]?.advice).toContain("In Progress");
  });

  test("items that are in a state which the process has lost are named", async () => {
    const { bad } = await check({ wiql: () => found(7, 9) });
    expect(bad[0]?.advice).toContain("Work items 7, 9 are in a state that Issue has no more");
  });

  test("a field that must be there and that Muster does not fill is named", async () => {
    const value = [
      { referenceName: "System.Title", name: "Title", alwaysRequired: true },
      { referenceName: "Custom.Team", name: "Owning team", alwaysRequired: true },
      { referenceName: "Custom.Ring", name: "Ring", alwaysRequired: true, defaultValue: "0" },
    ];
    const { bad } = await check({ fields: () => ({ status: 200, body: { value } }) });
    expect(bad.map((each) => each.advice).join()).toContain("insists on Owning team,");
    expect(bad).toHaveLength(1);
  });

  test.each([
    [404, "no project Operations"],
    [401, "AZURE_DEVOPS_TOKEN"],
    [403, "edit work items"],
    [503, "HTTP 503"],
  ])("HTTP %i is said in words", async (status, words) => {
    const { bad } = await check({ types: () => refusal(status, "x") });
    expect(bad[0]?.advice).toContain(words);
  });

  test("without settings it says which ones", async () => {
    const [only] = await checkBoards({ ...testTools(), config: {} });
    expect(only?.advice).toContain("AZURE_DEVOPS_URL");
  });
});

describe("at the start", () => {
  test("what is wrong is in the log, and work items are opened all the same", async () => {
    const { workItems, logged, server } = await against(
      { wiql: () => found(7) },
      { type: "Incident", states: ["acknowledged=On it"], fields: ["conversation=Chat"] },
    );
    stop = server.stop;
    await workItems.warm();
    expect(logged.join("\n")).toContain("there is no type “Incident”");
    expect(logged.join("\n")).toContain("no state “On it”");
    expect(logged.join("\n")).toContain("no field “Chat”");
    expect(logged.join("\n")).toContain("Work items 7 are in a state");
    const { made } = await workItems.open({
      mark: "INC-1",
      tried: "never",
      picture: {
        title: "x",
        severity: 1,
        state: "declared",
        assignedTo: null,
        description: { text: "", lines: [], links: [] },
        detected: null,
        source: null,
        conversation: null,
      },
    });
    expect(made).toBe(true);
  });

  test("Boards that is down is in the log, and stops nothing", async () => {
    const { workItems, logged, server } = await against({ types: () => refusal(503, "busy") });
    stop = server.stop;
    await workItems.warm();
    expect(logged.join()).toContain("HTTP 503");
  });
});
