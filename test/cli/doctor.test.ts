import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openStorage } from "../../src/azure/storage.ts";
import { tokens } from "../../src/azure/tokens.ts";
import { run } from "../../src/cli/run.ts";
import { readConfig } from "../../src/config.ts";
import { Outage } from "../../src/engine/ports.ts";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { deskFor, enough } from "./desk.ts";

test("everything that is wrong in the configuration is said at once", async () => {
  const desk = deskFor({ PORT: "many" });
  expect(await run(["doctor"], desk)).toBe(1);
  for (const name of [
    "PORT",
    "BOT_APP_ID: is missing",
    "BOT_APP_TENANT: is missing",
    "STORAGE_CONNECTION_STRING or STORAGE_ACCOUNT",
  ])
    expect(desk.said()).toContain(name);
});

test("one thing that does not answer hides no other", async () => {
  const down = () => Promise.reject(new Outage("Azure Storage did not answer.", { again: true }));
  const nowhere = { GRAPH_URL: "http://127.0.0.1:1/v1.0", STATUS_PAGE_URL: "http://127.0.0.1:1/" };
  const desk = deskFor({ ...enough, ...nowhere, INCIDENT_TEAMS: "team" }, { storage: down });
  expect(await run(["doctor"], desk)).toBe(1);
  expect(desk.said()).toMatch(/✗ Storage\n {4}Azure Storage did not answer\./);
  expect(desk.said()).toMatch(/✗ Channels of team team/);
  expect(desk.said()).toMatch(/✓ Bot/);
  expect(desk.said()).toMatch(/– Azure Boards\n {4}Not set up/);
  expect(desk.said()).toMatch(/– Wiki\n {4}Reviews stay in Teams and in the export\. Set AZURE_DEVOPS_WIKI/);
  expect(desk.said()).toMatch(/✗ Status page/);
  expect(desk.said()).toMatch(/\d+ of \d+ need attention\.$/);
});

test("nobody on call is said, with the words that change it", async () => {
  const desk = deskFor({ ...enough, GRAPH_URL: "http://127.0.0.1:1/v1.0" });
  await run(["doctor"], desk);
  expect(desk.said()).toContain("✗ On call");
  expect(desk.said()).toContain("`@Muster oncall primary @someone`");
  expect(desk.said()).toContain("– Text messages");
});

describe("in the sandbox", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ storage: process.env["AZURITE"]!, muster: "none" });
  });
  afterAll(() => sandbox.stop());

  const realDesk = (changes: Record<string, string> = {}) => {
    const { STATUS_PAGE_URL: _, ...environment } = sandbox.muster.environment;
    const config = readConfig({ ...environment, ...changes });
    const now = () => new Date();
    return deskFor(
      {},
      { config: () => config, tokens: () => tokens(config, now), storage: () => openStorage(config, now) },
    );
  };

  test("all is well, and the exit code says so", async () => {
    const desk = realDesk();
    const code = await run(["doctor"], desk);
    expect([code, desk.said()]).toEqual([0, expect.stringMatching(/All is well\.$/)]);
    for (const good of [
      "Storage (prefix",
      "signs in",
      "Channel.Create.Group in team",
      "ChannelSettings.ReadWrite.Group in team",
      "Azure Boards project Operations",
      "Wiki Operations.wiki",
      "Megan Bowen",
    ])
      expect(desk.said()).toMatch(new RegExp(`✓ .*${good.replace(/[().]/g, "\\$&")}`));
  });

  test("a permission that was not given is named", async () => {
    const { grants } = sandbox.store.world;
    const before = grants.resourceSpecific;
    grants.resourceSpecific = before.filter((each) => each !== "ChannelSettings.ReadWrite.Group");
    const desk = realDesk();
    expect(await run(["doctor"], desk)).toBe(1);
    grants.resourceSpecific = before;
    expect(desk.said()).toMatch(/✗ ChannelSettings.ReadWrite.Group in team/);
    expect(desk.said()).toContain("Muster may not rename channels in this team: grant ChannelSettings.ReadWrite.Group");
    expect(desk.said()).toMatch(/✓ Channel.Create.Group in team/);
  });

  test("a wrong secret and a wrong project are found", async () => {
    const desk = realDesk({ BOT_APP_SECRET: "wrong", AZURE_DEVOPS_PROJECT: "Nowhere" });
    expect(await run(["doctor", "--json"], desk)).toBe(1);
    const { ok, checks } = JSON.parse(desk.said()) as {
      ok: boolean;
      checks: { what: string; verdict: string; advice: string }[];
    };
    expect(ok).toBe(false);
    expect(checks.find(({ what }) => what === "Bot")).toMatchObject({
      verdict: "bad",
      advice: expect.stringContaining("BOT_APP_SECRET"),
    });
    expect(checks.find(({ what }) => what.includes("Nowhere"))?.verdict).toBe("bad");
    expect(checks.find(({ what }) => what.startsWith("Storage"))?.verdict).toBe("good");
  });
});
