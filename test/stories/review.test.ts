import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
beforeAll(async () => {
  teams = await startTeams({ at: "2026-03-29T00:10:00Z" });
});
afterAll(() => teams.stop());

test("after the end there are the timeline, the three times, a review document and the card of its review", async () => {
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev1 checkout | is <b>down</b>");
  const channel = await teams.incidentChannel("INC-1");
  await channel.say("Megan Bowen", "@Muster started 00:00");
  await teams.advance("PT2M");
  await channel.say("Megan Bowen", "@Muster ack");
  await channel.say("Alex Wilber", "it is the cache");
  await channel.say("Megan Bowen", "@Muster note the cache was full");
  await teams.advance("PT10M");
  await channel.say("Megan Bowen", "@Muster resolve the cache is larger now");

  const [card, document, review] = (await channel.fromMuster()).slice(-3);
  expect(seen(card!)).toMatch(/detect[^.]*10 min/i);
  expect(seen(card!)).toMatch(/acknowledge[^.]*2 min/i);
  expect(seen(card!)).toMatch(/recover[^.]*22 min/i);
  expect(seen(card!)).toContain("the cache was full");
  expect(document?.text).toMatch(/^# Review of INC-1/);
  for (const part of ["the cache was full", "the cache is larger now", "Megan Bowen", "10 min", "22 min"])
    expect(document?.text).toContain(part);
  expect(document?.text).not.toContain("<b>");
  expect(seen(review!)).toMatch(/REVIEW.*Draft.*No date yet; due by Wed 1 Apr 2026 23:59/s);
  await channel.say("Megan Bowen", "@Muster review");
  expect((await channel.last()).text).toMatch(/^# Review of INC-1/);
});

test("what was said in Teams has an address that leads to the very message, and so has the thread it was said in", async () => {
  const channel = await teams.incidentChannel("INC-1");
  const said = (await channel.messages()).find(({ text }) => text.includes("note the cache was full"))!;
  const document = (await channel.fromMuster()).find(({ text }) => text.startsWith("# Review of INC-1"))!.text;
  const line = document.split("\n").find((each) => each.includes("noted: the cache was full"))!;
  const url = new URL(/\[message\]\(([^)]*)\)/.exec(line)![1]!);
  expect(decodeURIComponent(url.pathname)).toBe(`/l/message/${channel.id}/${said.id}`);
  expect(url.searchParams.get("parentMessageId")).toBe(said.replyTo ?? said.id);
  expect(url.searchParams.get("groupId")).toBe(channel.teamId);
});

test("the review of a severity 3 begins when somebody asks for it", async () => {
  await (await teams.channel("Payments")).say("Adele Vance", "@Muster declare sev3 search is slow");
  const channel = await teams.incidentChannel("INC-2");
  await channel.say("Adele Vance", "@Muster review");
  expect(await teams.facts("INC-2")).not.toContainEqual(expect.objectContaining({ type: "review opened" }));
  await channel.say("Adele Vance", "@Muster resolve it is fast again");
  expect(await teams.facts("INC-2")).not.toContainEqual(expect.objectContaining({ type: "review opened" }));
  const [posted] = (await channel.cards()).slice(-1);
  await teams.press(posted!.id, "Megan Bowen", "Review");
  expect(await teams.facts("INC-2")).toContainEqual(
    expect.objectContaining({ type: "review opened", owner: expect.objectContaining({ name: "Adele Vance" }) }),
  );
  expect((await channel.texts()).join("\n")).toMatch(/REVIEW.*INC-2 · Severity 3 · Draft/);
  await teams.press(posted!.id, "Megan Bowen", "Close");
  expect(seen((await channel.messages()).find(({ id }) => id === posted!.id)!)).toContain("CLOSED");
});
