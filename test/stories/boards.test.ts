import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Place, eventually, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams({ process: "on-call", environment: { RUNBOOKS_URL: "https://example.org/guides" } });
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev2 checkout is slow");
  channel = await teams.incidentChannel("INC-1");
  await settle();
});
afterAll(() => teams.stop());

/** Until all is over that is under way, also the hooks, which nobody waits for who changes a work item. */
const settle = () => teams.advance("PT1S");
const items = () => teams.workItems();
const item = async (id = 1) => (await items()).find((each) => each.id === id)!;
const field = async (name: string, id = 1) => (await item(id)).fields[name];
const name = (value: unknown) => (value as { displayName?: string } | undefined)?.displayName;
const card = async () => seen((await channel.cards())[0]!).replace(/\s+/g, " ");
const said = async () => (await channel.texts()).join("\n");
const types = async (id = "INC-1") => (await teams.facts(id)).map(({ type }) => type);
const count = async (type: string) => (await types()).filter((each) => each === type).length;
/** A person changes it in Azure Boards, and all that follows from it is over. */
async function edit(
  change: Omit<Parameters<Teams["editWorkItem"]>[1], "from">,
  from = "Lee Gu",
  id = 1,
): Promise<void> {
  await teams.editWorkItem(id, { from, ...change });
  await settle();
}
async function say(text: string, who = "Adele Vance"): Promise<void> {
  await channel.say(who, text);
  await settle();
}

describe("the work item of an incident", () => {
  test("has the type, state and fields that the process has for it", async () => {
    const { fields, relations } = await item();
    expect(fields).toMatchObject({
      "System.WorkItemType": "Incident",
      "System.State": "New Incident",
      "System.Title": "checkout is slow",
      "Custom.IncidentSeverity": 2,
      "Custom.Conversation": expect.stringContaining("/l/channel/"),
    });
    expect(name(fields["System.AssignedTo"])).toBe("Megan Bowen");
    expect(relations?.map(({ attributes }) => attributes["comment"])).toContain("Communications Channel");
    const description = String(fields["System.Description"]);
    expect(description).toMatch(/Communications Channel<\/a>.*Status page<\/a>.*Guide: /s);
    expect(description).toContain("https://example.org/guides/checkout-failures.md");
  });

  test("is escalated when nobody answers, acknowledged when somebody does, and says so", async () => {
    await teams.advance("PT6M");
    expect(await field("System.State")).toBe("Escalated");
    await say("@Muster ack", "Alex Wilber");
    expect(await field("System.State")).toBe("Acknowledged");
    expect(name(await field("System.AssignedTo"))).toBe("Alex Wilber");
    await say("@Muster detected by customer <b>ticket</b> 4711");
    await say("@Muster when detected 3 min ago because the ticket says so");
    await say("@Muster decide we fail over <now>");
    expect(String(await field("Custom.Sourceofalert"))).toContain("customer: ");
    expect(Date.parse(String(await field("Custom.Timetodetection")))).not.toBeNaN();
    const words = (await item()).comments.map(({ text }) => text);
    expect(words).toEqual([
      expect.stringMatching(/UTC: Alex Wilber acknowledged/),
      expect.stringMatching(/UTC: Adele Vance decided: we fail over &lt;now&gt;/),
    ]);
  });
});

