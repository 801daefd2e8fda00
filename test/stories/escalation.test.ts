import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { findPerson } from "../../sandbox/people.ts";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let payments: Place;
beforeAll(async () => {
  teams = await startTeams({ at: "2026-03-29T00:55:00Z" });
  payments = await teams.channel("Payments");
});
afterAll(() => teams.stop());

const phoneOf = (name: string): string => findPerson(name)!.phone;

const pages = async (name: string, about: string) =>
  (await (await teams.personal(name)).cards()).filter((card) => seen(card).includes(about));

test("an unanswered page climbs, and stops when somebody answers", async () => {
  await payments.say("Adele Vance", "@Muster declare sev2 checkout is failing");
  expect(await pages("Megan Bowen", "checkout is failing")).toHaveLength(1);
  await teams.advance("PT4M40S");
  expect(await pages("Alex Wilber", "checkout is failing")).toHaveLength(0);
  await teams.advance("PT21S");
  const [page] = await pages("Alex Wilber", "checkout is failing");
  await teams.press(page!.id, "Alex Wilber", "Acknowledge");
  expect(seen((await pages("Megan Bowen", "checkout is failing"))[0]!)).toContain("Alex Wilber");
  await teams.advance("PT2H");
  expect(await pages("Nestor Wilke", "checkout is failing")).toHaveLength(0);
  expect(await pages("Alex Wilber", "checkout is failing")).toHaveLength(1);
});

test("“I can't” pages the next at once, and “Escalate” everybody", async () => {
  await payments.say("Adele Vance", "@Muster declare sev2 search is failing");
  const [first] = await pages("Megan Bowen", "search is failing");
  await teams.press(first!.id, "Megan Bowen", "I can't");
  const [second] = await pages("Alex Wilber", "search is failing");
  await teams.press(second!.id, "Alex Wilber", "Escalate");
  expect(await pages("Nestor Wilke", "search is failing")).toHaveLength(1);
  expect(await pages("Adele Vance", "search is failing")).toHaveLength(1);
});

test("in a personal chat “ack” answers the page that came last", async () => {
  const chat = await teams.personal("Nestor Wilke");
  await chat.say("Nestor Wilke", "ack");
  expect(seen(await chat.last())).toMatch(/INC-2/);
  expect(await teams.facts("INC-2")).toContainEqual(
    expect.objectContaining({ type: "acknowledged", person: expect.objectContaining({ name: "Nestor Wilke" }) }),
  );
});

test("somebody whom no means reaches holds up nobody", async () => {
  const chat = await teams.personal("Megan Bowen");
  await teams.install(chat.id, false);
  await teams.phone(phoneOf("Megan Bowen"), "unknown");
  await payments.say("Adele Vance", "@Muster declare sev1 mail is failing");
  expect(await pages("Alex Wilber", "mail is failing")).toHaveLength(1);
  const channel = await teams.incidentChannel("INC-3");
  expect((await channel.texts()).join("\n")).toMatch(/Megan Bowen could not be paged/);
});
