/** What did not reach Muster is found in Teams: when it is asked, when it is over, and when Teams does not tell. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Place, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let payments: Place;
let channel: Place;
let id = "";
let count = 0;
beforeAll(async () => {
  teams = await startTeams({ throttle: "off" });
  payments = await teams.channel("Payments");
});
beforeEach(async () => {
  count += 1;
  id = `INC-${count}`;
  await payments.say("Adele Vance", `@Muster declare sev5 checkout ${count}`);
  channel = await teams.incidentChannel(id);
});
afterAll(() => teams.stop());

const unheard = (text: string) => teams.say(channel.id, "Alex Wilber", text, undefined, { silent: true });
const texts = async (): Promise<string[]> => (await channel.texts()).slice(-4);
const linesOf = async (kind: string) => (await teams.transcript(id)).filter((line) => line.kind === kind);
const check = async (): Promise<void> => {
  await channel.say("Megan Bowen", "@Muster transcript check");
  await teams.advance("PT1M");
};

describe("what Teams forgot to tell", () => {
  test("is in the transcript when somebody asks, who hears what was missing", async () => {
    await unheard("the pool is full");
    await payments.say("Alex Wilber", "a word for other ears");
    await check();
    expect(await texts()).toContainEqual(expect.stringMatching(/lacked 1 message; it is in it now/));
    expect((await linesOf("said")).find(({ source }) => source === "graph")).toMatchObject({
      text: "the pool is full",
      from: { name: "Alex Wilber" },
    });
    expect(JSON.stringify(await teams.transcript(id))).not.toContain("other ears");
    await check();
    expect(await texts()).toContainEqual(expect.stringContaining("has everything that Teams has"));
    await channel.say("Megan Bowen", "@Muster transcript");
    expect((await texts()).at(-1)).toMatch(/last hash is `[0-9a-f]{64}`.*last compared with Teams/s);
  });

  test("is there when the incident is resolved, without a word in the channel", async () => {
    await unheard("the pool is full");
    await channel.say("Megan Bowen", "@Muster resolve the pool was full");
    await teams.advance("PT1M");
    expect((await linesOf("said")).some(({ text }) => text === "the pool is full")).toBe(true);
    expect((await texts()).join()).not.toContain("lacked");
    expect(await teams.facts(id)).toContainEqual(expect.objectContaining({ type: "transcript compared", added: 1 }));
  });

  test("of two edits only the last is known, and that is marked", async () => {
    const said = await channel.say("Alex Wilber", "one");
    await teams.edit(channel.id, said.id, "two", { silent: true });
    await teams.edit(channel.id, said.id, "three", { silent: true });
    const gone = await unheard("never read");
    await teams.remove(channel.id, gone.id, { silent: true });
    await check();
    expect((await teams.transcript(id)).filter((line) => line.id === said.id).map(({ text }) => text)).toEqual([
      "one",
      "three",
    ]);
    expect((await linesOf("gap")).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^What a message said in between may be missing, from .* to .* UTC/),
      expect.stringMatching(/^The words of a message, deleted .*, are missing/),
    ]);
  });

  test("a pin is found with the message that it is on", async () => {
    const said = await unheard("the first error");
    await teams.react(said.id, "Lee Gu", "pushpin", true, { silent: true });
    await check();
    expect(await teams.facts(id)).toContainEqual(
      expect.objectContaining({ type: "pinned", message: expect.objectContaining({ text: "the first error" }) }),
    );
    expect((await channel.texts()).join("\n")).toContain("Lee Gu pinned what Alex Wilber said");
  });
});

describe("without the permission to read", () => {
  let granted: { roles: string[]; resourceSpecific: string[] };
  beforeEach(async () => {
    granted = { ...teams.sandbox.store.world.grants };
    const resourceSpecific = granted.resourceSpecific.filter((each) => !each.startsWith("ChannelMessage.Read"));
    const roles = granted.roles.filter((each) => !/^(ChannelMessage|Group)\.Read/.test(each));
    await teams.grants({ roles, resourceSpecific });
  });
  afterEach(() => teams.grants(granted));

  test("whoever asks hears what to grant, the gap is marked, and what was missing is found once it is granted", async () => {
    await unheard("while nobody could look");
    await check();
    expect(await texts()).toContainEqual(expect.stringMatching(/may be missing: .*ChannelMessage\.Read\.Group/));
    expect(await linesOf("gap")).toHaveLength(1);
    await teams.grants(granted);
    await check();
    expect((await linesOf("said")).some(({ text }) => text === "while nobody could look")).toBe(true);
    expect(await linesOf("gap")).toHaveLength(1);
  });

  test("a pin on a message that Muster never had is answered with the reason and what to do instead", async () => {
    const said = await unheard("the first error");
    await teams.react(said.id, "Lee Gu", "pushpin");
    await teams.advance("PT1M");
    expect((await channel.texts()).join("\n")).toMatch(/not in the record\. .*ChannelMessage.*`note …`/);
  });
});

test("of a channel that was deleted everything heard stays, the rest is a gap, and the thread goes on in the transcript", async () => {
  await channel.say("Alex Wilber", "heard");
  await unheard("lost with the channel");
  await teams.deleteChannel(channel.id);
  await teams.advance("PT1M");
  expect((await linesOf("said")).map(({ text }) => text)).toContain("heard");
  expect((await linesOf("gap")).map(({ text }) => text)).toEqual([expect.stringContaining("the channel was deleted")]);
  const lost = (await payments.messages()).find(({ text }) => text.includes(`The channel of ${id} was deleted`));
  await payments.say("Alex Wilber", "it goes on here", lost!.replyTo);
  expect((await linesOf("said")).at(-1)).toMatchObject({ text: "it goes on here" });
  await teams.settle();
});
