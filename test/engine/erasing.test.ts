import { describe, expect, test } from "@jest/globals";
import { verify } from "../../src/domain/transcript.ts";
import { eraseWords } from "../../src/engine/erasing.ts";
import type { Transcript } from "../../src/engine/ports.ts";
import { added, at, lee, type Scribe, scribeOf, stream } from "./scribe.ts";

const alex = { id: "alex", name: "Alex" };
const png = Buffer.from("\x89PNG and so on", "latin1");
const url = "https://teams.example/v3/attachments/a/views/original";
const asked = { stream, whose: lee.id, because: "Lee asked for it", by: "adele" };

/** Lee says something with a picture and edits it, and Alex says something too. */
async function talk(): Promise<Scribe> {
  const scribe = await scribeOf();
  scribe.files.all.set(url, { bytes: png, contentType: "image/png" });
  const attachments = [{ name: "a.png", contentType: "image/png", url }];
  await scribe.hear("1", { text: "secret", attachments });
  await scribe.work.copy(stream, "1", "came");
  await scribe.wakeWork();
  await scribe.hear("1", { kind: "edited", text: "secret, edited", at: at(5) });
  await scribe.hear("2", { text: "mine", from: alex });
  scribe.wait(60);
  return scribe;
}

const erase = (scribe: Scribe, transcript: Transcript = scribe.transcript) =>
  eraseWords({ ...scribe, transcript }, asked);

describe("an erasure of one person's words", () => {
  test("takes them out in every version, with the copies, leaves the others', and is recorded twice", async () => {
    const scribe = await talk();
    const key = (await scribe.lines()).find(({ kind }) => kind === "kept")!.file!.key!;
    expect(await erase(scribe)).toEqual({ lines: 3, files: 1 });
    const lines = await scribe.lines();
    expect(JSON.stringify(lines)).not.toMatch(/secret|Lee Gu|a\.png/);
    expect(lines.map(({ kind, text, erased = false }) => [kind, text, erased])).toEqual([
      ["said", "", true],
      ["kept", "", true],
      ["edited", "", true],
      ["said", "mine", false],
      ["erased", "Lee asked for it", false],
    ]);
    expect(lines.at(-1)).toMatchObject({ from: { name: "adele" }, lines: [1, 2, 3] });
    expect(await scribe.media.read(key)).toBeUndefined();
    expect(verify(lines)).toEqual({ ok: true });
    const facts = (await scribe.entries()).map(({ fact }) => fact);
    expect(facts.at(-1)).toMatchObject({ type: "words erased", lines: 3, because: "Lee asked for it" });
    expect(JSON.stringify(facts.at(-1))).not.toContain(`"${lee.id}"`);
  });

  test("is not undone by a comparison, also where Teams tells the edit with another time, or more of the same person", async () => {
    const scribe = await talk();
    await erase(scribe);
    scribe.hold("1", { text: "secret, edited", saidAt: at(0), editedAt: at(59), changedAt: at(59) });
    scribe.hold("2", { text: "mine", from: alex, saidAt: at(0), changedAt: at(0) });
    scribe.hold("3", { text: "an older secret", saidAt: at(40), changedAt: at(40) });
    scribe.wait(600);
    scribe.hold("4", { text: "a new word" });
    scribe.wait(60);
    expect(await added(scribe)).toEqual(["said a new word (graph)"]);
  });

  test("that was interrupted is finished by doing it again", async () => {
    const scribe = await talk();
    let dies = true;
    const dying: Transcript = {
      ...scribe.transcript,
      async erase(...all) {
        if (dies) throw new Error("Killed.");
        return scribe.transcript.erase(...all);
      },
    };
    await expect(erase(scribe, dying)).rejects.toThrow("Killed");
    dies = false;
    scribe.wait(1);
    expect((await erase(scribe, dying)).lines).toBe(3);
    expect(JSON.stringify(await scribe.lines())).not.toContain("secret");
    expect(await erase(scribe)).toEqual({ lines: 0, files: 0 });
  });

  test("takes a line along that comes meanwhile", async () => {
    const scribe = await talk();
    const racing: Transcript = {
      ...scribe.transcript,
      async erase(...all) {
        await scribe.hear("9", { text: "secret that came late" });
        return scribe.transcript.erase(...all);
      },
    };
    expect((await erase(scribe, racing)).lines).toBe(4);
    expect(JSON.stringify(await scribe.lines())).not.toContain("secret");
  });
});
