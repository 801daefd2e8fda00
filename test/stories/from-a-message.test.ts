/** Things done to a message that is there already: from its menu, with a pin, or with a reply. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let payments: Place;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams();
  payments = await teams.channel("Payments");
  await payments.say("Nestor Wilke", "is anything wrong with checkout?");
  await payments.say("Adele Vance", "@Muster declare sev2 checkout is slow");
  channel = await teams.incidentChannel("INC-1");
});
afterAll(() => teams.stop());

const pins = async () => (await teams.facts("INC-1")).filter(({ type }) => type === "pinned" || type === "unpinned");
const last = async () => (await channel.texts()).at(-1)!;

describe("a message in the channel", () => {
  let said: Awaited<ReturnType<Place["say"]>>;
  beforeEach(async () => {
    said = await channel.say("Nestor Wilke", `the pool on db-2 is full (${Date.now()})`);
  });

  test("goes into the timeline from its menu, with why it matters, and everybody reads who said it when", async () => {
    const form = await teams.act(said.id, "Lee Gu", "Add to timeline");
    expect(JSON.stringify(form.card)).toContain("the pool on db-2 is full");
    expect(JSON.stringify(form.card)).not.toContain("Which incident?");
    const sent = await teams.act(said.id, "Lee Gu", "Add to timeline", { note: "the first sign" });
    expect(sent.response?.task).toEqual({ type: "message", value: "It is in the timeline of INC-1." });
    expect(await last()).toMatch(/Lee Gu pinned \(the first sign\) what Nestor Wilke said .*the pool on db-2 is full/);
  });

  test("goes there once, whoever pins it how, and the form says so", async () => {
    await teams.react(said.id, "Lee Gu", "pushpin");
    await teams.react(said.id, "Megan Bowen", "pushpin");
    await teams.act(said.id, "Adele Vance", "pin");
    const again = await teams.act(said.id, "Adele Vance", "pin", { note: "this one" });
    expect(seen({ card: again.card, text: "" } as never)).toMatch(/in the timeline already.*this one/s);
    expect((await pins()).filter((fact) => fact.type === "pinned" && fact.message.id === said.id)).toHaveLength(1);
  });

  test("is pinned with 📌 by a person with a name, and taken off with it", async () => {
    await teams.react(said.id, "Lee Gu", "pushpin");
    expect(await last()).toMatch(/^Lee Gu pinned what Nestor Wilke said/);
    await teams.react(said.id, "Lee Gu", "pushpin", false);
    expect(await last()).toMatch(/Lee Gu took a pin off/);
    expect((await pins()).at(-1)).toEqual({ type: "unpinned", id: said.id });
  });

  test("is pinned with a reply", async () => {
    await channel.say("Megan Bowen", "@Muster pin", said.id);
    expect(await last()).toMatch(/Megan Bowen pinned what Nestor Wilke said/);
  });

  test("becomes an action of one person, who is chosen by name", async () => {
    await teams.act(said.id, "Adele Vance", "Create action");
    const sent = await teams.act(said.id, "Adele Vance", "Create action", {
      owner: "Lee Gu",
      text: "empty the pool",
      minutes: 5,
    });
    expect(sent.response?.task).toMatchObject({ type: "message", value: expect.stringContaining("empty the pool") });
    expect(seen((await channel.cards()).at(-1)!)).toMatch(/ACTION \d+ empty the pool .*Lee Gu/);
  });
});

test("other reactions mean nothing, and nobody is answered", async () => {
  const said = await channel.say("Nestor Wilke", "it is better now");
  const before = (await channel.fromMuster()).length;
  await teams.react(said.id, "Lee Gu", "like");
  await teams.settle();
  expect((await channel.fromMuster()).length).toBe(before);
});

describe("a message elsewhere", () => {
  test("asks which incident it belongs to", async () => {
    const [first] = await payments.messages();
    const form = await teams.act(first!.id, "Adele Vance", "pin");
    expect(JSON.stringify(form.card)).toContain("INC-1: checkout is slow");
    await teams.act(first!.id, "Adele Vance", "pin", { incident: "INC-1", note: "" });
    expect(await last()).toMatch(/Adele Vance pinned what Nestor Wilke said .*is anything wrong with checkout/);
  });

  test("begins an incident, and the form keeps what was filled in when it does not do", async () => {
    const said = await payments.say("Megan Bowen", "search finds nothing any more\nsince the index job");
    const form = await teams.act(said.id, "Adele Vance", "Declare incident");
    expect(JSON.stringify(form.card)).toMatch(/search finds nothing any more.*since the index job.*Megan Bowen/);
    const refused = await teams.act(said.id, "Adele Vance", "Declare incident", { title: "  ", severity: "1" });
    expect(seen({ card: refused.card, text: "" } as never)).toContain("An incident needs a title");
    const sent = await teams.act(said.id, "Adele Vance", "Declare incident", {
      title: "search is empty",
      severity: "1",
    });
    expect(sent.response?.task).toMatchObject({ type: "message", value: "INC-2 is declared: search is empty" });
    expect((await teams.incidentChannel("INC-2")).name).toBe("inc-2-search-is-empty");
  });
});

test("a message that Muster never had is looked for in Teams when it is pinned, and pinned then", async () => {
  const unheard = await teams.say(channel.id, "Nestor Wilke", "said while Muster was away", undefined, {
    silent: true,
  });
  await teams.react(unheard.id, "Lee Gu", "pushpin");
  expect(await last()).toMatch(/not in the record yet.*look for it in Teams/);
  await teams.advance("PT1M");
  expect((await pins()).at(-1)).toMatchObject({ message: { id: unheard.id, text: "said while Muster was away" } });
  expect(await last()).toMatch(/^Lee Gu pinned what Nestor Wilke said .*said while Muster was away/);
});
