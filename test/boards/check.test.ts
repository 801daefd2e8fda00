import { afterEach, describe, expect, test } from "@jest/globals";
import { checkBoards } from "../../src/boards/check.ts";
import { testTools } from "../graph/tools.ts";
import { type Answers, boardsServer, pat, project, refusal, states, type } from "./boards-server.ts";

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

async function check(answers: Answers) {
  const server = await boardsServer({
    types: () => ({ status: 200, body: { value: [{ name: "Issue" }, { name: "Task" }] } }),
    ...answers,
  });
  stop = server.stop;
  const config = {
    AZURE_DEVOPS_URL: `${server.url}/contoso`,
    AZURE_DEVOPS_PROJECT: project,
    AZURE_DEVOPS_TYPE: type,
    AZURE_DEVOPS_TOKEN: pat,
  };
  const checks = await checkBoards({ ...testTools(), config });
  return {
    checks,
    bad: checks.filter((each) => !each.good),
    methods: [...new Set(server.seen.map((each) => each.method))],
  };
}

describe("the doctor's look at Azure Boards", () => {
  test("all is well, and nothing is changed to find that out", async () => {
    const { checks, bad, methods } = await check({});
    expect(bad).toEqual([]);
    expect(checks).toHaveLength(3);
    expect(methods.sort()).toEqual(["GET", "OPTIONS"]);
  });

  test("a type that is not there is answered with the ones that are", async () => {
    const { bad } = await check({
      types: () => ({ status: 200, body: { value: [{ name: "Bug" }, { name: "Task" }] } }),
    });
    expect(bad[0]?.advice).toContain("Bug, Task");
  });

  test("a process without a state in progress is named", async () => {
    const { bad } = await check({ states: () => states(["Open", "Proposed"]) });
    expect(bad[0]?.advice).toContain("In Progress");
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
    const [only] = await checkBoards({ ...testTools(), config: { AZURE_DEVOPS_TYPE: type } });
    expect(only?.advice).toContain("AZURE_DEVOPS_URL");
  });
});
