import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { verify } from "../../src/domain/transcript.ts";
import { eventually, type Place, startTeams, type Teams } from "./teams.ts";

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

test("what was deleted and put back is three lines, and a reply of Muster's says what it answers", async () => {
  const regretted = await channel.say("Alex Wilber", "@Megan_Bowen it was Lee's fault after all");
  await channel.remove(regretted.id);
  await teams.restore(channel.id, regretted.id);
  const asked = await channel.say("Megan Bowen", "@Muster note the queue is full");
  const lines = await teams.transcript("INC-1");
  const megan = { id: (await teams.people()).find(({ name }) => name === "Megan Bowen")!.id, name: "Megan Bowen" };
  expect(lines.filter(({ id }) => id === regretted.id)).toMatchObject([
    { kind: "said", text: "Megan Bowen it was Lee's fault after all", mentions: [megan] },
    { kind: "deleted", text: "" },
    { kind: "restored", text: "Megan Bowen it was Lee's fault after all", mentions: [megan] },
  ]);
  expect(lines.find(({ text }) => text.includes("noted: the queue is full"))).toMatchObject({
    kind: "bot",
    replyTo: asked.id,
  });
  expect(verify(lines)).toEqual({ ok: true });
});

test("an incident that runs in somebody's chat with Muster has no transcript of that chat", async () => {
  const grants = teams.sandbox.store.world.grants;
  await teams.grants({ roles: [], resourceSpecific: [] });
  const chat = await teams.personal("Lee Gu");
  await chat.say("Lee Gu", "declare sev3 the printer is slow");
  await eventually(async () => (await teams.facts("INC-2")).find(({ type }) => type === "channel unavailable"));
  await chat.say("Lee Gu", "note for my eyes only");
  await teams.grants(grants);
  expect(await teams.facts("INC-2")).toContainEqual({ type: "noted", text: "for my eyes only" });
  expect(await teams.transcript("INC-2")).toEqual([]);
});

test("a message delivered twice is in it once", async () => {
  const said = await channel.say("Alex Wilber", "only once, please");
  await teams.redeliver(said.id);
  expect((await teams.transcript("INC-1")).filter(({ text }) => text === "only once, please").length).toBe(1);
});
