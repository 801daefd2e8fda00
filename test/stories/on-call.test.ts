import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let megan: Place;
let alex: Place;
/** A Friday morning in London, where clocks go forward on Sunday at 01:00. */
beforeAll(async () => {
  teams = await startTeams({ at: "2026-03-27T10:00:00Z" });
  megan = await teams.personal("Megan Bowen");
  alex = await teams.personal("Alex Wilber");
});
afterAll(() => teams.stop());

const asked = async (place: Place, who: string, words: string): Promise<string> => {
  await place.say(who, words);
  return seen(await place.last());
};
const whole = async (place: Place): Promise<string> => (await place.texts()).join("\n");

describe("who is on call", () => {
  test("is shown for now and for a time of the asker's own clock", async () => {
    expect(await asked(megan, "Megan Bowen", "oncall")).toMatch(/Megan Bowen.*Alex Wilber/s);
    expect(await asked(megan, "Megan Bowen", "oncall checkout at sunday 02:30")).toMatch(/Megan Bowen/);
    expect(await asked(megan, "Megan Bowen", "oncall knitting")).toMatch(/on-call/);
    expect(await asked(megan, "Megan Bowen", "oncall at the third moon")).toMatch(/friday 22:00|22:00/i);
  });

  test("is explained by layer", async () => {
    expect(await asked(megan, "Megan Bowen", "oncall explain primary at sunday 02:30")).toMatch(/always/);
  });

  test("is changed by a sentence, and the change says who made it", async () => {
    const general = await teams.channel("Payments");
    await general.say("Adele Vance", "@Muster oncall add @Lee_Gu");
    expect(seen(await general.last())).toMatch(/on-call/i);
    expect(await asked(megan, "Megan Bowen", "oncall changes")).toMatch(/Adele Vance.*Lee Gu|Lee Gu.*Adele Vance/s);
  });

  test("is refused where a sentence would throw a mistake into the book", async () => {
    expect(await asked(megan, "Megan Bowen", "oncall primary me in nowhere")).toMatch(/no roster or service/i);
  });
});

describe("a cover", () => {
  test("is asked of the roster, taken with a button, and told to both", async () => {
    expect(await asked(megan, "Megan Bowen", "cover me 18:00-22:00 because of the theatre")).toMatch(/asked/i);
    const card = await alex.last();
    expect(seen(card)).toMatch(/theatre/);
    await teams.press(card.id, "Alex Wilber", "Take it");
    expect(await whole(megan)).toMatch(/Alex Wilber is on call instead of Megan Bowen/);
    expect(await whole(alex)).toMatch(/No incident is open|Open now/);
    expect(await asked(megan, "Megan Bowen", "oncall at 19:00")).toMatch(/Alex Wilber/);
    expect(await asked(megan, "Megan Bowen", "oncall explain primary at 19:00")).toMatch(/Alex Wilber/);
    const again = await (await teams.personal("Nestor Wilke")).last();
    expect(seen(again)).toMatch(/Alex Wilber/);
  });

  test("begins with word to both, and pages whoever covers", async () => {
    await teams.advance("PT8H1M");
    expect(await whole(alex)).toMatch(/primary/);
    const payments = await teams.channel("Payments");
    await payments.say("Adele Vance", "@Muster declare sev2 checkout is slow");
    expect(await teams.facts("INC-1")).toContainEqual(
      expect.objectContaining({ type: "paged", step: 0, people: [expect.objectContaining({ name: "Alex Wilber" })] }),
    );
    await payments.say("Adele Vance", "@Muster ack INC-1");
  });
});

test("a shift that ends while an incident runs hands over with a brief", async () => {
  await alex.say("Alex Wilber", "lead INC-1 me");
  await teams.advance("PT4H");
  expect(await teams.facts("INC-1")).toContainEqual(expect.objectContaining({ type: "shift changed" }));
  expect(await whole(megan)).toMatch(/INC-1/);
  await alex.say("Alex Wilber", "resolve INC-1 it was the cache");
});