describe("what a person changes in Azure Boards", () => {
  test("is what holds: the title, the severity and who it is for come back, with their name", async () => {
    await edit({ title: "checkout and <b>payments</b> are slow", severity: 3, assignedTo: "Nestor Wilke" });
    expect(await card()).toMatch(/^SEV 3/);
    expect(await card()).toContain("checkout and <b>payments</b> are slow");
    const words = await said();
    expect(words).toMatch(/Lee Gu changed in Azure Boards: Title from “checkout is slow” to/);
    expect(words).toContain("Lee Gu changed severity from 2 to 3: changed in Azure Boards");
    expect(words).toContain("Lee Gu assigned the work item to Nestor Wilke.");
    const { fields } = await item();
    expect(fields["System.Tags"]).toContain("sev3");
    expect(name(fields["System.AssignedTo"])).toBe("Nestor Wilke");
    const of = ["work item edited", "renamed", "severity changed", "work item assigned"];
    const entries = (await teams.entries("INC-1")).filter(
      ({ fact, from }) => from === "azure boards" && of.includes(fact.type),
    );
    expect(entries.map(({ fact, by }) => [fact.type, by.kind === "person" ? by.person.name : by.kind])).toEqual(
      of.map((type) => [type, "Lee Gu"]),
    );
  });

  test("is told once, and our own changes never come back", async () => {
    const before = [await count("work item edited"), (await teams.entries("INC-1")).length];
    await teams.advance("PT6M");
    await say("@Muster note nothing new");
    expect(await count("work item edited")).toBe(before[0]);
    await say("@Muster update we are on it");
    await teams.advance("PT1M");
    expect(await count("work item edited")).toBe(before[0]);
  });

  test("stays until somebody in Teams says otherwise about the same thing", async () => {
    await edit({ description: "<p>What <b>we</b> know</p>" });
    await say("@Muster link https://grafana.example/d/1 the dashboard");
    expect(await field("System.Description")).toBe("<p>What <b>we</b> know</p>");
    expect((await item()).relations?.map(({ url }) => url)).toContain("https://grafana.example/d/1");
    await say("@Muster severity 1 because it is everywhere");
    expect(await field("Custom.IncidentSeverity")).toBe(1);
    await say("@Muster lead me", "Adele Vance");
    expect(name(await field("System.AssignedTo"))).toBe("Adele Vance");
  });

  test("ends the incident, and opens it again", async () => {
    await edit({ state: "Resolved" });
    expect(await said()).toContain("Lee Gu changed in Azure Boards: State from “Acknowledged” to “Resolved”");
    expect((await teams.facts("INC-1")).find(({ type }) => type === "resolved")).toMatchObject({
      summary: "changed in Azure Boards",
    });
    expect(await field("System.State")).toBe("Resolved");
    await edit({ state: "Acknowledged" });
    expect(await count("reopened")).toBe(1);
    expect(await field("System.State")).toBe("Acknowledged");
  });

  test("may be somebody's whom nobody here knows, and a hook that says what is not so changes nothing", async () => {
    const hook = (body: unknown, headers: Record<string, string>) =>
      fetch(`${teams.sandbox.muster.url}/api/boards/hook`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      });
    const authorization = `Basic ${Buffer.from("x:sandbox").toString("base64")}`;
    const lie = {
      eventType: "workitem.updated",
      resource: { workItemId: 1, rev: 999, fields: { "System.Title": { newValue: "pwned" } } },
    };
    const before = (await teams.entries("INC-1")).length;
    expect((await hook(lie, { authorization })).status).toBe(200);
    expect((await hook({ eventType: "workitem.deleted", resource: { id: 1 } }, { authorization })).status).toBe(200);
    expect((await hook(lie, {})).status).toBe(401);
    await settle();
    expect((await teams.entries("INC-1")).length).toBe(before);
  });
});

describe("when hooks are lost", () => {
  test("an edit is found by looking, and before anything is written", async () => {
    await teams.hooks(false);
    await edit({ title: "found by looking" });
    expect(await card()).not.toContain("found by looking");
    await teams.advance("PT6M");
    await fetch(`${teams.sandbox.muster.url}/dev/round`, { method: "POST" });
    await settle();
    expect(await card()).toContain("found by looking");
    await edit({ severity: 4 });
    await say("@Muster update half of it is back");
    await eventually(async () => ((await card()).startsWith("SEV 4") ? true : undefined));
    expect(await field("Custom.IncidentSeverity")).toBe(4);
    await teams.hooks(true);
  });
});

