import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams({ at: "2026-06-01T10:00:00Z", throttle: "off" });
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev2 checkout is down");
  channel = await teams.incidentChannel("INC-1");
});
afterAll(() => teams.stop());

const answerTo = async (words: string) => (await channel.ask("Megan Bowen", words)).join("\n");

test("a long timeline shows its end, and turns its pages on the same card", async () => {
  const personal = await teams.personal("Megan Bowen");
  for (let number = 1; number <= 45; number++) {
    await personal.say("Megan Bowen", `note INC-1 finding ${number}.`);
    // A channel takes two posts in a second, and no more for long.
    if (number % 5 === 0) await teams.advance("PT10S");
  }
  const posts = (await channel.fromMuster()).length;
  const latest = await answerTo("timeline");
  expect(latest).toContain("finding 45.");
  expect(latest).not.toContain("finding 5.");
  const card = await channel.last();
  const facts = (await teams.facts("INC-1")).length;
  await teams.press(card.id, "Megan Bowen", "Earlier");
  const earlier = seen((await channel.messages()).find(({ id }) => id === card.id)!);
  expect(earlier).toMatch(/declared.*finding 5\./s);
  expect(earlier).not.toContain("finding 45.");
  await teams.press(card.id, "Megan Bowen", "Latest");
  expect(seen((await channel.messages()).find(({ id }) => id === card.id)!)).toContain("finding 45.");
  expect((await channel.fromMuster()).length).toBe(posts + 1);
  expect((await teams.facts("INC-1")).length).toBe(facts);
  expect(await answerTo("timeline before 3")).toContain("declared");
});
