/** The part of Graph that makes incident channels, with its rules for names, numbers and permissions. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { teamSeeds } from "../../sandbox/world.ts";
import { idOf, inPath, type Spoken, type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
const team = teamSeeds.incidents.group;
const root = `/graph/v1.0/teams/${team}`;
const make = (displayName: unknown, more: object = {}) =>
  stage.as("graph", "POST", `${root}/channels`, { displayName, ...more });

beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

test("a new channel is a conversation, and the bot hears of it", async () => {
  const { status, body } = await make("inc-1-checkout", { description: "INC-1", membershipType: "standard" });
  expect([status, body["displayName"], body["description"]]).toEqual([201, "inc-1-checkout", "INC-1"]);
  expect(body["webUrl"]).toContain(`groupId=${team}`);
  expect((await stage.teams.conversations()).find((each) => each.id === body["id"])).toMatchObject({
    kind: "channel",
    name: "inc-1-checkout",
    team: "Incidents",
  });
  await stage.sandbox.delivery.settle();
  expect(stage.bot.heard.at(-1)).toMatchObject({
    type: "conversationUpdate",
    channelData: { eventType: "channelCreated", channel: { id: body["id"] } },
  });
});

test("a channel is renamed and deleted, and its name stays taken", async () => {
  const { body } = await make("inc-2-first");
  const path = `${root}/channels/${inPath(body["id"])}`;
  expect((await stage.as("graph", "PATCH", path, { displayName: "inc-2-second" })).status).toBe(204);
  expect((await stage.as("graph", "GET", path)).body["displayName"]).toBe("inc-2-second");
  expect((await stage.as("graph", "DELETE", path)).status).toBe(204);
  expect((await stage.as("graph", "GET", path)).status).toBe(404);
  const taken = await make("INC-2-SECOND");
  expect([taken.status, taken.body["error"].innerError.code]).toEqual([400, "NameAlreadyExists"]);
  await stage.teams.advance("P31D");
  expect((await make("INC-2-SECOND")).status).toBe(201);
});

test.each([
  "",
  " ",
  "x".repeat(51),
  "a/b",
  "a#b",
  "what?",
  "a..b",
  "_start",
  ".start",
  "end.",
  "CON",
  "com1",
  "forms",
  "desktop.ini",
  "a\u0007b",
  'say "x"',
  "a_vti_b",
  "it's",
])("the name %j is not lawful", async (name) => {
  expect((await make(name)).status).toBe(400);
});

test("channels are listed in pages, and found by name", async () => {
  for (let number = 0; number < 5; number++) await make(`page-${number}`);
  const names: string[] = [];
  let next: string | undefined = `${root}/channels?$top=2`;
  while (next !== undefined) {
    const { body }: Spoken = await stage.as("graph", "GET", next);
    names.push(...body["value"].map((each: { displayName: string }) => each.displayName));
    next = (body["@odata.nextLink"] as string | undefined)?.replace(stage.sandbox.url, "");
  }
  expect(names).toEqual(expect.arrayContaining(["General", "Alerts", "page-0", "page-4"]));
  const found = await stage.as("graph", "GET", `${root}/channels?$filter=${inPath("displayName eq 'page-3'")}`);
  expect(found.body["value"].map((each: { displayName: string }) => each.displayName)).toEqual(["page-3"]);
});

test("a team holds 1,000 channels, deleted ones included", async () => {
  const full = await startStage();
  const group = teamSeeds.contoso.group;
  const path = `/graph/v1.0/teams/${group}/channels`;
  const first = await full.as("graph", "POST", path, { displayName: "to be deleted" });
  await full.as("graph", "DELETE", `${path}/${inPath(first.body["id"])}`);
  const have = 5;
  for (let number = have; number < 1000; number++)
    full.sandbox.store.addPlace({
      id: `19:${number}@thread.tacv2`,
      kind: "channel",
      name: `channel ${number}`,
      team: group,
      createdAt: "2026-01-01T00:00:00Z",
      tabs: [],
    });
  expect((await full.as("graph", "POST", path, { displayName: "one too many" })).status).toBe(400);
  await full.teams.advance("P31D");
  expect((await full.as("graph", "POST", path, { displayName: "one too many" })).status).toBe(201);
  await full.close();
});

describe("permissions", () => {
  test("without consent nothing is made, and the error names what is missing", async () => {
    await stage.teams.grants({ resourceSpecific: [] });
    const refused = await make("inc-3");
    expect([refused.status, refused.body["error"].code]).toEqual([403, "Forbidden"]);
    expect(refused.body["error"].message).toContain("Channel.Create.Group");
    await stage.teams.grants({ roles: ["Channel.Create"] });
    expect((await make("inc-3")).status).toBe(201);
  });

  test("reading users needs a permission in the token", async () => {
    await stage.teams.grants({ roles: [] });
    expect((await stage.as("graph", "GET", "/graph/v1.0/users/MeganB@contoso.onmicrosoft.com")).status).toBe(403);
    await stage.teams.grants({
      roles: ["User.ReadBasic.All"],
      resourceSpecific: [
        "TeamMember.Read.Group",
        "ChannelMessage.Read.Group",
        "TeamsTab.Create.Group",
        "TeamsTab.Read.Group",
        "TeamsActivity.Send.Group",
      ],
    });
    expect(
      (await stage.as("graph", "GET", "/graph/v1.0/users/MeganB@contoso.onmicrosoft.com")).body["displayName"],
    ).toBe("Megan Bowen");
    expect((await stage.as("graph", "GET", "/graph/v1.0/users/Nobody")).status).toBe(404);
  });

  test("a token for something else, or none, is 401", async () => {
    for (const who of ["nobody", "connector"] as const)
      expect((await stage.as(who, "GET", `${root}/channels`)).status).toBe(401);
  });
});

test("members, messages with replies, tabs and activity notices work", async () => {
  expect((await stage.as("graph", "GET", `${root}/members`)).body["value"]).toHaveLength(15);
  const alerts = await idOf(stage, "Alerts");
  const said = await stage.teams.say(alerts, "Lee Gu", "first");
  await stage.teams.say(alerts, "Joni Sherman", "reply", said.id);
  await stage.teams.say(alerts, "Lee Gu", "second");
  const path = `${root}/channels/${inPath(alerts)}`;
  const listed = await stage.as("graph", "GET", `${path}/messages?$top=1`);
  expect([listed.body["value"][0].body.content, typeof listed.body["@odata.nextLink"]]).toEqual([
    "<p>second</p>",
    "string",
  ]);
  expect((await stage.as("graph", "GET", `${path}/messages/${said.id}/replies`)).body["value"][0].body.content).toBe(
    "<p>reply</p>",
  );
  const bind = { "teamsApp@odata.bind": "https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/muster" };
  expect((await stage.as("graph", "POST", `${path}/tabs`, { displayName: "Incident", ...bind })).status).toBe(201);
  expect((await stage.as("graph", "GET", `${path}/tabs`)).body["value"]).toHaveLength(1);
  const notice = {
    topic: { source: "text", value: "INC-1", webUrl: "https://teams.microsoft.com/l/" },
    activityType: "paged",
    previewText: { content: "You are paged" },
    recipient: {
      "@odata.type": "#microsoft.graph.aadUserNotificationRecipient",
      userId: (await stage.teams.people())[0]!.id,
    },
  };
  expect((await stage.as("graph", "POST", `${root}/sendActivityNotification`, notice)).status).toBe(204);
  expect((await stage.as("graph", "POST", `${root}/sendActivityNotification`, { ...notice, topic: {} })).status).toBe(
    400,
  );
  expect((await stage.teams.notices()).map((each) => each.previewText)).toEqual(["You are paged"]);
});
