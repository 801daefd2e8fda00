import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { eventually, type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let channel: Place;
let megan: Place;
beforeAll(async () => {
  teams = await startTeams({ at: "2026-06-01T10:00:00Z" });
  megan = await teams.personal("Megan Bowen");
});
afterAll(() => teams.stop());

const ladder = async (): Promise<string> =>
  (await channel.cards())
    .map((card) => seen(card).replaceAll(/\s+/g, " "))
    .findLast((words) => words.includes("Megan Bowen (step 1)")) ?? "";
const reports = async () => (await teams.facts("INC-1")).filter(({ type }) => type === "page reported");

test("the ladder says that a page was seen once somebody has read it, and for no other reason", async () => {
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev2 card payments fail");
  channel = await teams.incidentChannel("INC-1");
  await eventually(async () => /in Teams 10:00 delivered/.exec(await ladder()) ?? undefined);
  const { delivered } = await teams.read(megan.id, "Megan Bowen");
  expect(delivered).toMatchObject({ status: 200 });
  expect(await ladder()).toMatch(/Megan Bowen \(step 1\): in Teams 10:00 seen/);
  const last = (await reports()).at(-1);
  expect(last).toMatchObject({ state: "seen", page: 1, step: 0, order: 0 });
});

test("the channel is not told, the card in her chat asks as before, and reading it again says nothing new", async () => {
  const before = await reports();
  expect((await channel.texts()).some((text) => /has been seen/.test(text))).toBe(false);
  expect(await teams.read(megan.id, "Megan Bowen")).toEqual({});
  expect(seen(await megan.last())).toContain("Acknowledge");
  expect(await reports()).toEqual(before);
});

test("a page that was only seen goes on to the next means and climbs", async () => {
  await teams.advance("PT2M1S");
  expect((await teams.outbox()).map(({ kind }) => kind)).toEqual(["sms"]);
  await teams.advance("PT3M");
  expect((await teams.facts("INC-1")).filter(({ type }) => type === "paged")).toHaveLength(2);
  expect((await teams.facts("INC-1")).some(({ type }) => type === "acknowledged")).toBe(false);
  expect(await ladder()).toMatch(/in Teams 10:00 seen · by text message 10:02/);
});
