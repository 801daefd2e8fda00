import { describe, expect, test } from "@jest/globals";
import { pseudonym, verify } from "../../src/domain/transcript.ts";
import type { ChannelMessages } from "../../src/engine/ports.ts";
import { memoryChannelMessages } from "../../src/memory/channel-messages.ts";
import { added, at, channel, lee, scribeOf, stream } from "./scribe.ts";

describe("a comparison with Teams", () => {
  test("adds messages that nobody heard, with author, time, thread, mentions and what came with them", async () => {
    const scribe = await scribeOf();
    await scribe.hear("1", { text: "heard" });
    scribe.hold("1", { text: "heard, in other words" });
    const mentions = [{ id: "alex", name: "Alex" }];
    const attachments = [{ name: "a.csv", contentType: "reference", url: "https://x.sharepoint.com/a.csv" }];
    scribe.hold("2", { text: "unheard of", replyTo: "1", mentions, attachments, saidAt: at(-60), changedAt: at(-60) });
    scribe.hold("3", { text: "a card", own: true, from: { id: "28:muster", name: "Muster" }, editedAt: at(1) });
    scribe.wait(10);
    expect(await added(scribe)).toEqual(["said unheard of (graph)", "bot a card (graph)"]);
    expect((await scribe.lines())[1]).toMatchObject({ at: at(-60), from: lee, replyTo: "1", mentions, attachments });
    expect(verify(await scribe.lines())).toEqual({ ok: true });
    expect(await scribe.compared()).toMatchObject([{ added: 2, edited: 0, deleted: 0, gaps: 0, lines: 3 }]);
  });

  test("adds edits, deletions and restorations that nobody heard, and none that was heard", async () => {
    const scribe = await scribeOf();
    for (const id of ["edited", "deleted", "restored", "both"]) await scribe.hear(id, { text: "one" });
    await scribe.hear("restored", { kind: "deleted", text: "" });
    await scribe.hear("both", { kind: "deleted", text: "" });
    for (const id of ["heard edit", "heard deletion"]) await scribe.hear(id, { text: "one" });
    await scribe.hear("heard edit", { kind: "edited", text: "Two (see https://x)!", at: at(1) });
    await scribe.hear("heard deletion", { kind: "deleted", text: "" });
    scribe.hold("edited", { text: "two", editedAt: at(60), changedAt: at(60) });
    scribe.hold("deleted", { text: "", deletedAt: at(61), changedAt: at(61) });
    scribe.hold("restored", { text: "one", changedAt: at(62) });
    scribe.hold("both", { text: "two", editedAt: at(63), changedAt: at(64) });
    scribe.hold("heard edit", { text: "Two see\nhttps://x", editedAt: at(0), changedAt: at(0) });
    scribe.hold("heard deletion", { text: "", deletedAt: at(0), changedAt: at(0) });
    scribe.wait(100);
    expect(await added(scribe)).toEqual([
      "restored one (graph)",
      "edited two (graph)",
      "deleted (graph)",
      "edited two (graph)",
      "restored one (graph)",
      expect.stringMatching(/^gap What 2 messages said in between may be missing, from .+ 10:00:00 to .+ 10:01:03 UTC/),
    ]);
    const lines = await scribe.lines();
    expect(lines.filter(({ id }) => id === "both").map((line) => [line.kind, line.at])).toEqual([
      ["said", at(0)],
      ["deleted", at(0)],
      ["restored", at(63)],
      ["edited", at(63)],
    ]);
    expect(await scribe.compared()).toMatchObject([{ added: 0, edited: 2, deleted: 1, restored: 2, gaps: 1 }]);
  });

  test("does not claim to know what was said first of what was changed before anybody heard of it", async () => {
    const scribe = await scribeOf();
    scribe.hold("changed", { text: "two", editedAt: at(5), changedAt: at(5) });
    scribe.hold("gone", { text: "", deletedAt: at(6), changedAt: at(6) });
    scribe.wait(60);
    expect(await added(scribe)).toEqual([
      "edited two (graph)",
      "deleted (graph)",
      expect.stringContaining("gap What a message said in between may be missing"),
      expect.stringMatching(/^gap The words of a message, deleted .+, are missing/),
    ]);
  });

  test("knows the files in SharePoint of a message that the bot heard without them", async () => {
    const scribe = await scribeOf();
    await scribe.hear("1", { text: "see" });
    const file = { name: "a.csv", contentType: "reference", url: "https://x.sharepoint.com/a.csv" };
    scribe.hold("1", { text: "see", attachments: [file] });
    scribe.wait(10);
    await added(scribe);
    const [line] = (await scribe.lines()).filter(({ kind }) => kind === "kept");
    expect(line!.file).toEqual({ ...file, why: expect.stringContaining("SharePoint") });
  });

  test("done twice adds nothing, also where an edit came back to the same words", async () => {
    const scribe = await scribeOf();
    await scribe.hear("1", { text: "one" });
    await scribe.hear("1", { kind: "edited", text: "two", at: at(5) });
    scribe.hold("1", { text: "two!", editedAt: at(70), changedAt: at(70) });
    scribe.hold("2", { text: "", deletedAt: at(6), changedAt: at(6) });
    scribe.wait(100);
    expect((await added(scribe)).slice(0, 2)).toEqual(["edited two! (graph)", "deleted (graph)"]);
    expect(await added(scribe)).toEqual([]);
    scribe.wait(7 * 3_600);
    expect(await added(scribe)).toEqual([]);
    expect((await scribe.compared()).map(({ edited, deleted, gaps }) => [edited, deleted, gaps])).toEqual([
      [1, 1, 2],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  test("leaves what has just happened to the bot", async () => {
    const scribe = await scribeOf();
    await scribe.hear("1", { text: "one" });
    await scribe.work.compare(stream, "command", { cause: "x", by: { kind: "muster" }, from: "test" });
    await scribe.pass(14);
    scribe.hold("1", { text: "two", editedAt: at(14), changedAt: at(14) });
    await scribe.pass(3);
    expect(await scribe.compared()).toMatchObject([{ edited: 0 }]);
    expect(await added(scribe)).toEqual(["edited two (graph)", expect.stringContaining("gap")]);
  });

  test("does not add what the bot hears while it goes on", async () => {
    const held = memoryChannelMessages();
    held.open(channel);
    const heard: (() => Promise<void>)[] = [];
    const messages: ChannelMessages = {
      ...held,
      async changed(place, since, page) {
        if (page !== undefined) await heard.shift()?.();
        return held.changed(place, since, page);
      },
    };
    const scribe = await scribeOf({ messages });
    for (const id of ["1", "2"]) {
      await scribe.hear(id, { text: "one" });
      held.hold(channel, { id, from: lee, text: "one", saidAt: at(0), changedAt: at(0) });
    }
    heard.push(async () => {
      await scribe.hear("2", { kind: "edited", text: "two", at: at(11) });
      held.hold(channel, { id: "2", from: lee, text: "two", saidAt: at(0), editedAt: at(10), changedAt: at(10) });
    });
    scribe.wait(30);
    expect(await added(scribe)).toEqual(["edited two"]);
  });

  test("asks only for what changed since the last one, and some more", async () => {
    const asked: (string | undefined)[] = [];
    const held = memoryChannelMessages();
    held.open(channel);
    const messages: ChannelMessages = {
      ...held,
      changed: (place, since, page) => {
        asked.push(since?.toISOString());
        return held.changed(place, since, page);
      },
    };
    const scribe = await scribeOf({ messages });
    await scribe.compare();
    scribe.wait(7_200);
    await scribe.compare();
    expect(asked).toEqual([undefined, at(15 - 3_600)]);
  });

  test("does not bring back words that were erased, nor what else that person had said until then", async () => {
    const scribe = await scribeOf();
    await scribe.hear("1", { text: "secret" });
    await scribe.transcript.erase(stream, [1], {
      id: "",
      kind: "erased",
      at: at(100),
      from: { id: "", name: "Muster" },
      text: "asked for",
      lines: [1],
    });
    scribe.hold("1", { text: "secret, edited", editedAt: at(50), changedAt: at(50) });
    scribe.hold("2", { text: "another secret", saidAt: at(40), changedAt: at(40) });
    scribe.hold("3", { text: "something new", saidAt: at(200), changedAt: at(200) });
    scribe.wait(150);
    await scribe.tell({ type: "words erased", whose: pseudonym(stream, lee.id), lines: 1, because: "asked for" });
    scribe.wait(150);
    expect(await added(scribe)).toEqual(["said something new (graph)"]);
    scribe.hold("1", { text: "new words", editedAt: at(400), changedAt: at(400) });
    scribe.wait(300);
    expect((await added(scribe))[0]).toBe("edited new words (graph)");
  });
});

describe("what is told in the channel", () => {
  test("is an answer to whoever asked, also that nothing was missing", async () => {
    const scribe = await scribeOf();
    await scribe.hear("1", { text: "one" });
    scribe.hold("1", { text: "one" });
    scribe.wait(60);
    await scribe.compare("command");
    expect(scribe.posts()).toEqual(["The transcript has everything that Teams has. It has 1 line."]);
    scribe.hold("2", { text: "two" });
    scribe.wait(60);
    await scribe.compare("command");
    expect(scribe.posts()[1]).toBe("The transcript lacked 1 message; it is in it now. It has 2 lines.");
  });

  test("is nothing at the start and at the end, as long as there is no gap, and at the start no fact either", async () => {
    const scribe = await scribeOf();
    scribe.wait(60);
    await scribe.compare("start");
    expect(await scribe.compared()).toEqual([]);
    await scribe.compare("end");
    expect(await scribe.compared()).toHaveLength(1);
    scribe.hold("1", { text: "one" });
    scribe.wait(60);
    await scribe.compare("start");
    expect(await scribe.compared()).toHaveLength(2);
    expect(scribe.posts()).toEqual([]);
  });
});

test("an incident that runs in a thread is compared by that thread, and one in a chat not at all", async () => {
  const instead = (id: string) => ({
    type: "channel unavailable" as const,
    reason: "no team has room",
    instead: { id, serviceUrl: "https://teams.example" },
  });
  const inThread = await scribeOf({ facts: [instead("19:general@thread.tacv2;messageid=7")], team: "group-1" });
  inThread.held.open("19:general@thread.tacv2");
  for (const [id, replyTo] of [["7"], ["8", "7"], ["9"]] as const)
    inThread.held.hold("19:general@thread.tacv2", {
      id,
      from: lee,
      text: id,
      saidAt: at(1),
      changedAt: at(1),
      ...(replyTo !== undefined && { replyTo }),
    });
  inThread.wait(60);
  expect(await added(inThread)).toEqual(["said 7 (graph)", "said 8 (graph)"]);
  const inChat = await scribeOf({ facts: [instead("a:1")] });
  await inChat.compare("end");
  expect([await inChat.told(), inChat.warned]).toEqual([[], []]);
});
