import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams();
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev1 checkout is down");
  channel = await teams.incidentChannel("INC-1");
});
afterAll(() => teams.stop());

const cards = async () => {
  const payments = await teams.channel("Payments");
  return [seen((await payments.cards())[0]!), seen((await channel.cards())[0]!)];
};

test("command is taken, and the card says so everywhere, in place", async () => {
  const before = (await channel.cards()).length;
  const said = await channel.say("Lee Gu", "@Muster lead me");
  for (const card of await cards()) expect(card).toContain("Lee Gu");
  expect((await channel.cards()).length).toBe(before);
  expect((await channel.texts()).at(-1)).toMatch(/Lee Gu .*command/);
  expect((await channel.last()).replyTo).toBe(said.id);
});

test("whoever was paged and takes command has answered, and both are told in one post", async () => {
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev1 search is down");
  const search = await teams.incidentChannel("INC-2");
  const before = (await search.fromMuster()).length;
  await search.say("Megan Bowen", "@Muster lead me");
  const after = (await search.texts()).slice(before);
  expect(after).toHaveLength(1);
  expect(after[0]).toMatch(/Megan Bowen took command\. .*Megan Bowen acknowledged/);
});

test("scribe and communications are given to whoever is mentioned", async () => {
  await channel.say("Lee Gu", "@Muster role scribe @Patti_Fernandez");
  await channel.say("Lee Gu", "@Muster role comms @Grady_Archie");
  for (const card of await cards()) {
    expect(card).toContain("Patti Fernandez");
    expect(card).toContain("Grady Archie");
  }
});

test("only the commander hands over", async () => {
  await channel.say("Joni Sherman", "@Muster handover @Joni_Sherman");
  expect((await channel.texts()).at(-1)).toMatch(/Lee Gu commands INC-1/);
  await channel.say("Lee Gu", "@Muster handover @Joni_Sherman");
  for (const card of await cards()) expect(card).toMatch(/Lee Gu\s+has command, and has offered it to Joni Sherman/);
  const brief = (await (await teams.personal("Joni Sherman")).cards()).at(-1)!;
  expect(seen(brief)).toMatch(/Lee Gu offers command to Joni Sherman.*How bad is it.*Open actions.*Promised/s);
  await teams.press(brief.id, "Joni Sherman", "Accept command");
  for (const card of await cards()) expect(card).toMatch(/Joni Sherman\s+has command\./);
  expect((await channel.texts()).at(-1)).toMatch(/Joni Sherman took command.*I am the incident commander/);
});

test("an offer of command that nobody answers is said, and changes nothing", async () => {
  await channel.say("Joni Sherman", "@Muster handover @Nestor_Wilke");
  await teams.advance("PT4M");
  expect((await channel.texts()).join("\n")).toMatch(/Nestor Wilke has not answered .* Command stays where it is/);
  await channel.say("Nestor Wilke", "@Muster handover decline because I am off");
  for (const card of await cards()) expect(card).toMatch(/Joni Sherman\s+has command\./);
});

test("who steps down is gone from the card", async () => {
  await channel.say("Patti Fernandez", "@Muster step down");
  for (const card of await cards()) expect(card).not.toContain("Scribe: Patti Fernandez");
});

test.each([
  ["role janitor @Lee_Gu", /no role “janitor”/],
  ["role scribe somebody", /Mention the person/],
  ["lead @Lee_Gu @Joni_Sherman", /Name one person/],
  ["step down scribe", /not the scribe/],
])("“%s” gets a clear answer where it was said", async (words, answer) => {
  const said = await channel.say("Megan Bowen", `@Muster ${words}`);
  const last = await channel.last();
  expect(last.replyTo).toBe(said.id);
  expect(last.text).toMatch(answer);
});
