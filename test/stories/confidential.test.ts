import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { findPerson, people } from "../../sandbox/people.ts";
import { teamSeeds } from "../../sandbox/world.ts";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

const title = "salaries are on the internet";
const insiders = ["Diego Siciliani", "Patti Fernandez"];

let teams: Teams;
/** Where everybody is: the restricted team is the other one. */
let alerts: Place;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams({
    at: "2026-06-01T10:00:00Z",
    throttle: "off",
    environment: { CONFIDENTIAL_TEAMS: teamSeeds.contoso.group },
  });
  for (const { name } of people) if (!insiders.includes(name)) await teams.leave("Contoso", name);
  alerts = await teams.channel("Alerts", "Incidents");
  await alerts.say("Adele Vance", `@Muster declare confidential sev2 ${title}`);
  await teams.settle();
  channel = await teams.incidentChannel("INC-1");
});
afterAll(() => teams.stop());

const answers = (place: Place, who: string, words: string) => place.ask(who, words);
const chat = (who: string) => teams.personal(who);
const everythingSaid = async (place: Place) => (await place.texts()).join("\n");

describe("a confidential incident", () => {
  test("has its channel in the restricted team", () => {
    expect(channel).toMatchObject({ team: "Contoso" });
  });

  test("is spoken of where it was declared in one word, which names neither it nor what it is about", async () => {
    const words = await everythingSaid(alerts);
    expect(words).toBe(
      "It is declared. It goes on in your chat with Muster; if nothing comes there, add the app Muster for yourself.",
    );
  });

  test("shows its card to whoever declared it, in their chat, where they can work on it", async () => {
    expect(await everythingSaid(await chat("Adele Vance"))).toMatch(/CONFIDENTIAL.*salaries are on the internet/s);
    const [answer] = await answers(await chat("Adele Vance"), "Adele Vance", "note the link is a week old");
    expect(answer).toContain("CONFIDENTIAL INC-1: Adele Vance noted: the link is a week old");
    expect(await everythingSaid(channel)).toContain("Adele Vance noted: the link is a week old");
  });

  test("pages whoever is on call, in their own chat, and says nothing on their phone", async () => {
    expect(seen(await (await chat("Megan Bowen")).last())).toContain(title);
    await teams.advance("PT2M5S");
    const texts = (await teams.outbox()).filter(
      ({ kind, to }) => kind === "sms" && to === findPerson("Megan Bowen")!.phone,
    );
    expect(texts).toHaveLength(1);
    expect(texts[0]!.text).toMatch(/^SEV2 INC-1 \(confidential\)\./);
    const link = /https?:\S+/.exec(texts[0]!.text)![0];
    expect(await (await fetch(link)).text()).not.toContain("salaries");
    expect(JSON.stringify(await teams.notices())).not.toContain("salaries");
    await answers(await chat("Megan Bowen"), "Megan Bowen", "ack");
  });

  test("is a work item that says no more than that it is one", async () => {
    const [item] = await teams.workItems();
    expect(item?.fields["System.Title"]).toBe("INC-1 (confidential)");
    expect(JSON.stringify(item)).not.toContain("salaries");
  });

  test("is in no list, on no status page, and told to nobody", async () => {
    await answers(channel, "Diego Siciliani", "update we have taken it down");
    await answers(channel, "Diego Siciliani", "rename salaries were on the internet");
    for (const who of ["Lee Gu", "Adele Vance"])
      for (const words of ["list", "list all", "find salaries", "find confidential"])
        expect((await answers(await chat(who), who, words)).at(-1)).not.toMatch(/INC-1\b|salaries are/);
    for (const page of ["/status", "/status.json"])
      expect(await (await fetch(`${teams.url}${page}`)).text()).not.toMatch(/INC-1\b|salaries|taken it down/);
    expect(await (await teams.channel("Status updates")).texts()).toEqual([]);
    expect(JSON.stringify(await teams.openIncidents())).not.toMatch(/salaries/);
  });

  test("is none for whoever does not belong to it, in every place and in every way", async () => {
    const before = (await teams.facts("INC-1")).length;
    for (const words of ["status INC-1", "note INC-1 it leaks", "timeline INC-1", "relate INC-1 to INC-2", "ack INC-1"])
      for (const place of [alerts, await chat("Lee Gu")])
        expect((await answers(place, "Lee Gu", words)).at(-1)).toBe(
          "There is no INC-1. `list` shows the incidents that are open.",
        );
    expect((await teams.facts("INC-1")).length).toBe(before);
  });

  test("is none in the thread where it was declared, for whoever asks which is meant", async () => {
    const root = (await alerts.messages()).find(({ text }) => text.includes("declare confidential"))!;
    await alerts.say("Lee Gu", "@Muster status", root.id);
    await teams.settle();
    expect((await alerts.fromMuster()).at(-1)).toMatchObject({ text: expect.stringMatching(/^Which incident\?/) });
  });

  test("is not answered for in public even to those who belong to it, who are told why in person", async () => {
    const [answer] = await answers(alerts, "Adele Vance", "status INC-1");
    expect(answer).toBe("There is no INC-1. `list` shows the incidents that are open.");
    expect(seen(await (await chat("Adele Vance")).last())).toBe(
      "INC-1 is confidential: speak of it in its own channel, or here with me.",
    );
  });

  test("is known to the members of the restricted team, in its channel and in their chats", async () => {
    expect((await answers(channel, "Patti Fernandez", "status")).at(-1)).toContain("CONFIDENTIAL");
    expect((await answers(await chat("Patti Fernandez"), "Patti Fernandez", "status INC-1")).at(-1)).toContain(
      "CONFIDENTIAL",
    );
  });

  test("gives no work to somebody whom its team does not let in, and is known to whoever is paged for it", async () => {
    const [refused] = await answers(channel, "Diego Siciliani", "action @Nestor_Wilke look at the logs");
    expect(refused).toContain("Nestor Wilke is not in this team");
    expect((await answers(await chat("Nestor Wilke"), "Nestor Wilke", "status INC-1")).at(-1)).toContain(
      "There is no INC-1",
    );
    await answers(channel, "Diego Siciliani", "page @Nestor_Wilke because he knows the bucket");
    expect((await answers(await chat("Nestor Wilke"), "Nestor Wilke", "status INC-1")).at(-1)).toContain(
      "CONFIDENTIAL",
    );
  });

  test("ends without a word outside, its reason neither", async () => {
    await answers(channel, "Diego Siciliani", "resolve the bucket is private now");
    expect(JSON.stringify(await teams.workItems())).not.toContain("bucket");
    expect(await everythingSaid(channel)).toContain("the bucket is private now");
    expect(await everythingSaid(alerts)).not.toMatch(/bucket|INC-1 is/);
  });
});

