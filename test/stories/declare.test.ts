import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { eventually, seen, startTeams, type Teams } from "./teams.ts";

describe("somebody declares an incident", () => {
  let teams: Teams;
  beforeAll(async () => {
    teams = await startTeams();
  });
  afterAll(() => teams.stop());

  test("and within two seconds there is a card, a channel, a work item, a page and a word to the public", async () => {
    const began = Date.now();
    const payments = await teams.channel("Payments");
    await payments.say("Adele Vance", "@Muster declare sev1 checkout is down");

    const card = await payments.last();
    expect(seen(card)).toMatch(/INC-1\b/);
    expect(seen(card)).toContain("checkout is down");
    const channel = await teams.incidentChannel("INC-1");
    expect(channel).toMatchObject({ name: "inc-1-checkout-is-down", team: "Incidents" });
    const [first] = await channel.messages();
    expect(first?.from.bot).toBe(true);
    for (const question of [
      "When did we know?",
      "How did we know?",
      "Who is aware?",
      "What is being done?",
      "How bad is it?",
    ])
      expect(seen(first!)).toContain(question);
    expect(seen(first!)).toMatch(/lead me/);
    expect((await channel.texts())[1]).toContain("Waiting for Megan Bowen");
    expect((await channel.texts())[2]).toContain("runbook checkout-failures");

    const [item] = await teams.workItems();
    expect(item?.fields).toMatchObject({
      "System.Title": "checkout is down",
      "System.State": "To Do",
      "System.AssignedTo": { displayName: "Megan Bowen" },
      "Microsoft.VSTS.Common.Priority": 1,
    });
    expect(item?.relations?.map(({ attributes }) => attributes["comment"])).toContain("Status page");
    expect(item?.relations).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rel: "Hyperlink", url: expect.stringContaining(encodeURIComponent(channel.id)) }),
      ]),
    );
    expect(decodeURIComponent(seen(card))).toContain(`/_workitems/edit/${item!.id}`);

    const page = await (await teams.personal("Megan Bowen")).last();
    expect(seen(page)).toContain("checkout is down");
    for (const button of ["Acknowledge", "Escalate", "I can't"])
      expect(JSON.stringify(page.card)).toContain(JSON.stringify(button));

    const status = await (await fetch(`${teams.url}/status`)).text();
    expect(status).toContain("checkout is down");
    expect(status).not.toMatch(/Megan|Adele/);
    expect(Date.now() - began).toBeLessThan(10_000); // the two seconds themselves are measured by the bench
  });

  test("and a redelivered declaration declares nothing", async () => {
    const payments = await teams.channel("Payments");
    const said = await payments.say("Adele Vance", "@Muster declare sev2 search is slow");
    const before = (await teams.conversations()).length;
    await teams.redeliver(said.id);
    await teams.redeliver(said.id);
    expect((await teams.conversations()).length).toBe(before);
    expect(await teams.findChannel("inc-2-search-is-slow")).toBeDefined();
    expect((await teams.workItems()).length).toBe(2);
  });

  test("with a form, when they say no more than that", async () => {
    const platform = await teams.channel("Platform");
    await platform.say("Lee Gu", "@Muster declare");
    const form = await platform.last();
    const pressed = await teams.press(form.id, "Lee Gu", "Declare", {
      title: "mail is late",
      severity: "3",
      description: "only **some**",
    });
    expect(pressed.delivered?.status).toBe(200);
    expect(seen((await platform.messages()).find(({ id }) => id === form.id)!)).toBe("INC-3 is declared: mail is late");
    const channel = await eventually(() => teams.findChannel("inc-3-mail-is-late"));
    expect(seen((await channel.messages())[0]!)).toContain("mail is late");
  });

  test("from a personal chat", async () => {
    const chat = await teams.personal("Lee Gu");
    await chat.say("Lee Gu", "declare sev4 the coffee machine blinks");
    expect(await eventually(() => teams.findChannel("inc-4-the-coffee-machine-blinks"))).toBeDefined();
    expect(seen(await chat.last())).toContain("the coffee machine blinks");
  });
});

describe("a declaration never fails because something beside it failed", () => {
  let teams: Teams;
  beforeAll(async () => {
    teams = await startTeams();
  });
  afterAll(async () => {
    await teams.stop();
  });

  test("without consent for channels it runs in its thread, and says so", async () => {
    await teams.grants({ roles: [], resourceSpecific: [] });
    const payments = await teams.channel("Payments");
    const said = await payments.say("Adele Vance", "@Muster declare sev1 checkout is down");
    const card = await eventually(async () => {
      const [first] = await payments.cards();
      return first !== undefined && seen(first).includes("Channel.Create.Group") ? first : undefined;
    });
    expect(card.replyTo).toBe(said.id);
    await payments.say("Alex Wilber", "the database is full", said.id);
    await payments.say("Alex Wilber", "not about this at all");
    await payments.say("Alex Wilber", "@Muster note disk enlarged", said.id);
    const lines = await teams.transcript("INC-1");
    expect(lines.map(({ text }) => text)).toContain("the database is full");
    expect(lines.map(({ text }) => text)).not.toContain("not about this at all");
    expect(await teams.facts("INC-1")).toContainEqual({ type: "noted", text: "disk enlarged" });
  });

  test("with Boards down there is everything else, and Boards is tried again", async () => {
    await teams.grants({ roles: [], resourceSpecific: ["Channel.Create.Group", "ChannelSettings.Read.Group"] });
    await teams.fault({ match: "/devops/", status: 503, times: 40 });
    const payments = await teams.channel("Payments");
    await payments.say("Adele Vance", "@Muster declare sev2 search is down");
    expect(await eventually(() => teams.findChannel("inc-2-search-is-down"))).toBeDefined();
    expect(seen(await (await teams.personal("Megan Bowen")).last())).toContain("search is down");
    await teams.clearFaults();
    await teams.advance("PT2M");
    const items = await teams.workItems();
    expect(items.filter(({ fields }) => fields["System.Title"] === "search is down").length).toBe(1);
  });

  test("with nobody on call it is an alarm, in words that say what to do", async () => {
    const platform = await teams.channel("Platform");
    for (const name of ["Megan_Bowen", "Alex_Wilber", "Adele_Vance", "Nestor_Wilke"])
      await platform.say("Lee Gu", `@Muster oncall remove @${name}`);
    await platform.say("Lee Gu", "@Muster declare sev1 everything is down");
    const channel = await eventually(() => teams.findChannel("inc-3-everything-is-down"));
    await teams.advance("PT11M");
    expect((await channel.texts()).join("\n")).toMatch(/oncall primary/);
  });
});
