/** Pictures and files that people send: copied while they are there, or why not. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { verify } from "../../src/domain/transcript.ts";
import type { LoggedLine } from "../../src/engine/ports.ts";
import type { SandboxAttachment } from "../../sandbox/client.ts";
import { eventually, type Place, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams({ throttle: "off" });
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev5 checkout is down");
  channel = await teams.incidentChannel("INC-1");
});
afterAll(() => teams.stop());

const megabyte = 1024 * 1024;
const send = (...attachments: SandboxAttachment[]) =>
  teams.say(channel.id, "Alex Wilber", "see this", undefined, { attachments });
const kept = async (id: string, count = 1): Promise<LoggedLine[]> =>
  eventually(async () => {
    const lines = (await teams.transcript("INC-1")).filter((line) => line.id === id && line.kind === "kept");
    return lines.length >= count ? lines : undefined;
  });
const picture = (bytes: number, name = "graph.png"): SandboxAttachment => ({ name, contentType: "image/png", bytes });

test("a picture is copied as it was, and the transcript says which copy it is", async () => {
  const said = await send(picture(30_000), picture(40_000, "../../other <b>.png"));
  const lines = await kept(said.id, 2);
  expect(lines.map(({ file }) => [file?.name, file?.contentType, file?.bytes])).toEqual([
    ["graph.png", "image/png", 30_000],
    ["../../other <b>.png", "image/png", 40_000],
  ]);
  for (const { file, from } of lines) {
    expect(from.name).toBe("Alex Wilber");
    const copy = await teams.media(file!.key!);
    expect(createHash("sha256").update(copy!).digest("hex")).toBe(file!.sha256);
    expect(copy).toHaveLength(file!.bytes!);
  }
  expect(verify(await teams.transcript("INC-1"))).toEqual({ ok: true });
});

test("a picture of 50 MB is not copied, and the transcript says so with its name and address", async () => {
  const said = await send(picture(50 * megabyte));
  const [line] = await kept(said.id);
  expect(line!.file).toEqual({
    name: "graph.png",
    contentType: "image/png",
    url: expect.stringContaining("/v3/attachments/"),
    why: "It has 50 MB; 20 MB is the most that is copied.",
  });
  const lines = await teams.transcript("INC-1");
  expect(lines.find(({ id, kind }) => id === said.id && kind === "said")).toMatchObject({
    text: "see this",
    attachments: [{ name: "graph.png" }],
  });
});

test("a picture that has vanished before it could be copied is said to have", async () => {
  await teams.fault({ match: "/v3/attachments/", status: 503 });
  const said = await send(picture(1_000));
  await teams.vanish(said.files![0]!.id, 410);
  await teams.advance("PT30S");
  const [line] = await kept(said.id);
  expect(line!.file).toMatchObject({ name: "graph.png", why: "Teams does not keep it any more (HTTP 410)." });
});

test("while Teams is down copying waits, and goes on when it is back, in a process that has just started", async () => {
  await teams.fault({ match: "/v3/attachments/", status: 503, times: 100 });
  const said = await send(picture(2_000));
  await teams.sandbox.muster.kill("SIGKILL");
  await teams.clearFaults();
  await teams.sandbox.muster.start();
  await teams.advance("PT1M");
  const [line] = await kept(said.id);
  expect(line!.file).toMatchObject({ bytes: 2_000, key: expect.stringMatching(/^INC-1\/.+\.png$/) });
});

test("a picture that never comes is given up with the reason", async () => {
  await teams.fault({ match: "/v3/attachments/", status: 503, times: 1_000 });
  const said = await send(picture(3_000));
  await teams.advance("PT40M");
  const [line] = await kept(said.id);
  await teams.clearFaults();
  expect(line!.file).toMatchObject({ why: "Teams did not hand it over (HTTP 503)." });
}, 200_000);

test("a picture in a channel that is no incident's is not copied", async () => {
  const payments = await teams.channel("Payments");
  await teams.say(payments.id, "Alex Wilber", "see", undefined, { attachments: [picture(500)] });
  const { log } = await teams.har();
  const asked = log.entries.filter(({ request }) => request.url.includes("/v3/attachments/"));
  expect(asked.length).toBeGreaterThan(0);
  expect((await teams.transcript("INC-1")).some(({ file }) => file?.bytes === 500)).toBe(false);
});
