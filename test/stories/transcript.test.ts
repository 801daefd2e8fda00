import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { verify } from "../../src/domain/transcript.ts";
import { type Place, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams();
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev1 checkout is down");
  channel = await teams.incidentChannel("INC-1");
});
afterAll(() => teams.stop());

test("everything said in the incident's channel is kept, without a mention, every version of it", async () => {
  const said = await channel.say("Alex Wilber", "the datbase is full");
  await channel.edit(said.id, "the database is full");
  const regretted = await channel.say("Alex Wilber", "it was Lee's fault");
  await channel.remove(regretted.id);
  await channel.say("Megan Bowen", "a reply", said.id);

  const lines = await teams.transcript("INC-1");
  const about = (id: string) => lines.filter((line) => line.id === id).map(({ kind, text }) => [kind, text]);
  expect(about(said.id)).toEqual([
    ["said", "the datbase is full"],
    ["edited", "the database is full"],
  ]);
  expect(about(regretted.id).map(([kind]) => kind)).toEqual(["said", "deleted"]);
  expect(lines.find(({ text }) => text === "a reply")).toMatchObject({
    replyTo: said.id,
    from: { name: "Megan Bowen" },
  });
  expect(verify(lines)).toEqual({ ok: true });
});

test("what Muster says is in it, and marked", async () => {
  await channel.say("Megan Bowen", "@Muster lead me");
  const lines = await teams.transcript("INC-1");
  expect(
    lines
      .filter(({ kind }) => kind === "bot")
      .map(({ text }) => text)
      .join("\n"),
  ).toMatch(/Megan Bowen .*command/);
  expect(lines.map(({ text }) => text).join("\n")).toContain("lead me");
});

test("what is said elsewhere never is", async () => {
  for (const place of [
    await teams.channel("Payments"),
    await teams.channel("Alerts", "Incidents"),
    await teams.groupChat(),
    await teams.personal("Lee Gu"),
  ])
    await place.say("Lee Gu", "a word for other ears");
  expect((await teams.transcript("INC-1")).map(({ text }) => text).join("\n")).not.toContain("other ears");
});

test("a message delivered twice is in it once", async () => {
  const said = await channel.say("Alex Wilber", "only once, please");
  await teams.redeliver(said.id);
  expect((await teams.transcript("INC-1")).filter(({ text }) => text === "only once, please").length).toBe(1);
});
