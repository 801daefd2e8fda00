import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { findPerson } from "../../sandbox/people.ts";
import { eventually, type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let payments: Place;
beforeAll(async () => {
  // Clocks in London are set forward five minutes later.
  teams = await startTeams({ at: "2026-03-29T00:55:00Z" });
  payments = await teams.channel("Payments");
});
afterAll(() => teams.stop());

/** The next process has nothing but what the storage holds. */
async function killAndStart(): Promise<void> {
  await teams.sandbox.muster.kill("SIGKILL");
  await teams.sandbox.muster.start();
}

type Touch = { kind: string; at: string };

const touches = async (name: string, incident: string): Promise<Touch[]> => {
  const cards = (await (await teams.personal(name)).cards()).filter((card) => seen(card).includes(incident));
  const { phone } = findPerson(name)!;
  const sent = (await teams.outbox()).filter((each) => each.to === phone && JSON.stringify(each).includes(incident));
  return [...cards.map(({ at }) => ({ kind: "card", at })), ...sent].sort((one, other) => timeOf(one) - timeOf(other));
};

const timeOf = ({ at }: Touch): number => Date.parse(at);

/** How and in which minute after Megan's card somebody was reached, each time. */
async function reached(name: string, incident: string): Promise<string[]> {
  const began = timeOf((await touches("Megan Bowen", incident))[0]!);
  return (await touches(name, incident)).map(
    (each) => `${each.kind} at ${Math.round((timeOf(each) - began) / 60_000)} min`,
  );
}

const declare = (title: string) => payments.say("Adele Vance", `@Muster declare sev1 ${title}`);
const answer = (incident: string) => payments.say("Adele Vance", `@Muster ack ${incident}`);

test("a process that is killed after a page and started again escalates on time", async () => {
  await declare("login is failing");
  await killAndStart();
  await teams.advance("PT4M30S");
  expect(await reached("Alex Wilber", "INC-1")).toEqual([]);
  await teams.advance("PT31S");
  expect(await reached("Alex Wilber", "INC-1")).toEqual(["card at 5 min"]);
  expect(await reached("Megan Bowen", "INC-1")).toEqual(["card at 0 min", "sms at 2 min", "voice at 4 min"]);
  await teams.advance("PT5M");
  expect(await reached("Nestor Wilke", "INC-1")).toEqual(["card at 10 min"]);
  await answer("INC-1");
});

test("killed before a text message and after it, nothing comes twice and nothing is missing", async () => {
  await declare("search is failing");
  await killAndStart();
  await teams.advance("PT2M5S");
  expect(await reached("Megan Bowen", "INC-2")).toEqual(["card at 0 min", "sms at 2 min"]);
  await killAndStart();
  await teams.advance("PT2M56S");
  expect(await reached("Megan Bowen", "INC-2")).toEqual(["card at 0 min", "sms at 2 min", "voice at 4 min"]);
  expect(await reached("Alex Wilber", "INC-2")).toEqual(["card at 5 min"]);
  await answer("INC-2");
});

test("what came due while no process ran comes once, as soon as one does", async () => {
  await declare("mail is failing");
  await teams.sandbox.muster.kill("SIGKILL");
  await teams.advance("PT5M30S");
  expect(await reached("Alex Wilber", "INC-3")).toEqual([]);
  await teams.sandbox.muster.start();
  await eventually(async () => (await touches("Alex Wilber", "INC-3"))[0]);
  await teams.advance("PT10S");
  const kinds = async (name: string) => (await touches(name, "INC-3")).map(({ kind }) => kind).sort();
  expect(await kinds("Megan Bowen")).toEqual(["card", "sms", "voice"]);
  expect(await kinds("Alex Wilber")).toEqual(["card"]);
  expect(await kinds("Nestor Wilke")).toEqual([]);
});
