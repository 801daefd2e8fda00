/** People come and go, and one of them is a guest: rosters, Graph and the bot follow. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { botFacingId, findPerson, guest, tenant } from "../../sandbox/people.ts";
import { teamSeeds } from "../../sandbox/world.ts";
import { idOf, inPath, type Stage, startStage } from "./fake-bot.ts";

const lee = findPerson("Lee Gu")!;

let stage: Stage;
let alerts: string;
let general: string;

beforeAll(async () => {
  stage = await startStage({ throttle: "off" });
  alerts = await idOf(stage, "Alerts");
  general = (await stage.teams.teams()).find(({ name }) => name === "Incidents")!.thread;
});
beforeEach(async () => {
  await stage.teams.join("Incidents", "Lee Gu");
  await stage.teams.leave("Incidents", guest.id);
});
afterAll(() => stage.close());

const last = () => stage.bot.heard.at(-1)!;
const roster = async (conversation: string) => {
  const path = `/connector/v3/conversations/${inPath(conversation)}/pagedmembers`;
  const { body } = await stage.as("connector", "GET", path);
  return body["members"] as { name: string; aadObjectId: string; userRole: string; tenantId: string; email: string }[];
};
const inGraph = async () =>
  (await stage.as("graph", "GET", `/graph/v1.0/teams/${teamSeeds.incidents.group}/members`)).body["value"];
const names = (people: readonly { name?: string; displayName?: string }[]) =>
  people.map(({ name, displayName }) => name ?? displayName);

test("who leaves a team is in none of its channels any more, and the bot hears of it", async () => {
  const { members, delivered } = await stage.teams.leave("Incidents", "Lee Gu");
  expect(members).not.toContain(lee.id);
  expect(delivered?.status).toBe(200);
  expect(last()).toMatchObject({
    type: "conversationUpdate",
    membersRemoved: [{ id: botFacingId(lee), aadObjectId: lee.id }],
    conversation: { id: general, conversationType: "channel" },
    channelData: { eventType: "teamMemberRemoved", team: { id: general }, tenant: { id: tenant } },
  });
  expect(last()).not.toHaveProperty("membersAdded");
  for (const channel of [alerts, general]) expect(names(await roster(channel))).not.toContain("Lee Gu");
  expect(names(await inGraph())).not.toContain("Lee Gu");
  expect(names(await roster(await idOf(stage, "Payments")))).toContain("Lee Gu");
  const one = `/connector/v3/conversations/${inPath(alerts)}/members/${lee.id}`;
  expect((await stage.as("connector", "GET", one)).body["error"].code).toBe("MemberNotFoundInConversation");
  const team = await stage.as("connector", "GET", `/connector/v3/teams/${inPath(general)}`);
  expect(team.body["memberCount"]).toBe(14);
});

test("who has left says and changes nothing there, and what they said stays", async () => {
  const said = await stage.teams.say(alerts, "Lee Gu", "before");
  await stage.teams.leave("Incidents", "Lee Gu");
  await expect(stage.teams.say(alerts, "Lee Gu", "after")).rejects.toMatchObject({ status: 403 });
  await expect(stage.teams.edit(alerts, said.id, "after")).rejects.toMatchObject({ status: 403 });
  await expect(stage.teams.react(said.id, "Lee Gu", "like")).rejects.toMatchObject({ status: 403 });
  expect((await stage.teams.messages(alerts)).at(-1)).toMatchObject({ text: "before", from: { name: "Lee Gu" } });
});

test("who comes back is there again, and coming or going twice is told once", async () => {
  await stage.teams.leave("Incidents", "Lee Gu");
  const heard = stage.bot.heard.length;
  expect(await stage.teams.leave("Incidents", "Lee Gu")).not.toHaveProperty("delivered");
  expect(stage.bot.heard).toHaveLength(heard);
  await stage.teams.join(teamSeeds.incidents.group, lee.upn);
  expect(last()).toMatchObject({
    membersAdded: [{ id: botFacingId(lee) }],
    channelData: { eventType: "teamMemberAdded" },
  });
  await stage.teams.join("Incidents", "Lee Gu");
  expect(stage.bot.heard).toHaveLength(heard + 1);
  expect(names(await roster(alerts))).toContain("Lee Gu");
});

test("a bot that is not in the team hears nothing", async () => {
  await stage.teams.install(alerts, false);
  const heard = stage.bot.heard.length;
  await stage.teams.leave("Incidents", "Lee Gu");
  expect(stage.bot.heard).toHaveLength(heard);
  await stage.teams.install(alerts, true);
});

test("nobody is notified in a team that they are not in", async () => {
  await stage.teams.leave("Incidents", "Lee Gu");
  const notice = {
    topic: { source: "text", value: "INC-1", webUrl: "https://teams.microsoft.com/l/" },
    activityType: "paged",
    previewText: { content: "p" },
    recipient: { "@odata.type": "#microsoft.graph.aadUserNotificationRecipient", userId: lee.id },
  };
  const path = `/graph/v1.0/teams/${teamSeeds.incidents.group}/sendActivityNotification`;
  expect((await stage.as("graph", "POST", path, notice)).status).toBe(400);
});

test("there is no such team and no such person", async () => {
  await expect(stage.teams.join("Nowhere", "Lee Gu")).rejects.toMatchObject({ status: 404 });
  await expect(stage.teams.join("Incidents", "Mallory")).rejects.toMatchObject({ status: 404 });
});

describe("a guest", () => {
  test("is known, is in no team, and speaks in none", async () => {
    expect((await stage.teams.people()).at(-1)).toMatchObject({
      name: guest.name,
      guestOf: { tenant: expect.any(String) },
    });
    expect(names(await roster(alerts))).not.toContain(guest.name);
    await expect(stage.teams.say(alerts, guest.name, "hello")).rejects.toMatchObject({ status: 403 });
  });

  test("is shown to the bot with their own tenant and role once they are in a team", async () => {
    await stage.teams.join("Incidents", guest.name);
    expect(last()["membersAdded"]).toEqual([{ id: botFacingId(guest), aadObjectId: guest.id }]);
    const found = (await roster(alerts)).find(({ name }) => name === guest.name);
    expect(found).toMatchObject({
      userRole: "guest",
      tenantId: guest.guestOf!.tenant,
      email: "rene.valdes@fabrikam.com",
      userPrincipalName: guest.upn,
    });
    expect(found!.tenantId).not.toBe(tenant);
    expect((await roster(alerts)).find(({ name }) => name === "Lee Gu")).toMatchObject({
      userRole: "user",
      tenantId: tenant,
    });
    const one = `/connector/v3/conversations/${inPath(alerts)}/members/${inPath(botFacingId(guest))}`;
    expect((await stage.as("connector", "GET", one)).body["userRole"]).toBe("guest");
    expect(await inGraph()).toContainEqual(
      expect.objectContaining({ displayName: guest.name, roles: ["guest"], tenantId: guest.guestOf!.tenant }),
    );
  });

  test("speaks and is mentioned like anybody else", async () => {
    await stage.teams.join("Incidents", guest.name);
    await stage.teams.say(alerts, guest.name, `<at>Muster</at> and <at>${guest.name}</at>`);
    expect(last()).toMatchObject({ from: { aadObjectId: guest.id, name: guest.name } });
    expect(last()["entities"][1].mentioned).toMatchObject({ aadObjectId: guest.id, name: guest.name });
  });

  test("has no chat with the bot, and no work items", async () => {
    const open = { isGroup: false, members: [{ id: guest.id }], tenantId: tenant };
    expect((await stage.as("connector", "POST", "/connector/v3/conversations", open)).body["error"].code).toBe(
      "ForbiddenOperationException",
    );
    const assigned = [
      { op: "add", path: "/fields/System.Title", value: "t" },
      { op: "add", path: "/fields/System.AssignedTo", value: guest.name },
    ];
    const path = "/devops/contoso/Operations/_apis/wit/workitems/$Issue";
    expect((await stage.as("devops", "POST", path, assigned)).status).toBe(400);
  });
});
