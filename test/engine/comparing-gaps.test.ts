import { describe, expect, test } from "@jest/globals";
import { type ChannelMessages, Outage } from "../../src/engine/ports.ts";
import { memoryChannelMessages } from "../../src/memory/channel-messages.ts";
import { added, at, channel, lee, scribeOf } from "./scribe.ts";

describe("where Teams does not tell", () => {
  const refusing = (outage: Outage, times = Number.POSITIVE_INFINITY): ChannelMessages & { asked: number } => {
    const held = memoryChannelMessages();
    held.open(channel);
    return {
      ...held,
      asked: 0,
      async changed(place, since, page) {
        this.asked += 1;
        if (this.asked <= times) throw outage;
        return held.changed(place, since, page);
      },
    };
  };
  const final = new Outage("Muster may not read the messages of this channel: grant ChannelMessage.Read.Group.", {
    again: false,
  });

  test("the gap is marked from when to when, and why, once for each time that nothing was compared", async () => {
    const scribe = await scribeOf({ messages: refusing(final, 2) });
    expect(await added(scribe, "end")).toEqual([
      "gap What was said, changed or deleted from 2026-11-22 10:00:00 to 2026-11-22 10:00:15 UTC may be missing: Muster may not read the messages of this channel: grant ChannelMessage.Read.Group.",
    ]);
    expect(await scribe.compared()).toMatchObject([{ added: 0, gaps: 1, lines: 1 }]);
    expect(scribe.posts()).toEqual([expect.stringContaining("may not read the messages")]);
    scribe.wait(3_600);
    expect(await added(scribe)).toEqual([
      expect.stringContaining("from 2026-11-22 10:00:15 to 2026-11-22 11:00:35 UTC may be missing"),
    ]);
    expect(await added(scribe)).toEqual([]);
  });

  test("for a while, it is asked again until it does", async () => {
    const messages = refusing(new Outage("Graph asks for rest.", { again: true, afterMs: 90_000 }), 3);
    const scribe = await scribeOf({ messages });
    scribe.compare();
    await scribe.pass(400);
    expect(messages.asked).toBe(4);
    expect(await scribe.compared()).toMatchObject([{ gaps: 0 }]);
  });

  test("for very long, that is a gap too", async () => {
    const scribe = await scribeOf({ messages: refusing(new Outage("Graph failed.", { again: true })) });
    await scribe.compare();
    await scribe.pass(3_600);
    expect(await scribe.told()).toEqual([expect.stringMatching(/may be missing: Graph failed\.$/)]);
  });

  test("of what is older than eight months, that is a gap, once", async () => {
    const scribe = await scribeOf();
    scribe.wait(260 * 86_400);
    scribe.hold("1", { text: "of today" });
    scribe.wait(60);
    expect(await added(scribe)).toEqual([
      "said of today (graph)",
      expect.stringMatching(/^gap .+ from 2026-11-22 10:00:00 to 2026-12-12 .+ UTC may be missing: .+ eight months\.$/),
    ]);
    expect(await added(scribe)).toEqual([]);
  });
});

describe("a comparison that is interrupted", () => {
  test("goes on where it was, reads nothing twice that was read, and counts everything", async () => {
    const held = memoryChannelMessages();
    held.open(channel);
    const asked: string[] = [];
    let dies = true;
    const messages: ChannelMessages = {
      ...held,
      async changed(place, since, page) {
        asked.push(page ?? "first");
        if (page === "09" && dies) throw new Outage("Killed.", { again: true });
        return held.changed(place, since, page);
      },
    };
    const scribe = await scribeOf({ messages });
    for (let id = 1; id <= 12; id++)
      held.hold(channel, {
        id: `${id}`.padStart(2, "0"),
        from: lee,
        text: `${id}`,
        saidAt: at(id),
        changedAt: at(id),
      });
    scribe.wait(60);
    await scribe.compare();
    dies = false;
    await scribe.pass(60);
    expect(asked.filter((page) => page === "first")).toEqual(["first"]);
    expect(asked.filter((page) => page === "05")).toEqual(["05"]);
    expect((await scribe.lines()).map(({ text }) => text)).toEqual(
      Array.from({ length: 12 }, (_, index) => `${index + 1}`),
    );
    expect(await scribe.compared()).toMatchObject([{ added: 12 }]);
  });
});