describe("a swap", () => {
  test("needs shifts that end", async () => {
    expect(await asked(megan, "Megan Bowen", "swap me")).toMatch(/yourself|with whom/i);
    const general = await teams.channel("Payments");
    await general.say("Megan Bowen", "@Muster swap @Alex_Wilber");
    expect(seen(await general.last())).toMatch(/without an end/);
  });

  test("changes nothing until the other accepts, and then both are told", async () => {
    const headers = { authorization: `Bearer ${await teams.token("Megan Bowen")}`, "content-type": "application/json" };
    const url = `${teams.sandbox.url}/api/oncall/schedules/primary`;
    const read = await fetch(url, { headers });
    const schedule = (await read.json()) as { layers: unknown[] };
    const rotation = {
      type: "weekly",
      length: 1,
      start: "2026-03-23T09:00",
      participants: ["Megan Bowen", "Alex Wilber"],
    };
    const body = JSON.stringify({ ...schedule, layers: [{ name: "weekly", priority: 1, rotation }] });
    const put = await fetch(url, {
      method: "PUT",
      headers: { ...headers, "if-match": read.headers.get("etag")! },
      body,
    });
    expect(put.status).toBe(200);

    const general = await teams.channel("Payments");
    await general.say("Megan Bowen", "@Muster swap @Alex_Wilber");
    expect(seen(await general.last())).toMatch(/asked Alex Wilber.*Nothing changes/s);
    const at = "oncall at wednesday 12:00";
    expect(await asked(megan, "Megan Bowen", at)).toMatch(/Primary:\s+Alex Wilber/);
    const card = (await alex.cards()).at(-1)!;
    await teams.press(card.id, "Alex Wilber", "Accept");
    expect(await asked(megan, "Megan Bowen", at)).toMatch(/Primary:\s+Megan Bowen/);
    expect(await whole(megan)).toMatch(/Megan Bowen is on call instead of Alex Wilber/);
    expect(await whole(alex)).toMatch(/Alex Wilber is on call instead of Megan Bowen/);
    await teams.press(card.id, "Alex Wilber", "Accept").catch(() => undefined);
    expect(await asked(megan, "Megan Bowen", at)).toMatch(/Primary:\s+Megan Bowen/);
  });

  test("is told a day before a shift and when it begins", async () => {
    const before = (await whole(alex)).length;
    await teams.advance("P3D");
    expect((await whole(megan)).length + (await whole(alex)).length).toBeGreaterThan(before);
    expect(await whole(megan)).toMatch(/tomorrow|a day|24 hours|begins/i);
  });
});

describe("a test page", () => {
  test("goes out by all means, and its answer is listed", async () => {
    await megan.say("Megan Bowen", "oncall test");
    const card = (await megan.cards()).at(-1)!;
    expect(seen(card)).toMatch(/test/i);
    await teams.press(card.id, "Megan Bowen", (/"title":"([^"]+)"/.exec(JSON.stringify(card.card)) ?? [])[1]!);
    expect(await asked(megan, "Megan Bowen", "oncall tests")).toMatch(/Megan Bowen/);
    expect((await teams.outbox()).some(({ kind, text }) => kind === "sms" && /test/i.test(text))).toBe(true);
  });
});

test("how somebody is reached is a form, and a form that is out of date saves nothing", async () => {
  await megan.say("Megan Bowen", "oncall me");
  const form = await megan.last();
  await megan.say("Megan Bowen", "oncall me");
  const second = await megan.last();
  await teams.press(second.id, "Megan Bowen", "Save", { reach: "teams, call 1" });
  const late = await teams.press(form.id, "Megan Bowen", "Save", { reach: "sms" });
  expect(JSON.stringify(late.response)).toMatch(/Nothing was saved/);
});

test("a calendar has a private address that can be revoked", async () => {
  const text = await asked(megan, "Megan Bowen", "calendar me");
  const link = /https?:\S+\.ics/.exec(text)![0].replaceAll("\\", "");
  const feed = await fetch(link);
  expect(feed.status).toBe(200);
  expect(await feed.text()).toMatch(/BEGIN:VTIMEZONE.*BEGIN:VEVENT/s);
  await megan.say("Megan Bowen", "calendar revoke me");
  expect((await fetch(link)).status).toBe(404);
});

test("the web API knows who calls, and tells the second of two writers", async () => {
  const headers = { authorization: `Bearer ${await teams.token("Megan Bowen")}` };
  const url = `${teams.sandbox.url}/api/oncall/schedules/primary`;
  expect((await fetch(url)).status).toBe(401);
  const read = await fetch(url, { headers });
  const etag = read.headers.get("etag")!;
  const schedule = (await read.json()) as { overrides: unknown[] };
  const put = () =>
    fetch(url, {
      method: "PUT",
      headers: { ...headers, "if-match": etag, "content-type": "application/json" },
      body: JSON.stringify({ ...schedule, overrides: [] }),
    });
  expect((await put()).status).toBe(200);
  expect((await put()).status).toBe(412);
});
