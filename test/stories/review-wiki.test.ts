import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { personalAccessToken } from "../../sandbox/tokens.ts";
import { type Place, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams({ at: "2026-12-04T10:00:00Z" });
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev2 checkout #1 is $low");
  channel = await teams.incidentChannel("INC-1");
});
afterAll(() => teams.stop());

const page = async (path: string) => (await teams.wiki()).find((each) => each.path === path);

/** Somebody edits a page in the browser. */
async function edit(path: string, content: string): Promise<void> {
  const url = `${teams.sandbox.url}/devops/contoso/Operations/_apis/wiki/wikis/Operations.wiki/pages?path=${encodeURIComponent(path)}`;
  const authorization = `Basic ${Buffer.from(`:${personalAccessToken}`).toString("base64")}`;
  const etag = (await fetch(url, { headers: { authorization } })).headers.get("etag")!;
  const headers = { authorization, "content-type": "application/json", "if-match": etag };
  const answer = await fetch(url, { method: "PUT", headers, body: JSON.stringify({ content }) });
  expect(answer.status).toBe(200);
}

test("the review of an open incident is not published", async () => {
  await channel.say("Adele Vance", "@Muster review publish");
  expect((await channel.texts()).at(-1)).toMatch(/INC-1 is open\. Its review begins when it is resolved\./);
});

test("`review publish` puts the review into the wiki, below a page for all of them, and says where", async () => {
  await channel.say("Adele Vance", "@Muster resolve rolled back");
  await channel.say("Adele Vance", "@Muster review publish");
  expect((await channel.texts()).join("\n")).toMatch(/The review is in the wiki: https?:\S+/);
  const { content } = (await page("/Incident reviews/INC-1"))!;
  expect(content).toMatch(/^# Review of INC-1: checkout \\#1 is \\\$low\n/);
  expect(content).toMatch(/## Contributing factors/);
  expect(await page("/Incident reviews")).toMatchObject({ content: "[[_TOSP_]]\n" });
});

test("published again it is replaced as long as nobody has changed it", async () => {
  await channel.say("Adele Vance", "@Muster review meeting 2026-12-09T14:00Z");
  await channel.say("Adele Vance", "@Muster review publish");
  expect((await page("/Incident reviews/INC-1"))?.content).toContain("| Meeting | Wed 9 Dec 2026 14:00");
  expect(await teams.wiki()).toHaveLength(2);
});

test("what somebody wrote there stays, and the new draft stands beside it and says so", async () => {
  await edit("/Incident reviews/INC-1", "# What we learned\n");
  await channel.say("Adele Vance", "@Muster review publish");
  expect((await page("/Incident reviews/INC-1"))?.content).toBe("# What we learned\n");
  expect((await page("/Incident reviews/INC-1 (draft of 2026-12-04)"))?.content).toMatch(/^# Review of INC-1/);
  expect((await channel.texts()).join("\n")).toMatch(
    /so it was left alone; this draft stands beside it as “INC-1 \(draft of 2026-12-04\)”/,
  );
});

test("a wiki that is down for a while delays it", async () => {
  await teams.fault({ match: "_apis/wiki", status: 503, times: 4 });
  await channel.say("Adele Vance", "@Muster note one more thing");
  await channel.say("Adele Vance", "@Muster review publish");
  await teams.advance("PT2M");
  expect((await page("/Incident reviews/INC-1 (draft of 2026-12-04)"))?.content).toContain("one more thing");
});
