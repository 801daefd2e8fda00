import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let payments: Place;
beforeAll(async () => {
  teams = await startTeams({ throttle: "off" });
  payments = await teams.channel("Payments");
});
afterAll(() => teams.stop());

const say = async (place: Place, words: string, replyTo?: string) =>
  (await place.ask("Megan Bowen", words, replyTo)).join("\n");
const declare = async (title: string) => {
  const said = await payments.say("Adele Vance", `@Muster declare sev1 ${title}`);
  await teams.settle();
  return said;
};
const card = async (place: Place) => seen((await place.cards())[0]!).replace(/\s+/g, " ");
const facts = async (id: string, type: string) => (await teams.facts(id)).filter((fact) => fact.type === type);
const nameOf = async ({ id }: Place) => (await teams.conversations()).find((each) => each.id === id)?.name;

describe("an incident that is called something else", () => {
  let channel: Place;
  beforeAll(async () => {
    await declare("checkout is slow");
    channel = await teams.incidentChannel("INC-1");
  });

  test("is called so by its card, its channel, the list, the page and the public page", async () => {
    expect(await say(channel, "rename payments are down: all of Europe")).toContain(
      "Megan Bowen renamed it from checkout is slow to payments are down: all of Europe",
    );
    expect(await nameOf(channel)).toBe("inc-1-payments-are-down-all-of-europe");
    expect(await card(channel)).toContain("payments are down: all of Europe");
    expect(await say(await teams.channel("Platform"), "list")).toContain("payments are down: all of Europe");
    const page = (await (await teams.personal("Megan Bowen")).cards()).map(seen).find((text) => text.includes("INC-1"));
    expect(page).toContain("payments are down: all of Europe");
    const status = await (await fetch(`${teams.url}/status`)).text();
    expect(status).toContain("payments are down: all of Europe");
    expect(status).not.toContain("checkout is slow");
    expect(await facts("INC-1", "channel renamed")).toHaveLength(1);
  });

  test("gets a number behind its channel's name where that is taken", async () => {
    await teams.makeChannel("Incidents", "inc-1-mail-is-late");
    await say(channel, "rename mail is late");
    expect(await nameOf(channel)).toBe("inc-1-mail-is-late-2");
    expect(await facts("INC-1", "channel renamed")).toHaveLength(2);
  });

  test.each([
    ["nothing", "rename", "Say what it is called now: `rename payments are down`."],
    [
      "a novel",
      `rename ${"x".repeat(10_000)}`,
      "A title is at most 150 characters, and that is 10000. It stays as it is.",
    ],
    ["itself", "rename mail is late", "INC-1 is called that already."],
  ])("is not renamed to %s", async (_, words, answer) => {
    expect(await say(channel, words)).toContain(answer);
    expect(await card(channel)).toContain("mail is late");
  });

  test("learns what somebody called its channel by hand", async () => {
    await teams.renameChannel(channel.id, "war room");
    await teams.settle();
    expect((await facts("INC-1", "channel renamed")).at(-1)).toEqual({ type: "channel renamed", name: "war room" });
    expect(await card(channel)).toContain("[Channel war room]");
  });

  test("keeps its channel's name without the permission, and says so once", async () => {
    const resourceSpecific = ["Channel.Create.Group", "ChannelSettings.Read.Group", "ChannelMessage.Read.Group"];
    await teams.grants({ resourceSpecific });
    await say(channel, "rename first");
    await say(channel, "rename second");
    expect(await nameOf(channel)).toBe("war room");
    expect(await card(channel)).toMatch(
      /second.*Muster could not rename the channel: .*ChannelSettings\.ReadWrite\.Group/,
    );
    expect(await facts("INC-1", "gave up")).toHaveLength(1);
    await teams.grants({ resourceSpecific: [...resourceSpecific, "ChannelSettings.ReadWrite.Group"] });
  });
});

describe("a channel that is deleted by hand", () => {
  let said: Awaited<ReturnType<typeof declare>>;
  beforeAll(async () => {
    said = await declare("search is down");
    const channel = await teams.incidentChannel("INC-2");
    await channel.say("Lee Gu", "the index is gone");
    await teams.deleteChannel(channel.id);
    await teams.settle();
  });

  test("leaves its incident in the thread where it was declared, which says so", async () => {
    const thread = (await payments.fromMuster()).filter(({ replyTo }) => replyTo === said.id).map(seen);
    expect(thread.at(-1)).toBe(
      "The channel of INC-2 was deleted in Teams. The incident goes on here; `channel new INC-2` opens another channel.",
    );
    expect(thread[0]).toMatch(/No channel of its own\. *Its channel was deleted in Teams\..* channel new/);
    await payments.say("Lee Gu", "I rebuild it", said.id);
    await say(payments, "note rebuilt from the backup", said.id);
    expect((await facts("INC-2", "noted")).length).toBe(1);
    const lines = (await teams.transcript("INC-2")).map(({ text }) => text);
    expect(lines).toContain("the index is gone");
    expect(lines).toContain("I rebuild it");
  });

  test("is followed by another one when somebody asks for it", async () => {
    await say(payments, "channel new", said.id);
    const channel = await teams.incidentChannel("INC-2");
    // The name of a deleted one stays taken for a month.
    expect(channel.name).toBe("inc-2-search-is-down-2");
    expect(await card(channel)).toContain("search is down");
    expect(await card(channel)).not.toContain("No channel of its own");
    await channel.say("Lee Gu", "half of it is back");
    expect((await teams.transcript("INC-2")).map(({ text }) => text)).toContain("half of it is back");
    expect(await say(channel, "note said in the new one")).toContain("Megan Bowen noted: said in the new one");
    expect(await say(channel, "channel new")).toContain("INC-2 has its channel: inc-2-search-is-down-2.");
  });

  test("of an incident that is closed begins nothing", async () => {
    await say(await teams.incidentChannel("INC-2"), "resolve it is back");
    await say(await teams.incidentChannel("INC-2"), "close anyway because nobody was hit");
    const before = (await payments.fromMuster()).length;
    await teams.deleteChannel((await teams.incidentChannel("INC-2")).id);
    await teams.settle();
    expect((await payments.fromMuster()).length).toBe(before);
    expect(await say(payments, "channel new INC-2")).toContain("INC-2 is closed");
  });
});
