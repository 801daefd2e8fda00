import { describe, expect, test } from "@jest/globals";
import { added, at, channel, lee, type Scribe, scribeOf, stream } from "./scribe.ts";

const place = { id: channel, serviceUrl: "https://teams.example" };
const pins = async (scribe: Scribe) =>
  (await scribe.entries()).flatMap(({ fact, by }) =>
    fact.type === "pinned" && by.kind === "person" ? [[fact.message.id, fact.message.text, by.person.name]] : [],
  );

describe("a pin that is found when comparing", () => {
  test("is recorded in the name of whoever put it there first, also on a message that was missing", async () => {
    const scribe = await scribeOf();
    await scribe.hear("1", { text: "heard" });
    scribe.hold("1", { text: "heard", pins: [{ id: "lee", name: "" }] });
    scribe.hold("2", {
      text: "unheard of",
      pins: [
        { id: "alex", name: "Alex" },
        { id: "lee", name: "Lee Gu" },
      ],
    });
    scribe.hold("3", { text: "plain" });
    scribe.wait(10);
    await added(scribe);
    expect(await pins(scribe)).toEqual([
      ["1", "heard", "Lee Gu"],
      ["2", "unheard of", "Alex"],
    ]);
  });

  test("is recorded once, and not again when it was taken off in words", async () => {
    const scribe = await scribeOf();
    scribe.hold("1", { text: "one", pins: [lee] });
    scribe.wait(10);
    await added(scribe);
    await added(scribe);
    await scribe.tell({ type: "unpinned", id: "1" });
    await added(scribe);
    expect(await pins(scribe)).toHaveLength(1);
  });
});

describe("a pin on what is not in the transcript", () => {
  const ask = async (scribe: Scribe, message: string): Promise<void> => {
    const by = { kind: "person", person: lee } as const;
    await scribe.work.compare(stream, { message, who: lee, conversation: place }, { cause: message, by, from: "test" });
    await scribe.pass(20);
  };

  test("is recorded when Teams has the message", async () => {
    const scribe = await scribeOf();
    scribe.hold("7", { text: "from before", saidAt: at(-600), changedAt: at(-600) });
    scribe.wait(10);
    await ask(scribe, "7");
    expect(await pins(scribe)).toEqual([["7", "from before", "Lee Gu"]]);
    expect(scribe.posts()).toEqual([]);
  });

  test("is answered in a chat, where nothing can be looked for", async () => {
    const instead = { ...place, id: "19:chat@unq.gbl.spaces" };
    const scribe = await scribeOf({ facts: [{ type: "channel unavailable", reason: "no team", instead }] });
    await ask(scribe, "7");
    expect(scribe.posts()).toEqual([expect.stringMatching(/not in the record\. In a chat .*`note …`/)]);
  });

  test("is answered where Teams has none, and where it was deleted", async () => {
    const scribe = await scribeOf();
    scribe.hold("8", { text: "", deletedAt: at(-5), saidAt: at(-600), changedAt: at(-5) });
    scribe.wait(10);
    await ask(scribe, "7");
    await ask(scribe, "8");
    expect(await pins(scribe)).toEqual([]);
    expect(scribe.posts()).toEqual([
      expect.stringMatching(/not in the record, nor does Teams have it.*`note …`/),
      expect.stringMatching(/deleted.*`note …`/),
    ]);
  });
});

describe("a channel that was lost", () => {
  test("has a gap at its end, once, and what is said in the thread afterwards is compared", async () => {
    const scribe = await scribeOf({ team: "group-1" });
    await scribe.hear("1", { text: "one" });
    scribe.hold("1", { text: "one" });
    scribe.wait(60);
    await added(scribe);
    scribe.wait(600);
    scribe.held.drop(channel);
    await scribe.tell({ type: "channel lost", reason: "It was deleted in Teams." });
    const general = "19:general@thread.tacv2";
    const instead = { ...place, id: `${general};messageid=7` };
    await scribe.tell({ type: "channel unavailable", reason: "It was deleted.", instead });
    scribe.held.open(general);
    const inThread = { from: lee, replyTo: "7" };
    scribe.held.hold(general, { ...inThread, id: "8", text: "long ago", saidAt: at(1), changedAt: at(1) });
    scribe.held.hold(general, { ...inThread, id: "9", text: "goes on", saidAt: at(800), changedAt: at(800) });
    scribe.wait(600);
    expect(await added(scribe, "end")).toEqual([
      expect.stringMatching(/^gap .* is missing: the channel was deleted before it could be compared\.$/),
      "said goes on (graph)",
    ]);
    expect(await added(scribe)).toEqual([]);
  });
});

test("nothing comes back of a transcript that was removed", async () => {
  const scribe = await scribeOf();
  await scribe.hear("1", { text: "one" });
  scribe.hold("1", { text: "one" });
  scribe.wait(60);
  await scribe.transcript.remove(stream);
  await scribe.tell({ type: "transcript removed", lines: 1, hash: "", because: "a test" });
  scribe.wait(60);
  scribe.hold("2", { text: "two" });
  scribe.wait(60);
  expect(await added(scribe)).toEqual(["said two (graph)"]);
});
