import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { findPerson } from "../../sandbox/people.ts";
import { type Place, seen, startTeams, type Teams } from "./teams.ts";

let teams: Teams;
let payments: Place;
let channel: Place;
beforeAll(async () => {
  teams = await startTeams({ at: "2026-06-01T10:00:00Z", throttle: "off" });
  payments = await teams.channel("Payments");
  await payments.say("Adele Vance", "@Muster drill sev1 checkout is down");
  await teams.settle();
  channel = (await teams.findChannel("drill-inc-1-checkout-is-down"))!;
});
afterAll(() => teams.stop());

const say = async (words: string, who = "Megan Bowen", place = channel) => (await place.ask(who, words)).join("\n");
const phone = findPerson("Megan Bowen")!.phone;
const reached = async (kind: string) =>
  (await teams.outbox()).filter((each) => each.kind === kind && each.to === phone);

describe("a drill runs everything, and everything says so", () => {
  test("its channel, its card where it was declared, and its card there", async () => {
    expect(channel).toBeDefined();
    expect(await teams.facts("INC-1")).toContainEqual(expect.objectContaining({ type: "declared", drill: true }));
    expect(seen(await payments.last())).toMatch(/DRILL/);
    expect(seen((await channel.messages())[0]!)).toMatch(/DRILL/);
    expect(await say("timeline")).toContain("Adele Vance declared a DRILL, as a severity 1 incident");
  });

  test("the page in Teams, and its ladder", async () => {
    const page = seen(await (await teams.personal("Megan Bowen")).last());
    expect(page).toMatch(/DRILL You are paged\./);
    const ladder = (await channel.texts()).find((text) => text.includes("page 1"));
    expect(ladder).toMatch(/DRILL Waiting for Megan Bowen/);
    expect((await teams.notices()).find(({ previewText }) => previewText.includes("INC-1"))).toBeDefined();
  });

  test("the text message, the call that is read out, and the page behind the link", async () => {
    await teams.advance("PT4M5S");
    const [text] = await reached("sms");
    expect(text!.text).toMatch(/^DRILL SEV1 INC-1 checkout is down/);
    const [call] = await reached("voice");
    await teams.answer(call!.id, { action: "answer" });
    const taken = (await reached("voice"))[0]!;
    expect(taken.text).toMatch(/^This is a drill\. This is Muster with a page for Megan Bowen/);
    const link = /https?:\S+/.exec(text!.text)![0];
    expect(await (await fetch(link)).text()).toContain("DRILL Severity 1");
    await teams.answer(call!.id, { action: "press", key: "1" });
    await teams.settle();
  });

  test("the work item", async () => {
    expect((await teams.workItems())[0]?.fields["System.Title"]).toBe("DRILL checkout is down");
  });

  test("actions, decisions, roles and updates, and those who are told", async () => {
    await say("lead me");
    await say("action @Alex_Wilber restart the pool in 2h");
    expect((await channel.cards()).map(seen).some((text) => text.includes("DRILL ACTION 1"))).toBe(true);
    await say("propose we fail over");
    expect((await channel.cards()).map(seen).some((text) => text.includes("DRILL Proposal 1"))).toBe(true);
    expect(await say("actions")).toContain("DRILL INC-1: 1 open action");
    expect(await say("decisions")).toContain("DRILL INC-1");
    await say("update we practise");
    const told = seen(await (await teams.channel("Status updates")).last());
    expect(told).toMatch(/DRILL checkout is down/);
    expect(told).toContain("we practise");
  });

  test("the list, and what is said elsewhere", async () => {
    const platform = await teams.channel("Platform");
    expect(await say("list", "Lee Gu", platform)).toContain("DRILL checkout is down");
    expect(await say("note INC-1 from afar", "Lee Gu", platform)).toBe("DRILL INC-1: Lee Gu noted: from afar");
  });

  test("but not the public status page", async () => {
    expect(await (await fetch(`${teams.url}/status`)).text()).not.toContain("checkout is down");
    expect(await (await fetch(`${teams.url}/status.json`)).text()).not.toContain("checkout is down");
  });

  test("its end and its review", async () => {
    await say("resolve we know how now");
    const end = (await channel.texts()).join("\n");
    expect(end).toMatch(/RESOLVED DRILL checkout is down/);
    expect(await say("review")).toContain("DRILL Review of INC-1");
  });

  test("and it is tied to nothing that is real", async () => {
    await say("declare sev4 the printer is out of paper", "Lee Gu", payments);
    expect(await say("relate INC-1 to INC-2", "Lee Gu", payments)).toContain("One of the two is a drill");
    expect(await say("merge INC-2 into INC-1", "Lee Gu", payments)).toContain("One of the two is a drill");
  });
});

test("a drill is declared in the form too", async () => {
  await payments.say("Lee Gu", "@Muster declare");
  const form = await payments.last();
  const inputs = { title: "mail is late", severity: "3", description: "", drill: "true", confidential: "false" };
  await teams.press(form.id, "Lee Gu", "Declare", inputs);
  await teams.settle();
  expect(await teams.findChannel("drill-inc-3-mail-is-late")).toBeDefined();
  const done = (await payments.messages()).find(({ id }) => id === form.id)!;
  expect(seen(done)).toBe("DRILL INC-3 is declared: mail is late");
});

test("a drill is on the public status page where that is wanted, and says so", async () => {
  const practising = await startTeams({ environment: { DRILLS_ON_STATUS_PAGE: "true" } });
  await (await practising.channel("Payments")).say("Adele Vance", "@Muster declare drill sev1 checkout is down");
  await practising.settle();
  expect(await (await fetch(`${practising.url}/status`)).text()).toContain("DRILL: checkout is down");
  await practising.stop();
});
