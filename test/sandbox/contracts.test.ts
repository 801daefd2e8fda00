/** The sandbox answers in the shapes that Microsoft publishes; without those files at hand there is nothing to hold it against. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { tenant } from "../../sandbox/people.ts";
import { teamSeeds } from "../../sandbox/world.ts";
import { activityProblems, hasContracts, problemsIn, updateProblems } from "./contracts.ts";
import { card, idOf, inPath, type Stage, startStage } from "./fake-bot.ts";

let stage: Stage;
beforeAll(async () => {
  const command = { id: "x", type: "action", title: "x", context: ["message"], fetchTask: true };
  stage = await startStage({ throttle: "off", manifest: { composeExtensions: [{ commands: [command] }] } });
  if (!hasContracts) console.warn("Microsoft's contract files are not at hand; the shapes are not checked.");
});
afterAll(() => stage.close());

const expectConforming = async (least: number) => {
  const har = await stage.teams.har();
  expect(har.log.entries.length).toBeGreaterThanOrEqual(least);
  expect(problemsIn(har)).toEqual([]);
};

test("the connector's answers", async () => {
  const root = "/connector/v3/conversations";
  const payments = await idOf(stage, "Payments");
  const person = (await stage.teams.people())[0]!;
  const opened = await stage.as("connector", "POST", root, {
    isGroup: true,
    channelData: { channel: { id: payments } },
    activity: { type: "message", text: "x" },
  });
  await stage.as("connector", "POST", root, { isGroup: false, members: [{ id: person.id }], tenantId: tenant });
  const path = `${root}/${inPath(payments)}`;
  const { body } = await stage.as("connector", "POST", `${path}/activities`, {
    type: "message",
    attachments: [card()],
  });
  await stage.as("connector", "POST", `${path}/activities/${opened.body["activityId"]}`, {
    type: "message",
    text: "reply",
  });
  await stage.as("connector", "PUT", `${path}/activities/${body["id"]}`, { type: "message", text: "x" });
  await stage.as("connector", "DELETE", `${path}/activities/${body["id"]}`);
  for (const read of ["members", `members/${person.id}`, "pagedmembers", "members/nobody"])
    await stage.as("connector", "GET", `${path}/${read}`);
  await stage.as("connector", "POST", `${path}/activities`, { type: "message", text: "" });
  await stage.as("nobody", "POST", `${path}/activities`, { type: "message", text: "x" });
  await stage.as("connector", "GET", `/connector/v3/teams/${inPath(await idOf(stage, "General"))}`);
  const picture = { name: "a.png", contentType: "image/png", bytes: 9 };
  const said = await stage.teams.say(payments, "Lee Gu", "look", undefined, { attachments: [picture] });
  for (const read of ["", "/views/original", "/views/nothing"])
    await stage.as("connector", "GET", `/connector/v3/attachments/${said.files![0]!.id}${read}`);
  await expectConforming(12);
});

test("Graph's answers", async () => {
  const root = `/graph/v1.0/teams/${teamSeeds.incidents.group}`;
  const { body } = await stage.as("graph", "POST", `${root}/channels`, {
    displayName: "inc-1",
    description: "INC-1",
    membershipType: "standard",
  });
  const said = await stage.teams.say(body["id"], "Lee Gu", "<at>Muster</at> and <at>Lee Gu</at>: hello");
  const attachments = [
    { name: "a.png", contentType: "image/png", bytes: 9 },
    { name: "a.txt", contentType: "text/plain", bytes: 9 },
  ];
  const reply = await stage.teams.say(body["id"], "Joni Sherman", "reply", said.id, { attachments });
  await stage.as("connector", "POST", `/connector/v3/conversations/${inPath(body["id"])}/activities`, {
    type: "message",
    attachments: [card()],
  });
  const path = `${root}/channels/${inPath(body["id"])}`;
  await stage.as("graph", "POST", `${path}/tabs`, {
    displayName: "t",
    "teamsApp@odata.bind": "https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/x",
    configuration: { entityId: "x", contentUrl: "https://example.org" },
  });
  const notice = {
    topic: { source: "text", value: "v", webUrl: "https://teams.microsoft.com/l/" },
    activityType: "paged",
    previewText: { content: "p" },
    recipient: {
      "@odata.type": "#microsoft.graph.aadUserNotificationRecipient",
      userId: (await stage.teams.people())[0]!.id,
    },
  };
  await stage.as("graph", "POST", `${root}/sendActivityNotification`, notice);
  const reads = ["", "/members", "/channels", "/channels?$top=1", "/channels/nothing"].map((each) => root + each);
  for (const reaction of ["like", "pushpin"]) await stage.teams.react(said.id, "Lee Gu", reaction);
  for (const each of [
    ...reads,
    path,
    `${path}/messages`,
    `${path}/messages/${said.id}`,
    `${path}/messages/${said.id}/replies`,
    `${path}/messages/${said.id}/replies/${reply.id}`,
    `${path}/messages/${said.id}/replies/${reply.id}/hostedContents`,
    `${path}/messages/${said.id}/hostedContents`,
    `${path}/messages/${said.id}/hostedContents/nothing/$value`,
    `${path}/messages/delta?$expand=replies&$top=1`,
    `${path}/messages/delta?$top=99`,
    `${path}/tabs`,
    "/graph/v1.0/users/MeganB@contoso.onmicrosoft.com",
    "/graph/v1.0/users/nobody",
  ])
    await stage.as("graph", "GET", each);
  await stage.as("graph", "POST", `${root}/channels`, { displayName: "inc-1" });
  await stage.as("graph", "PATCH", path, { displayName: "inc-2" });
  await stage.as("graph", "DELETE", path);
  await stage.as("nobody", "GET", root);
  await expectConforming(20);
});

test("Azure DevOps' answers", async () => {
  const root = "/devops/contoso/Operations/_apis/wit";
  const { body } = await stage.as("devops", "POST", `${root}/workitems/$Issue`, [
    { op: "add", path: "/fields/System.Title", value: "t" },
  ]);
  await stage.as("devops", "PATCH", `${root}/workitems/${body["id"]}`, [
    {
      op: "add",
      path: "/relations/-",
      value: { rel: "Hyperlink", url: "https://example.org", attributes: { comment: "c" } },
    },
  ]);
  await stage.as("devops", "POST", `${root}/workItems/${body["id"]}/comments`, { text: "x" });
  await stage.as("devops", "POST", `${root}/wiql`, { query: "SELECT [System.Id] FROM WorkItems" });
  for (const read of [
    `workitems/${body["id"]}`,
    `workitems?ids=${body["id"]}`,
    `workItems/${body["id"]}/comments`,
    "workitemtypes",
    "workitemtypes/Issue",
    "workitemtypes/Issue/states",
    "workitemtypes/Issue/fields",
    "workitems/99",
  ])
    await stage.as("devops", "GET", `${root}/${read}`);
  await expectConforming(12);
});

test("Azure DevOps' answers with the process on-call, to edits by people, and to queries", async () => {
  const onCall = await startStage({ process: "on-call" });
  const root = "/devops/contoso/Operations/_apis/wit";
  const { body } = await onCall.as("devops", "POST", `${root}/workitems/$Incident`, [
    { op: "add", path: "/fields/System.Title", value: "t" },
    { op: "add", path: "/fields/Custom.IncidentSeverity", value: 2 },
    { op: "add", path: "/fields/Custom.Timetodetection", value: "2026-11-23T14:05:00Z" },
  ]);
  const link = { rel: "Hyperlink", url: "https://example.org", attributes: { comment: "c" } };
  const item = `${root}/workItems/${body["id"]}`;
  await onCall.as("devops", "PATCH", item, [{ op: "add", path: "/relations/-", value: link }]);
  const edit = { from: "Lee Gu", title: "u", state: "Escalated", assignedTo: "Megan Bowen", comment: "c" };
  await onCall.teams.editWorkItem(body["id"], edit);
  const query =
    "SELECT [System.Id], [Custom.IncidentSeverity] FROM WorkItems WHERE [System.Id] > 0 OR [System.Title] = 'x' ORDER BY [System.Id] DESC";
  await onCall.as("devops", "POST", "/devops/contoso/Operations/Operations%20Team/_apis/wit/wiql", { query });
  for (const read of [
    item,
    `${item}/updates`,
    `${item}/comments`,
    `${root}/workitems?ids=${body["id"]}`,
    `${root}/workitemtypes`,
    `${root}/workitemtypes/Incident`,
    `${root}/workitemtypes/Incident/states`,
    `${root}/workitemtypes/Incident/fields`,
    `${root}/workitemtypes/Incident/fields?$expand=allowedValues`,
  ])
    await onCall.as("devops", "GET", read);
  await onCall.teams.deleteWorkItem(body["id"], "Lee Gu");
  await onCall.as("devops", "GET", item);
  const [har, reports] = [await onCall.teams.har(), onCall.bot.reports];
  await onCall.close();
  expect(har.log.entries.filter(({ request }) => request.url.includes("/devops/")).length).toBe(13);
  expect(problemsIn(har)).toEqual([]);
  const updates = reports.map((each) => each.body["resource"]).filter((each) => "workItemId" in each);
  expect(updates.length).toBe(2);
  expect(updates.flatMap(updateProblems)).toEqual([]);
});

test("the activities that the bot hears", async () => {
  const payments = await idOf(stage, "Payments");
  const attachments = [{ name: "a.png", contentType: "image/png", bytes: 9 }];
  const said = await stage.teams.say(payments, "Lee Gu", "<at>Muster</at> hello", undefined, { attachments });
  await stage.teams.edit(payments, said.id, "bye");
  for (const set of [true, false]) await stage.teams.react(said.id, "Lee Gu", "pushpin", set);
  await stage.teams.act(said.id, "Lee Gu", "x");
  await stage.teams.remove(payments, said.id);
  await stage.teams.install(payments, false);
  await stage.teams.install(payments, true);
  expect(new Set(stage.bot.heard.map((each) => each["type"]))).toEqual(
    new Set([
      "message",
      "messageUpdate",
      "messageReaction",
      "invoke",
      "messageDelete",
      "conversationUpdate",
      "installationUpdate",
    ]),
  );
  expect(stage.bot.heard.flatMap(activityProblems)).toEqual([]);
});
