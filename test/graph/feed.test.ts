import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "@jest/globals";
import { graphFeed } from "../../src/graph/feed.ts";
import { problemsOf } from "./contract.ts";
import { type Reply, type Scripted, scripted, type Seen } from "./scripted.ts";
import { outageOf, testTools } from "./tools.ts";

const ada = { id: "87d349ed-44d7-43e1-9a83-5f2406dee5bd", name: "Ada" };
const team = "33333333-3333-4333-8333-333333333333";
const notice = { team, channel: "19:abc@thread.tacv2", text: "SEV1 INC-42 checkout is down", because: "" };

let server: Scripted;
afterEach(() => server.stop());
async function against(answer: (seen: Seen, number: number) => Reply = () => ({ status: 204 })) {
  server = await scripted(answer);
  const tools = { ...testTools(), config: { GRAPH_URL: server.url } };
  return { feed: graphFeed(tools), tools, seen: server.seen };
}

test("a notice leads to the incident's channel, and Graph would take it", async () => {
  const { feed, seen } = await against();
  await feed.notify(ada, notice);
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({ method: "POST", path: `/teams/${team}/sendActivityNotification` });
  expect(seen[0]?.body).toEqual({
    topic: { source: "entityUrl", value: `${server.url}/teams/${team}/channels/19:abc@thread.tacv2` },
    activityType: "paged",
    previewText: { content: "SEV1 INC-42 checkout is down" },
    templateParameters: [{ name: "title", value: "SEV1 INC-42 checkout is down" }],
    recipient: { "@odata.type": "microsoft.graph.aadUserNotificationRecipient", userId: ada.id },
  });
  expect(problemsOf(seen[0]!)).toEqual([]);
});

test("the kind of notice and its words are declared in the app's manifest", async () => {
  const { feed, seen } = await against();
  await feed.notify(ada, notice);
  const manifest = JSON.parse(readFileSync(new URL("../../appPackage/manifest.json", import.meta.url), "utf8")) as {
    activities: { activityTypes: { type: string; templateText: string }[] };
  };
  const body = seen[0]!.body as { activityType: string; templateParameters: { name: string }[] };
  const declared = manifest.activities.activityTypes.find(({ type }) => type === body.activityType);
  const wanted = [...declared!.templateText.matchAll(/\{(\w+)\}/g)]
    .map((each) => each[1])
    .filter((name) => name !== "actor");
  expect(body.templateParameters.map(({ name }) => name)).toEqual(wanted);
});

test("without a channel it leads to the team; the reason is shown where there is one, and nothing is too long", async () => {
  const { feed, seen } = await against();
  await feed.notify(ada, {
    ...notice,
    channel: undefined,
    text: `a\n${"x".repeat(500)}`,
    because: "you know payments",
  });
  const body = seen[0]!.body as {
    topic: { value: string };
    previewText: { content: string };
    templateParameters: { value: string }[];
  };
  expect(body.topic.value).toBe(`${server.url}/teams/${team}`);
  expect(body.previewText.content).toBe("you know payments");
  expect(body.templateParameters[0]?.value).toMatch(/^a x{147}…$/);
});

test("ids cannot become another path", async () => {
  const { feed, seen } = await against();
  await feed.notify(ada, { ...notice, team: "../users/x", channel: "19:a/../b?c" });
  expect(seen[0]?.path).toBe("/teams/../users/x/sendActivityNotification");
  expect((seen[0]!.body as { topic: { value: string } }).topic.value).toBe(
    `${server.url}/teams/..%2Fusers%2Fx/channels/19:a%2F..%2Fb%3Fc`,
  );
});

test("a crowd is spread out, and turned away when it would wait too long", async () => {
  const { tools, seen } = await against();
  const waits: number[] = [];
  const at = new Date("2026-11-22T10:00:00Z");
  const feed = graphFeed({ ...tools, now: () => at, pause: async (ms) => void waits.push(ms) });
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => feed.notify(ada, notice)));
  expect(waits.slice(0, 3)).toEqual([250, 500, 750]);
  expect(seen).toHaveLength(41);
  const late = results.filter((each) => each.status === "rejected");
  expect(late).toHaveLength(9);
  expect(late[0]?.reason).toMatchObject({ name: "Outage", again: true, message: expect.stringMatching(/notices/) });
});

test("a missing permission is named, and whoever has no account is not asked for", async () => {
  const { feed, seen } = await against(() => ({ status: 403, body: { error: { code: "Forbidden", message: "no" } } }));
  const outage = await outageOf(feed.notify(ada, notice));
  expect([outage.again, outage.message]).toEqual([false, expect.stringMatching(/TeamsActivity\.Send\.Group/)]);
  const nobody = await outageOf(feed.notify({ id: "name:ada", name: "Ada" }, notice));
  expect([nobody.again, nobody.message, seen.length]).toEqual([false, expect.stringMatching(/no Teams account/), 1]);
});

test("a notice that may have been shown is not shown again by itself", async () => {
  const { feed, seen } = await against(() => ({ status: 502 }));
  expect((await outageOf(feed.notify(ada, notice))).again).toBe(true);
  expect(seen).toHaveLength(1);
});