describe("a confidential incident without a restricted team", () => {
  let open: Teams;
  beforeAll(async () => {
    open = await startTeams({ environment: { CONFIDENTIAL_TEAMS: "" }, throttle: "off" });
  });
  afterAll(() => open.stop());

  test("runs in the chat of whoever declared it, which says what to set", async () => {
    const payments = await open.channel("Payments");
    await payments.say("Adele Vance", "@Muster declare");
    const form = await payments.last();
    await open.press(form.id, "Adele Vance", "Declare", {
      title,
      severity: "3",
      description: "",
      drill: "false",
      confidential: "true",
    });
    await open.settle();
    const done = seen((await payments.messages()).find(({ id }) => id === form.id)!);
    expect(done).toMatch(/^It is declared\./);
    expect((await payments.fromMuster()).length).toBe(1);
    const adele = await open.personal("Adele Vance");
    const card = seen((await adele.cards())[0]!).replace(/\s+/g, " ");
    expect(card).toMatch(/CONFIDENTIAL.*salaries are on the internet/);
    expect(card).toMatch(
      /No channel of its own\. .*CONFIDENTIAL_TEAMS is not set.*It runs in the chat of whoever declared it/,
    );
    expect((await open.conversations()).some(({ name }) => name.includes("salaries"))).toBe(false);
    await adele.say("Adele Vance", "note taken down");
    await open.settle();
    expect(await open.facts("INC-1")).toContainEqual({ type: "noted", text: "taken down" });
  });
});
