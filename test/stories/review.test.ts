import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
beforeAll(async () => {
  teams = await startTeams({ at: "2026-03-29T00:10:00Z" });
});
afterAll(() => teams.stop());

test("after the end there are the timeline, the three times and a review document", async () => {
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev1 checkout | is <b>down</b>");
  const channel = await teams.incidentChannel("INC-1");
  await channel.say("Megan Bowen", "@Muster started 00:00");
  await teams.advance("PT2M");
  await channel.say("Megan Bowen", "@Muster ack");
  await channel.say("Alex Wilber", "it is the cache");
  await channel.say("Megan Bowen", "@Muster note the cache was full");
  await teams.advance("PT10M");
  await channel.say("Megan Bowen", "@Muster resolve the cache is larger now");

  const [card, document] = (await channel.fromMuster()).slice(-2);
  expect(seen(card!)).toMatch(/detect[^.]*10 min/i);
  expect(seen(card!)).toMatch(/acknowledge[^.]*2 min/i);
  expect(seen(card!)).toMatch(/recover[^.]*22 min/i);
  expect(seen(card!)).toContain("the cache was full");
  expect(document?.text).toMatch(/^# Review of INC-1/);
  for (const part of ["the cache was full", "the cache is larger now", "Megan Bowen", "10 min", "22 min"])
    expect(document?.text).toContain(part);
  expect(document?.text).not.toContain("<b>");
  await channel.say("Megan Bowen", "@Muster review");
  expect((await channel.last()).text).toMatch(/^# Review of INC-1/);
});
