import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { eventually, type Place, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams({ at: "2026-12-04T10:00:00Z" });
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev1 checkout is down");
  channel = await teams.incidentChannel("INC-1");
  await channel.say("Megan Bowen", "@Muster ack");
  await channel.say("Megan Bowen", "@Muster resolve rolled back");
});
afterAll(() => teams.stop());

const asked = async () => (await channel.texts()).filter((text) => /^<at>.*is asked: the/.test(text));

test("a review that nobody attends to is asked about half way, and after it should have been, each once, also after a restart", async () => {
  await teams.advance("P1DT12H");
  expect(await asked()).toEqual([]);
  await teams.sandbox.muster.kill("SIGKILL");
  await teams.sandbox.muster.start();
  await teams.advance("P1D");
  expect(await asked()).toEqual([
    expect.stringMatching(/<at>Megan Bowen<\/at> .*the review meeting has no date.*`review meeting tomorrow 14:00`/),
  ]);
  await teams.advance("P3D");
  expect((await asked()).slice(1)).toEqual([
    expect.stringMatching(/the time for the review meeting is over.*`review done`/),
  ]);
  await teams.advance("P30D");
  expect(await asked()).toHaveLength(2);
  expect(
    (await (await teams.personal("Megan Bowen")).texts()).filter((text) => text.startsWith("INC-1 “")),
  ).toHaveLength(2);
});

test("a meeting without a neutral facilitator is asked about the day before", async () => {
  await channel.say("Megan Bowen", "@Muster review meeting in 3d");
  await teams.advance("P2DT1H");
  expect((await asked()).at(-1)).toMatch(
    /no facilitator who had no part in the incident.*`review facilitator @someone`.*the draft of the review is to be shared/,
  );
});

test("an incident that is open again is not asked for its review, and with its new end there is a new time", async () => {
  await channel.say("Megan Bowen", "@Muster review meeting in 24h 20m");
  const count = (await asked()).length;
  await channel.say("Megan Bowen", "@Muster reopen because it is back");
  await eventually(async () => ((await channel.texts()).join("\n").includes("REOPENED") ? true : undefined));
  await teams.advance("PT30M");
  expect(await asked()).toHaveLength(count);
  await channel.say("Megan Bowen", "@Muster resolve for good");
  const opened = (await teams.facts("INC-1")).filter(({ type }) => type === "review opened");
  expect(opened).toHaveLength(2);
  expect(await asked()).toHaveLength(count + 1);
  await channel.say("Megan Bowen", "@Muster close anyway because the second was a test");
  expect((await teams.facts("INC-1")).at(-1)).toEqual({ type: "closed", because: "the second was a test" });
  await teams.advance("P20D");
  expect(await asked()).toHaveLength(count + 1);
});
