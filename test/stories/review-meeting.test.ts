import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let channel: Place;
/** A Friday. */
beforeAll(async () => {
  teams = await startTeams({ at: "2026-12-04T10:00:00Z" });
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev2 checkout is slow");
  channel = await teams.incidentChannel("INC-1");
  await channel.say("Megan Bowen", "@Muster ack");
  await channel.say("Alex Wilber", "@Muster lead me");
  await channel.say("Alex Wilber", "@Muster resolve rolled back");
});
afterAll(() => teams.stop());

const last = async () => (await channel.texts()).at(-1)!;
const card = async (about: string) =>
  (await channel.cards()).findLast((each) => seen(each).includes(about) && seen(each).includes("checkout is slow"))!;
const review = async () => seen(await card("REVIEW")).replace(/\s+/g, " ");
const press = async (button: string, who: string, inputs: Record<string, string> = {}) =>
  teams.press((await card("REVIEW")).id, who, button, inputs);

test("whoever commanded owns the review, and is told so in their own chat; the weekend does not count", async () => {
  expect(await review()).toMatch(/Draft Owner Alex Wilber Facilitator Nobody.*due by Fri 11 Dec 2026 23:59/);
  const own = (await (await teams.personal("Alex Wilber")).cards()).at(-1)!;
  expect(seen(own)).toMatch(/REVIEW.*Owner.*Alex Wilber/s);
});

test("closing asks for the review first", async () => {
  await channel.say("Alex Wilber", "@Muster close");
  expect(await last()).toMatch(
    /severity 2, and not reviewed yet\. Say `review done` once it is, or `close anyway because …`/,
  );
});

test("the facilitator is nobody who responded, and the refusal says why", async () => {
  await channel.say("Alex Wilber", "@Muster review facilitator @Megan_Bowen");
  expect(await last()).toMatch(/Megan Bowen answered its page\. The facilitator is neutral: somebody who had no part/);
  const { response } = await press("Name a facilitator", "Alex Wilber", { person: "Adele Vance" });
  expect(JSON.stringify(response)).toMatch(/Adele Vance declared it/);
  await press("Name a facilitator", "Alex Wilber", { person: "Nestor Wilke" });
  expect(await review()).toMatch(/Facilitator Nestor Wilke/);
  expect(await last()).toMatch(/Alex Wilber made Nestor Wilke the facilitator of the review\./);
  expect(seen((await (await teams.personal("Nestor Wilke")).cards()).at(-1)!)).toMatch(/REVIEW/);
});

test("the meeting has a time to come, on the clock of whoever says it, and the one about repairs comes on a later day", async () => {
  await channel.say("Alex Wilber", "@Muster review meeting yesterday 14:00");
  expect(await last()).toMatch(/That is over already/);
  await channel.say("Alex Wilber", "@Muster review repair 2026-12-10 14:00");
  expect(await last()).toMatch(/`review meeting tomorrow 14:00` comes first/);
  await press("Set the meeting", "Alex Wilber", { date: "2026-12-09", time: "14:00" });
  expect(await last()).toMatch(/for Wed 9 Dec 2026 14:00 \(America\/New\\_York\)\.$/);
  expect(await review()).toMatch(/Meeting Wed 9 Dec 2026 19:00 \(Europe\/London\)/);
  await channel.say("Alex Wilber", "@Muster review repair 2026-12-09 16:00");
  expect(await last()).toMatch(/in a meeting of their own, a day or two after the review meeting/);
  await press("Plan the repairs", "Alex Wilber", { "repair-date": "2026-12-10", "repair-time": "10:00" });
  expect(await review()).toMatch(/Repairs Thu 10 Dec 2026 15:00/);
  await channel.say("Megan Bowen", "@Muster review meeting 2026-12-14 10:00");
  expect(await last()).toMatch(/The meeting about repairs would not be after it/);
});

test("a day before the meeting its owner is asked for the draft, by name, there and in their own chat, once", async () => {
  await teams.advance("P4D");
  expect((await channel.texts()).filter((text) => text.includes("is asked: the draft"))).toHaveLength(0);
  await teams.advance("P1D");
  const asked = (await channel.texts()).filter((text) => text.includes("is asked: the draft"));
  expect(asked).toEqual([expect.stringMatching(/<at>Alex Wilber<\/at> .*Say `review publish` or `review start`/)]);
  const own = (await (await teams.personal("Alex Wilber")).texts()).filter((text) =>
    text.includes("The draft of the review"),
  );
  expect(own).toEqual([
    expect.stringMatching(/^INC-1 “checkout is slow”: .*Say `review publish INC-1` or `review start INC-1`\.$/),
  ]);
});

test("from draft to in review to reviewed, after which it is closed and nothing is asked any more", async () => {
  await press("The meeting begins", "Nestor Wilke");
  expect(await review()).toMatch(/Severity 2 · In review/);
  await (await teams.personal("Alex Wilber")).say("Alex Wilber", "review done INC-1");
  expect(await last()).toMatch(/Alex Wilber marked it as reviewed\./);
  await press("Close", "Alex Wilber");
  expect((await teams.openIncidents()).map(({ id }) => id)).not.toContain("INC-1");
  const before = (await channel.messages()).length;
  await teams.advance("P10D");
  expect((await channel.messages()).length).toBe(before);
});
