import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { type Files, Outage } from "../../src/engine/ports.ts";
import { memoryFiles } from "../../src/memory/files.ts";
import { type Scribe, scribeOf, stream } from "./scribe.ts";

const url = (name: string): string => `https://teams.example/${name}`;
const png = Buffer.from("\x89PNG\r\n picture", "latin1");
const image = (name: string, contentType = "image/*") => ({ name, contentType, url: url(name) });

/** A message arrives with these, and they are asked for as the engine does. */
async function arrive(
  scribe: Scribe,
  id: string,
  ...attachments: { name: string; contentType: string; url?: string }[]
) {
  await scribe.hear(id, { text: "see", attachments });
  await scribe.work.copy(stream, id, `cause of ${id}`);
}
const kept = async (scribe: Scribe) => (await scribe.lines()).filter(({ kind }) => kind === "kept");
const outcomes = async (scribe: Scribe) => (await kept(scribe)).map(({ file }) => [file?.name, file?.why ?? "copied"]);

/** Two pictures, of which the first cannot be had so many times. */
function failing(times: number): Files & { asked: string[] } {
  const files = memoryFiles();
  const asked: string[] = [];
  files.all.set(url("a.png"), { bytes: png, contentType: "image/png" });
  files.all.set(url("b.png"), { bytes: png, contentType: "image/png" });
  return {
    asked,
    fetch(address, most) {
      asked.push(address);
      const fails = address === url("a.png") && asked.filter((each) => each === address).length <= times;
      return fails ? Promise.reject(new Outage("Teams is slow.", { again: true })) : files.fetch(address, most);
    },
  };
}

describe("what comes with a message", () => {
  test("is copied under a key of its own, with what it really is", async () => {
    const scribe = await scribeOf();
    const files = { "a.png": png, "b.png": Buffer.from("no picture"), "c.txt": Buffer.from("text") };
    for (const [name, bytes] of Object.entries(files))
      scribe.files.all.set(url(name), { bytes, contentType: "image/png" });
    scribe.files.all.set(url("c.txt"), { bytes: files["c.txt"], contentType: "text/plain" });
    await arrive(scribe, "17", image("a.png"), image("b.png"), image("c.txt", "text/plain"));
    await scribe.wakeWork();
    const lines = await kept(scribe);
    expect(lines.map(({ file }) => [file?.name, file?.contentType, file?.bytes])).toEqual([
      ["a.png", "image/png", png.length],
      ["b.png", "application/octet-stream", 10],
      ["c.txt", "text/plain", 4],
    ]);
    for (const { file } of lines) {
      expect(file!.key).toMatch(/^INC-1\/17-[0-9a-f]{24}\.(png|bin)$/);
      const copy = await scribe.media.read(file!.key!);
      expect(createHash("sha256").update(copy!).digest("hex")).toBe(file!.sha256);
    }
    expect(lines[0]).toMatchObject({ id: "17", from: { id: "lee" }, text: "" });
  });

  test("is fetched and copied once, however often it is asked for", async () => {
    const files = failing(0);
    const scribe = await scribeOf({ files });
    await arrive(scribe, "1", image("a.png"));
    await arrive(scribe, "1", image("a.png"));
    await scribe.wakeWork();
    await scribe.work.copy(stream, "1", "another cause");
    await scribe.wakeWork();
    expect([files.asked, (await kept(scribe)).length]).toEqual([[url("a.png")], 1]);
  });

  test("is looked for only where it is a file: cards and quotations are none", async () => {
    const scribe = await scribeOf();
    await arrive(
      scribe,
      "1",
      { name: "", contentType: "application/vnd.microsoft.card.adaptive", url: url("card") },
      { name: "", contentType: "messageReference", url: url("quoted") },
      { name: "nowhere.png", contentType: "image/png" },
      { name: "a.csv", contentType: "reference", url: "https://x.sharepoint.com/a.csv" },
    );
    await scribe.wakeWork();
    expect(await outcomes(scribe)).toEqual([["a.csv", expect.stringContaining("SharePoint")]]);
  });

  test("and is too large, or gone, is said to be, and the rest is copied", async () => {
    const scribe = await scribeOf();
    scribe.files.all.set(url("large.png"), { bytes: Buffer.alloc(1_001), contentType: "image/png" });
    scribe.files.all.set(url("a.png"), { bytes: png, contentType: "image/png" });
    await arrive(scribe, "1", image("large.png"), image("gone.png"), image("a.png"));
    await scribe.wakeWork();
    expect(await outcomes(scribe)).toEqual([
      ["large.png", "It has more than 1000 bytes."],
      ["gone.png", "Teams does not keep it any more."],
      ["a.png", "copied"],
    ]);
    expect((await kept(scribe)).map(({ file }) => file?.url)).toEqual(["large.png", "gone.png", "a.png"].map(url));
  });

  test("is not asked for where nothing is to be copied", async () => {
    const scribe = await scribeOf({ fileBytesMax: 0 });
    await arrive(scribe, "1", image("a.png"));
    await scribe.wakeWork();
    expect(await outcomes(scribe)).toEqual([["a.png", "Nothing is copied: MEDIA_MEGABYTES is 0."]]);
  });
});

describe("while Teams does not hand it over", () => {
  test("it is tried again, and nothing else waits for it", async () => {
    const files = failing(3);
    const scribe = await scribeOf({ files });
    await arrive(scribe, "1", image("a.png"), image("b.png"));
    await scribe.wakeWork();
    expect(await outcomes(scribe)).toEqual([["b.png", "copied"]]);
    await scribe.pass(30);
    expect(await outcomes(scribe)).toEqual([
      ["b.png", "copied"],
      ["a.png", "copied"],
    ]);
    expect(files.asked.filter((each) => each === url("b.png"))).toHaveLength(1);
  });

  test("for half an hour and more, it is given up, with the reason", async () => {
    const scribe = await scribeOf({ files: failing(Number.POSITIVE_INFINITY) });
    await arrive(scribe, "1", image("a.png"));
    await scribe.wakeWork();
    await scribe.pass(1_200);
    expect(await outcomes(scribe)).toEqual([]);
    await scribe.pass(1_200);
    expect(await outcomes(scribe)).toEqual([["a.png", "Teams is slow."]]);
  });

  test("a comparison asks for what a crash left behind, and for what it finds itself", async () => {
    const scribe = await scribeOf();
    scribe.files.all.set(url("a.png"), { bytes: png, contentType: "image/png" });
    scribe.files.all.set(url("b.png"), { bytes: png, contentType: "image/png" });
    await scribe.hear("1", { text: "see", attachments: [image("a.png")] });
    scribe.hold("1", { text: "see" });
    scribe.hold("2", { text: "and this", attachments: [image("b.png")] });
    scribe.wait(60);
    await scribe.compare("start");
    await scribe.pass(20);
    expect(await outcomes(scribe)).toEqual([
      ["a.png", "copied"],
      ["b.png", "copied"],
    ]);
  });
});
