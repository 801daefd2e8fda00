/** Azure DevOps' service hooks: what the web hook says of a work item that changed, and how often it says it. */
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type Heard, type Stage, startStage, type Told } from "./fake-bot.ts";

let stage: Stage;
const root = "/devops/contoso/Operations/_apis/wit/workitems";
const add = (field: string, value: unknown) => ({ op: "add", path: `/fields/${field}`, value });
const create = async (): Promise<number> => {
  const { body } = await stage.as("devops", "POST", `${root}/$Issue`, [add("System.Title", "checkout is down")]);
  return body["id"];
};
const patch = (id: number, document: object[]) => stage.as("devops", "PATCH", `${root}/${id}`, document);
const told = (): Told[] => stage.bot.reports.filter(({ path }) => path === "/api/boards/hook");
const bodies = (): Heard[] => told().map(({ body }) => body);
/** What is under way has arrived when the clock has moved. */
const settled = () => stage.teams.advance("PT0S");

beforeAll(async () => {
  stage = await startStage();
});
beforeEach(() => {
  stage.bot.reports.length = 0;
  stage.bot.refusals.length = 0;
});
afterAll(() => stage.close());

test("a person's edit arrives signed in, with what changed and who changed it", async () => {
  const id = await create();
  await stage.teams.editWorkItem(id, { from: "Adele Vance", state: "Doing", assignedTo: "Megan Bowen" });
  const [report] = told();
  expect(report?.headers["authorization"]).toBe(`Basic ${Buffer.from("muster:sandbox").toString("base64")}`);
  expect(report?.body).toMatchObject({
    subscriptionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    notificationId: expect.any(Number),
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    eventType: "workitem.updated",
    publisherId: "tfs",
    message: { text: expect.stringContaining(`Issue #${id} (checkout is down) transitioned to Doing by Adele Vance`) },
    detailedMessage: { markdown: expect.stringContaining("* New State: Doing") },
    resourceVersion: "1.0",
    resourceContainers: { project: { id: expect.any(String), baseUrl: expect.stringContaining("/devops/contoso/") } },
  });
  expect(report?.body["resource"]).toMatchObject({
    id: 2,
    workItemId: id,
    rev: 2,
    revisedBy: {
      displayName: "Adele Vance",
      uniqueName: "AdeleV@contoso.onmicrosoft.com",
      name: "Adele Vance <AdeleV@contoso.onmicrosoft.com>",
    },
    revisedDate: "9999-01-01T00:00:00Z",
    fields: {
      "System.Rev": { oldValue: 1, newValue: 2 },
      "System.State": { oldValue: "To Do", newValue: "Doing" },
      "System.AssignedTo": { newValue: "Megan Bowen <MeganB@contoso.onmicrosoft.com>" },
      "System.ChangedBy": { newValue: "Adele Vance <AdeleV@contoso.onmicrosoft.com>" },
    },
    revision: { id, rev: 2, fields: { "System.Title": "checkout is down", "System.State": "Doing" } },
  });
  expect(report?.body["resource"].fields["System.Title"]).toBeUndefined();
});

test("the bot's own change is told as well, as its own; what it makes is not", async () => {
  const id = await create();
  await patch(id, [
    add("System.State", "Done"),
    { op: "add", path: "/relations/-", value: { rel: "Hyperlink", url: "https://example.org", attributes: {} } },
  ]);
  await settled();
  const me = await stage.as("devops", "GET", "/devops/contoso/_apis/connectionData");
  expect(bodies().map((each) => [each["eventType"], each["resource"].revisedBy.id])).toEqual([
    ["workitem.updated", me.body["authenticatedUser"].id],
  ]);
  expect(bodies()[0]?.["resource"].relations.added[0].url).toBe("https://example.org");
});

test("nobody waits for it who changes a work item by the interface", async () => {
  const id = await create();
  const { status } = await patch(id, [add("System.State", "Done")]);
  expect([status, told()]).toEqual([200, []]);
  await settled();
  expect(told().length).toBe(1);
});

