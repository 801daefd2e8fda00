/** Words that have to go: one person's, and everybody's when the time is over. Nothing brings them back. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openStorage } from "../../src/azure/storage.ts";
import { run } from "../../src/cli/run.ts";
import { verify } from "../../src/domain/transcript.ts";
import { deskFor } from "../cli/desk.ts";
import { eventually, type Place, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams({ throttle: "off", environment: { TRANSCRIPT_DAYS: "30" } });
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev5 checkout is slow");
  channel = await teams.incidentChannel("INC-1");
});
afterAll(() => teams.stop());

const all = async (): Promise<string> => JSON.stringify(await teams.transcript("INC-1"));

/** On the command line, with the settings of the Muster that runs. */
async function muster(...typed: string[]): Promise<string> {
  const { environment } = teams.sandbox.muster;
  const now = new Date((await teams.clock()).now);
  const settings = { ...environment, STORAGE_PREFIX: environment["STORAGE_PREFIX"]! };
  const storage = await openStorage(settings, () => now);
  const desk = deskFor(environment, { storage: async () => storage, now: () => now });
  expect(await run(typed, desk)).toBe(0);
  return desk.said();
}

test("one person's words are erased while Muster runs, and stay away when it compares, hears them again, or starts anew", async () => {
  const picture = { name: "secret.png", contentType: "image/png", bytes: 3_000 };
  const said = await teams.say(channel.id, "Lee Gu", "a secret", undefined, { attachments: [picture] });
  const late = await channel.say("Lee Gu", "another secret");
  const { file } = await eventually(async () => (await teams.transcript("INC-1")).find(({ kind }) => kind === "kept"));
  await channel.say("Alex Wilber", "what stays");
  await teams.say(channel.id, "Lee Gu", "a secret that nobody heard", undefined, { silent: true });
  await teams.edit(channel.id, late.id, "another secret, edited", { silent: true });
  await teams.advance("PT1M");
  expect(await muster("erase", "Lee Gu", "INC-1", "--because", "Lee asked for it", "--yes")).toContain(
    "erased 3 lines",
  );

  expect(await teams.media(file!.key!)).toBeUndefined();
  await teams.redeliver(said.id);
  await teams.sandbox.muster.kill("SIGKILL");
  await teams.sandbox.muster.start();
  await teams.advance("PT2M");
  await channel.say("Megan Bowen", "@Muster transcript check");
  await teams.advance("PT1M");
  expect((await channel.texts()).at(-1)).toMatch(/transcript/);
  expect(await all()).not.toMatch(/secret|Lee Gu/);
  expect(await all()).toContain("what stays");
  await channel.say("Lee Gu", "a word after that");
  const lines = await teams.transcript("INC-1");
  expect(lines.at(-1)).toMatchObject({ from: { name: "Lee Gu" }, text: "a word after that" });
  expect(verify(lines)).toEqual({ ok: true });
  expect(await teams.facts("INC-1")).toContainEqual(expect.objectContaining({ type: "words erased", lines: 3 }));
  expect((await channel.texts()).join()).not.toContain("erased");
});

test("thirty days after the end the transcript is removed with its files, the history says so, and nothing brings it back", async () => {
  const picture = { name: "graph.png", contentType: "image/png", bytes: 3_000 };
  await teams.say(channel.id, "Alex Wilber", "see", undefined, { attachments: [picture] });
  const { file } = await eventually(async () =>
    (await teams.transcript("INC-1")).find(({ file: kept }) => kept?.name === "graph.png"),
  );
  await channel.say("Megan Bowen", "@Muster resolve the cache was full");
  await channel.say("Megan Bowen", "@Muster close anyway because it is practice");
  await teams.advance("P29D");
  await teams.round();
  expect(await teams.media(file!.key!)).toBeDefined();
  const { hash } = (await teams.transcript("INC-1")).at(-1)!;
  await teams.advance("P2D");
  await teams.round();
  expect(await teams.transcript("INC-1")).toEqual([]);
  expect(await teams.media(file!.key!)).toBeUndefined();
  expect(await teams.facts("INC-1")).toContainEqual(expect.objectContaining({ type: "transcript removed", hash }));
  await channel.say("Megan Bowen", "@Muster transcript check");
  await teams.advance("PT1M");
  expect(await all()).not.toContain("what stays");
}, 240_000);
