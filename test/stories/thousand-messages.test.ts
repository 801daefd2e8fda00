/** A night of a thousand messages: at its end the transcript equals what Teams holds, message for message and version for version. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { verify } from "../../src/domain/transcript.ts";
import { eventually, type Place, startTeams, type Teams } from "./teams.ts";
import { crowd, heldAsTold, heldOf, inOrder, toldIn } from "./thousand.ts";

let teams: Teams;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams({ throttle: "off" });
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev5 checkout is slow");
  channel = await teams.incidentChannel("INC-1");
});
afterAll(() => teams.stop());

const compared = async () => (await teams.facts("INC-1")).filter((fact) => fact.type === "transcript compared");
const check = async (count: number): Promise<void> => {
  await teams.advance("PT1M");
  await eventually(async () => ((await compared()).length >= count ? true : undefined));
};

test("with edits, deletions, replies, pictures, a crash, and what Teams forgot to tell, the transcript is whole", async () => {
  const people = crowd(teams, channel, 42);
  await people.talk(420);

  const [edited, removed, put] = [people.untouched(12), people.untouched(24).slice(12), people.untouched(30).slice(24)];
  for (const told of put) await people.remove(told);
  const dying = people.chat(40);
  await teams.sandbox.muster.kill("SIGKILL");
  await dying;
  await people.chat(60);
  for (const told of edited) await people.edit(told);
  for (const told of removed) await people.remove(told);
  for (const told of put) await people.restore(told);
  await teams.sandbox.muster.start();
  await check(1);

  await people.talk(440);
  for (let each = 0; each < 40; each++) await people.say({ silent: true });
  const quiet = people.untouched(90);
  for (const told of quiet.slice(0, 30)) await people.edit(told, { silent: true });
  for (const told of quiet.slice(30, 50)) await people.remove(told, { silent: true });
  await channel.say("Megan Bowen", "@Muster transcript check");
  await check(2);
  for (const told of quiet.slice(30, 40)) await people.restore(told, { silent: true });
  for (const told of quiet.slice(0, 10)) await people.edit(told, { silent: true });
  await channel.say("Megan Bowen", "@Muster resolve the cache was full");
  await check(3);

  const lines = await teams.transcript("INC-1");
  expect(verify(lines)).toEqual({ ok: true });
  const held = await teams.history(channel.id);
  const commands = held.filter(({ text }) => text.includes("<at>Muster</at>")).map(({ id }) => id);
  const told = toldIn(lines).filter(({ id }) => !commands.includes(id));
  expect(told).toHaveLength(1_000);
  expect(told).toEqual(inOrder(people.all).map((each) => expect.objectContaining(each)));
  const ofPeople = held.filter(({ from }) => !from.bot);
  expect(toldIn(lines).map(heldAsTold)).toEqual(ofPeople.map(heldOf).toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  const ofMuster = held.filter(({ from }) => from.bot).map(({ id }) => id);
  expect(new Set(lines.filter(({ kind }) => kind === "bot").map(({ id }) => id))).toEqual(new Set(ofMuster));
  for (const { file } of lines.filter(({ kind }) => kind === "kept")) {
    const copy = await teams.media(file!.key!);
    expect(createHash("sha256").update(copy!).digest("hex")).toBe(file!.sha256);
  }
  expect(await compared()).toHaveLength(3);
}, 600_000);