test("a comment is told twice: as a change and as a comment", async () => {
  const id = await create();
  await stage.teams.editWorkItem(id, { from: "Lee Gu", comment: "<b>worse</b> than we thought" });
  const [updated, commented] = bodies();
  expect([updated?.["eventType"], commented?.["eventType"]]).toEqual(["workitem.updated", "workitem.commented"]);
  expect(updated?.["resource"].fields["System.History"]).toEqual({ newValue: "<b>worse</b> than we thought" });
  expect(commented?.["resource"]).toMatchObject({
    id,
    rev: 2,
    fields: { "System.History": "<b>worse</b> than we thought", "System.CommentCount": 1 },
    commentVersionRef: { version: 1 },
  });
});

test("deleting and restoring have events of their own", async () => {
  const id = await create();
  await stage.teams.deleteWorkItem(id, "Adele Vance");
  await stage.teams.restoreWorkItem(id, "Lee Gu");
  expect(bodies().map((each) => [each["eventType"], each["resource"].id])).toEqual([
    ["workitem.deleted", id],
    ["workitem.restored", id],
  ]);
  expect(bodies()[0]?.["resource"].url).toContain(`/_apis/wit/recyclebin/${id}`);
  expect(bodies()[0]?.["message"].text).toContain("deleted by Adele Vance");
});

test("markup in a title is text in the message", async () => {
  const id = await create();
  await stage.teams.editWorkItem(id, { from: "Lee Gu", title: '<img src="x">' });
  expect(bodies()[0]?.["detailedMessage"].html).toContain("<li>New Title: &lt;img src=&quot;x&quot;&gt;</li>");
});

test("while Muster is in passing trouble it comes again and again, the very same", async () => {
  const id = await create();
  stage.bot.refusals.push(503, 502, 504);
  await stage.teams.editWorkItem(id, { from: "Lee Gu", state: "Doing" });
  await stage.teams.advance("PT8S");
  expect(told().length).toBe(4);
  expect(new Set(told().map(({ text }) => text)).size).toBe(1);
  await stage.teams.advance("PT10M");
  expect(told().length).toBe(4);
});

test("after eight repetitions nobody tries any more", async () => {
  const id = await create();
  stage.bot.refusals.push(...Array.from({ length: 20 }, () => 503));
  await stage.teams.editWorkItem(id, { from: "Lee Gu", state: "Doing" });
  await stage.teams.advance("PT1H");
  expect(told().length).toBe(9);
});

test.each([404, 401, 500, 400])("what is answered with %i is dropped at once", async (status) => {
  const id = await create();
  stage.bot.refusals.push(status);
  await stage.teams.editWorkItem(id, { from: "Lee Gu", state: "Doing" });
  await stage.teams.advance("PT1H");
  expect(told().length).toBe(1);
  expect(stage.sandbox.store.world.reports).toEqual([]);
});

test("switched off it tells nothing, and what happened meanwhile is not told later", async () => {
  const id = await create();
  expect(await stage.teams.hooks(false)).toEqual({ boards: false });
  await stage.teams.editWorkItem(id, { from: "Lee Gu", state: "Doing" });
  await stage.teams.hooks(true);
  await stage.teams.editWorkItem(id, { from: "Lee Gu", state: "Done" });
  expect(bodies().map((each) => each["resource"].fields["System.State"])).toEqual([
    { oldValue: "Doing", newValue: "Done" },
  ]);
  await expect(stage.teams.hooks("off" as unknown as boolean)).rejects.toMatchObject({ status: 400 });
});

test("a change that changes nothing is told to nobody", async () => {
  const id = await create();
  await patch(id, [add("System.Title", "checkout is down")]);
  await settled();
  expect(told()).toEqual([]);
});

test("Muster knows the token that the hook comes with", () => {
  expect(stage.sandbox.muster.environment["BOARDS_HOOK_TOKEN"]).toBe("sandbox");
});
