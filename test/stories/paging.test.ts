import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { SandboxOutgoing } from "../../sandbox/client.ts";
import { findPerson } from "../../sandbox/people.ts";
import { eventually, type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let payments: Place;
beforeAll(async () => {
  teams = await startTeams({ at: "2026-06-01T10:00:00Z" });
  payments = await teams.channel("Payments");
});
afterAll(() => teams.stop());

const phoneOf = (name: string): string => findPerson(name)!.phone;

const outgoing = async (kind: SandboxOutgoing["kind"], name: string, about: string): Promise<SandboxOutgoing[]> =>
  (await teams.outbox()).filter(
    (each) => each.kind === kind && each.to === phoneOf(name) && JSON.stringify(each).includes(about),
  );

const declare = async (words: string): Promise<{ id: string; channel: Place }> => {
  await payments.say("Adele Vance", `@Muster declare ${words}`);
  const id = (await teams.openIncidents())
    .map((each) => each.id)
    .sort((one, other) => Number(one.slice(4)) - Number(other.slice(4)))
    .at(-1)!;
  return { id, channel: await teams.incidentChannel(id) };
};

/** What is left open goes on paging, whichever test it belongs to. */
const end = (id: string) => payments.say("Adele Vance", `@Muster resolve ${id} it was the cache`);

const ladder = async (channel: Place): Promise<string> => {
  const cards = (await channel.cards()).filter(
    (card) => seen(card).includes("Next") || /answered by|ALARM|waits/i.test(seen(card)),
  );
  return cards.map(seen).join("\n");
};

describe("a page that is not answered in Teams", () => {
  test("goes out by text message after two minutes, by phone after four, and “1” answers it everywhere", async () => {
    const { id, channel } = await declare("sev1 card payments fail");
    expect((await teams.notices()).some(({ previewText }) => previewText.includes(id))).toBe(true);
    expect(await outgoing("sms", "Megan Bowen", "card payments")).toHaveLength(0);
    await teams.advance("PT2M1S");
    const [sms] = await outgoing("sms", "Megan Bowen", "card payments");
    expect(sms!.text).toContain(id);
    await teams.advance("PT2M");
    const [call] = await outgoing("voice", "Megan Bowen", "");
    expect(call!.state).toBe("ringing");
    expect(await ladder(channel)).toContain("Megan Bowen");
    await teams.answer(sms!.id, { action: "reply", text: "1" });
    expect(await teams.facts(id)).toContainEqual(expect.objectContaining({ type: "acknowledged", means: "sms" }));
    expect((await teams.outbox()).find((each) => each.id === call!.id)!.state).not.toBe("ringing");
    expect(await ladder(channel)).toMatch(/by text message/i);
    await teams.advance("PT10M");
    expect((await teams.facts(id)).filter(({ type }) => type === "paged")).toHaveLength(1);
    await end(id);
  });

  test("is answered by pressing 1 on the phone", async () => {
    const { id } = await declare("sev1 refunds fail");
    await teams.advance("PT4M1S");
    const call = (await outgoing("voice", "Megan Bowen", "")).find(({ state }) => state === "ringing")!;
    await teams.answer(call.id, { action: "answer" });
    await teams.answer(call.id, { action: "press", key: "1" });
    await eventually(async () =>
      (await teams.facts(id)).find((fact) => fact.type === "acknowledged" && fact.means === "call"),
    );
    await end(id);
  });

  test("is answered on the page behind the link, and only by its button", async () => {
    const { id } = await declare("sev1 invoices fail");
    await teams.advance("PT2M1S");
    const [sms] = await outgoing("sms", "Megan Bowen", id);
    const link = /https?:\S+/.exec(sms!.text)![0];
    const page = await fetch(link);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("invoices fail");
    expect((await teams.facts(id)).some(({ type }) => type === "acknowledged")).toBe(false);
    const pressed = await fetch(link, {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
      body: "answer=ack",
    });
    expect(pressed.status).toBe(200);
    expect(await teams.facts(id)).toContainEqual(expect.objectContaining({ type: "acknowledged", means: "sms" }));
    await end(id);
  });
});

test("a send that fails falls through to the next means at once, and the ladder shows it", async () => {
  const chat = await teams.personal("Megan Bowen");
  await teams.install(chat.id, false);
  const { id, channel } = await declare("sev1 vouchers fail");
  expect(await outgoing("sms", "Megan Bowen", id)).toHaveLength(1);
  expect(await ladder(channel)).toMatch(/failed/i);
  await end(id);
  await teams.install(chat.id, true);
});

test("an expert is paged by topic, on a ladder of their own", async () => {
  const { id, channel } = await declare("sev2 orders are slow");
  await channel.say("Adele Vance", "@Muster page expert database because the queries hang");
  const card = await (await teams.personal("Diego Siciliani")).last();
  expect(seen(card)).toContain("the queries hang");
  expect(await teams.facts(id)).toContainEqual(expect.objectContaining({ type: "page opened", page: 2 }));
  await teams.press(card.id, "Diego Siciliani", "Acknowledge");
  const facts = await teams.facts(id);
  expect(facts).toContainEqual(expect.objectContaining({ type: "acknowledged", page: 2 }));
  expect(facts.filter((fact) => fact.type === "acknowledged" && fact.page === undefined)).toHaveLength(0);
  await channel.say("Adele Vance", "@Muster page expert knitting");
  expect(seen(await channel.last())).toMatch(/database/);
  await channel.say("Adele Vance", "@Muster resolve");
});

describe("a ladder that is used up", () => {
  test("raises an alarm in the channel and on the health endpoint, again and again until somebody acts", async () => {
    const { id, channel } = await declare("sev1 shipping fails");
    await teams.advance("PT21M");
    const alarms = async () => (await teams.facts(id)).filter(({ type }) => type === "alarm raised").length;
    expect(await alarms()).toBe(1);
    expect((await channel.texts()).join("\n")).toMatch(/alarm/i);
    await teams.advance("PT10M");
    expect(await alarms()).toBe(2);
    const health = async () =>
      (await fetch(`${teams.sandbox.url}/healthz/pages`)).json() as Promise<{ ok: boolean; why: string[] }>;
    await fetch(`${teams.sandbox.muster.url}/dev/round`, { method: "POST" });
    expect(await health()).toMatchObject({ ok: false, why: [expect.stringContaining(id)] });
    await channel.say("Nestor Wilke", "@Muster ack");
    await fetch(`${teams.sandbox.muster.url}/dev/round`, { method: "POST" });
    expect(await health()).toMatchObject({ ok: true });
    await teams.advance("PT30M");
    expect(await alarms()).toBe(2);
    expect((await teams.heartbeats()).count).toBeGreaterThan(0);
  });
});

test("a policy of a severity may ask a whole channel, and whoever reads it first takes it", async () => {
  const url = `${teams.sandbox.url}/api/oncall/policies/office`;
  const headers = {
    authorization: `Bearer ${await teams.token("Megan Bowen")}`,
    "content-type": "application/json",
    "if-none-match": "*",
  };
  const step = { notify: [{ channel: payments.id }], minutes: 5 };
  const policy = { name: "office", severities: [3], steps: [step], repeats: 0, lastResort: [{ everyone: "on-call" }] };
  expect((await fetch(url, { method: "PUT", headers, body: JSON.stringify(policy) })).status).toBe(201);
  const { id } = await declare("sev3 receipts are late");
  const card = (await payments.cards()).find((each) => seen(each).includes("Somebody here is needed"))!;
  await teams.press(card.id, "Lee Gu", "Acknowledge");
  expect(await teams.facts(id)).toContainEqual(
    expect.objectContaining({ type: "acknowledged", person: expect.objectContaining({ name: "Lee Gu" }) }),
  );
  expect((await teams.facts(id)).filter(({ type }) => type === "paged")).toHaveLength(1);
});