describe("when Azure Boards is down", () => {
  test("the incident goes on, and all of it is there when Boards is back, once", async () => {
    await teams.fault({ match: "/devops/", status: 503, times: 500 });
    await say("@Muster severity 2 because it is worse");
    await say("@Muster decide we call the bank");
    expect(await card()).toMatch(/^SEV 2/);
    await teams.advance("PT1M");
    expect(await field("Custom.IncidentSeverity")).toBe(4);
    await teams.clearFaults();
    await eventually(async () => {
      await teams.advance("PT30S");
      return (await field("Custom.IncidentSeverity")) === 2 ? true : undefined;
    });
    const told = (await item()).comments.map(({ text }) => text).join("\n");
    expect(told.match(/decided: we call the bank/g)).toHaveLength(1);
    expect(told.match(/changed severity from 4 to 2/g)).toHaveLength(1);
    expect(await count("gave up")).toBe(0);
  });

  test("a change whose answer was lost is made once, and is nobody else's", async () => {
    const before = await count("work item edited");
    await teams.fault({ match: "PATCH /devops/", drop: "after", times: 1 });
    await say("@Muster severity 3 because it is better");
    await say("@Muster decide we wait");
    await teams.advance("PT1M");
    expect(await field("Custom.IncidentSeverity")).toBe(3);
    const told = (await item()).comments.map(({ text }) => text).join("\n");
    expect(told.match(/changed severity from 2 to 3/g)).toHaveLength(1);
    expect(told.match(/decided: we wait/g)).toHaveLength(1);
    expect(await count("work item edited")).toBe(before);
  });

  test("it is left alone for as long as it asks, also when it asks with a 200", async () => {
    await teams.fault({ match: "PATCH /devops/", retryAfter: 20, times: 1 });
    await say("@Muster severity 2 because it is worse again");
    expect(await field("Custom.IncidentSeverity")).toBe(2);
    await fetch(`${teams.sandbox.url}/sandbox/traffic.har`, { method: "DELETE" });
    await say("@Muster decide we sleep");
    const asked = (await teams.har()).log.entries.filter(({ request }) => request.url.includes("/devops/"));
    expect(asked.map(({ request }) => `${request.method} ${request.url}`)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    await teams.advance("PT1M");
    expect((await item()).comments.at(-1)?.text).toContain("decided: we sleep");
  });
});

describe("a work item that is deleted", () => {
  test("is lost, which is said with what to do, and comes back when it is restored", async () => {
    await teams.deleteWorkItem(1, "Lee Gu");
    await settle();
    expect(await said()).toMatch(/Work item 1 is gone: it was deleted.*`workitem new`/);
    expect(await card()).toContain("No work item.");
    await teams.restoreWorkItem(1, "Lee Gu");
    await settle();
    expect(await said()).toContain("Work item 1 is there again.");
    await say("@Muster workitem new");
    expect(await said()).toContain("INC-1 has its work item: 1");
  });

  test("has another in its place when somebody asks for one", async () => {
    await teams.deleteWorkItem(1, "Lee Gu");
    await settle();
    await say("@Muster workitem new");
    await eventually(async () => ((await items()).some(({ id }) => id === 2) ? true : undefined));
    await settle();
    expect((await item(2)).fields).toMatchObject({
      "System.Title": "found by looking",
      "Custom.IncidentSeverity": 2,
      "System.State": "Acknowledged",
    });
    await edit({ title: "the second one" }, "Lee Gu", 2);
    expect(await card()).toContain("the second one");
    expect(await card()).toContain("Work item 2");
  });
});

describe("what was put off", () => {
  test("becomes a work item for its owner, related to the incident's, when the incident is closed", async () => {
    await say("@Muster todo @Nestor_Wilke to add an alert");
    await say("@Muster todo write the guide");
    await say("@Muster resolve the certificate was renewed");
    expect((await items()).length).toBe(2);
    await say("@Muster close");
    expect(await said()).toContain("not reviewed yet");
    expect((await items()).length).toBe(2);
    await say("@Muster close anyway because it was ours to learn from");
    await eventually(async () => ((await count("follow-up filed")) === 2 ? true : undefined));
    const [one, other] = (await items()).slice(2);
    expect(one?.fields).toMatchObject({
      "System.WorkItemType": "Task",
      "System.Title": "add an alert",
    });
    expect(name(one?.fields["System.AssignedTo"])).toBe("Nestor Wilke");
    expect(one?.relations?.[0]).toMatchObject({
      rel: "System.LinkTypes.Related",
      url: expect.stringMatching(/workItems\/2$/),
    });
    expect(other?.fields["System.Title"]).toBe("write the guide");
    expect(await field("System.State", 2)).toBe("Ready for Analysis");
  });

  test("and at once when it is noted after that", async () => {
    await say("@Muster todo tell the bank");
    await eventually(async () => ((await count("follow-up filed")) === 3 ? true : undefined));
    expect((await items()).map(({ fields }) => fields["System.Title"])).toContain("tell the bank");
  });
});
